"""What languages are called."""

from segue.languages.texts import speaking
from segue.languages.tongues import tongue


def test_a_language_is_called_by_its_name():
    assert [tongue(one) for one in ("de", "pt-BR", "xx-1")] == ["German", "Portuguese (Brazil)", "xx-1"]
    with speaking("de"):
        assert tongue("de") == "Deutsch"
