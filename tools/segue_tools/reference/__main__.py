"""`python -m segue_tools.reference`: write the reference pages."""

from segue_tools.places import ROOT
from segue_tools.reference import api, playbook

FOLDER = ROOT / "docs" / "reference"
WRITTEN = "<!-- written by `python -m segue_tools.reference` -->\n\n"


def written() -> dict[str, str]:
    """Each page as it should be, by the name of its file."""
    return {f"{name}.md": f"{WRITTEN}{text}" for name, text in {**playbook.pages(), **api.pages()}.items()}


def main() -> None:
    """Writes all of them."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in written().items():
        (FOLDER / name).write_text(text)


if __name__ == "__main__":
    main()
