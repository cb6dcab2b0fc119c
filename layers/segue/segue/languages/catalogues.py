"""Reads the catalogues of texts: gettext's, by Babel."""

from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def read(path: Path) -> NullTranslations:
    """What a file of texts (gettext's `.po`) says; texts that nobody has put into the language yet stay English."""
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file))
    compiled.seek(0)
    return GNUTranslations(compiled)
