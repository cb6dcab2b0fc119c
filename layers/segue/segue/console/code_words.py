"""Words of code within a sentence: what stands between backticks is shown as code. Pure."""

import re

from markupsafe import Markup

QUOTED = re.compile(r"`([^`\n]+)`")
CODE = Markup("<code>{}</code>")


def coded(text: str) -> Markup:
    """A sentence with its words of code marked as such; everything in it is escaped."""
    parts = enumerate(QUOTED.split(str(text)))
    return Markup("").join(CODE.format(part) if at % 2 else part for at, part in parts)
