"""What shows the version beside the code: `python -m segue_tools.versions` writes it; a test holds it current.

The version itself stands in `layers/segue/segue/version.py` alone.
"""

import re
from pathlib import Path
from typing import NamedTuple

from segue.version import VERSION
from segue_tools.places import ROOT, SHOP


class Copy(NamedTuple):
    """A line of a file that nothing can import, and how it is written."""

    file: Path
    line: str
    said: str

    def shown(self, text: str) -> str:
        """The file's text with its line as it should be."""
        return re.sub(self.line, self.said.format(VERSION), text, flags=re.MULTILINE)


COPIES = (
    Copy(
        ROOT / "template.yaml",
        r"^Metadata: \{Version: [^}]*\}.*$",
        "Metadata: {{Version: {}}} # written by `python -m segue_tools.versions`",
    ),
    Copy(SHOP / "segue.js", r'(?<=^const LIBRARY = \{ name: "segue\.js", version: )"[^"]*"', '"{}"'),
)


def main() -> None:
    """`python -m segue_tools.versions`."""
    for one in COPIES:
        one.file.write_text(one.shown(one.file.read_text()))


if __name__ == "__main__":
    main()
