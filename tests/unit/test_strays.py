"""Which files of a folder are definitions, which are nobody's, and which are told."""

import pytest

from segue_tools.playbooks import files_of, strays


@pytest.fixture
def folder(tmp_path):
    """`folder("segments/a.yaml")` makes empty files and is the folder."""

    def made(*paths):
        for one in paths:
            (tmp_path / one).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / one).write_text("")
        return tmp_path

    return made


def test_what_an_editor_or_a_repository_keeps_for_itself_is_no_definition(folder):
    place = folder("segments/a.yaml", ".vscode/settings.json", ".github/dependabot.yml", "segments/.b.yaml")
    assert (list(files_of(place)), strays(place)) == (["segments/a.yaml"], [])


@pytest.mark.parametrize("path", ["segments.yaml", "segments/camping/tents.yml"])
def test_a_definition_in_no_place_is_told(folder, path):
    place = folder("segments/a.yaml", path, "schemas/deep/x.yaml")
    assert (list(files_of(place)), strays(place)) == (["segments/a.yaml"], [place / path])
