"""What shows the version beside the code: `python -m segue_tools.versions` writes it; a test holds it current.

The version itself stands in `layers/segue/segue/version.py` alone.
"""

import re

from segue.version import VERSION
from segue_tools.places import ROOT

TEMPLATE = ROOT / "template.yaml"
LINE = re.compile(r"^Metadata: \{Version: [^}]*\}.*$", re.MULTILINE)
SAID = "Metadata: {{Version: {}}} # written by `python -m segue_tools.versions`"


def shown(template: str) -> str:
    """The template with its line as it should be."""
    return LINE.sub(SAID.format(VERSION), template)


def main() -> None:
    """`python -m segue_tools.versions`."""
    TEMPLATE.write_text(shown(TEMPLATE.read_text()))


if __name__ == "__main__":
    main()
