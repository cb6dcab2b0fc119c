"""What people get wrong at the command line is answered in one sentence, before anything is started."""

import pytest

from segue_tools import building, invoke, playbooks, templates, up
from segue_tools.demo import __main__ as demo
from segue_tools.demo.asking import asking, words

WRONG = [
    (up, ["--port", "abc"], "'abc' is not a port: 1 to 65534"),
    (up, ["--port", "65535"], "'65535' is not a port"),
    (demo, ["--customers", "x"], "'x' is no number above nothing"),
    (demo, ["--speed", "0"], "'0' is no number above nothing"),
    (invoke, ["Collect", "missing.json"], "missing.json is no event: [Errno 2]"),
]


@pytest.mark.parametrize(("program", "said", "answer"), WRONG)
def test_a_wrong_word_is_named(program, said, answer, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["program", *said])
    with pytest.raises(SystemExit) as ended:
        program.main()
    assert ended.value.code == 2
    assert answer in capsys.readouterr().err


def test_a_wrong_word_in_the_environment_is_named_as_well(monkeypatch, capsys):
    monkeypatch.setenv("CUSTOMERS", "many")
    with pytest.raises(SystemExit):
        asking("make run", "").parse_args([])
    assert "'many' is no number" in capsys.readouterr().err


def test_what_was_asked_for_is_handed_on():
    parser = asking("make run", "")
    asked = parser.parse_args(["--speed", "300", "--seed", "9"])
    assert parser.parse_args(words(asked)) == asked


def test_a_file_that_is_no_text_is_named(tmp_path):
    (tmp_path / "segments").mkdir()
    (tmp_path / "segments" / "odd.yaml").write_bytes(b"\xff\xfe")
    with pytest.raises(SystemExit, match=r"odd\.yaml cannot be read"):
        playbooks.files_of(tmp_path)


WRITTEN = """
Globals: {Function: {}}
Parameters: {Name: {}}
Resources:
  Work: {Type: AWS::Serverless::Function, Properties: {By: !GetAtt WorkRole.Arn}}
  Table: {Type: X, Properties: {Key: !Ref Name, Of: !Sub "${AWS::StackName}-${Tabel.Arn}"}}
  Role: {Type: X, Properties: {On: [!GetAtt Tbale.Arn, !Sub ["${one}${Tale}", {one: !Ref Naem}]]}}
"""


def test_a_name_that_nothing_in_the_template_has_ends_the_build(tmp_path, monkeypatch):
    (tmp_path / "template.yaml").write_text(WRITTEN.replace("", ""))
    monkeypatch.setattr(templates, "ROOT", tmp_path)
    monkeypatch.setattr(templates, "template", templates.template.__wrapped__)
    assert templates.strangers() == ["Naem", "Tabel", "Tale", "Tbale"]
    with pytest.raises(SystemExit, match="nothing in it is called Naem, Tabel, Tale, Tbale"):
        building.check()
