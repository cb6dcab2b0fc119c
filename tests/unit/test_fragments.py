"""What messages have in common is put in when the playbook is applied; what is missing is told where it is named."""

from typing import Any

import pytest

from segue.errors import Invalid
from segue.messaging.fragments import Composing, compile_fragment, used
from segue.messaging.pieces import written
from segue.playbook import BadPlaybook, compile_playbook

FRAME = {"mjml": "<{% content %}|{% content reason %}|{% fragment rows %}>", "text": "({%content%})"}
WORDS = {"mjml": "{% content stop %} {% content locale %}", "words": {"stop": "No more"}}
FRAGMENTS: dict[str, Any] = {
    "mail": FRAME,
    "rows": {"mjml": "rows\n", "name": "Rows"},
    "nested": {"mjml": "({% fragment rows %}) {% content bye %}", "text": "{% content %}", "words": {"bye": "Bye"}},
    "circle": {"mjml": "{% fragment circle %}"},
    "worded": {**WORDS, "locales": {"de": {"words": {"stop": "Nicht mehr"}}}},
}
MAIL = {"frame": "mail", "subject": "s", "mjml": "a {% fragment rows %} b\n", "text": "t", "reason": "why"}


def whole(mail: dict[str, Any], locale: str = "") -> dict[str, str]:
    """The parts of a template put together."""
    said = {part: written(text, (part,)) for part, text in mail.items() if part != "frame" and text is not None}
    parts = [part for part in ("subject", "mjml", "text") if part in said]
    made = Composing(FRAGMENTS, mail.get("frame", ""), locale).whole(said, parts)
    return {part: text.text for part, text in made.items()}


def test_a_template_stands_in_its_frame_and_fragments_in_both() -> None:
    assert whole(MAIL) == {"subject": "s", "mjml": "<a rows b|why|rows>", "text": "(t)"}


def test_a_template_without_any_stays_as_it_is() -> None:
    plain = {"subject": "{{ a }}", "mjml": "{% if fragment %}b{% endif %}", "text": "c"}
    assert whole(plain) == plain


@pytest.mark.parametrize(
    ("locale", "words"), [("en", "No more en"), ("de-AT", "Nicht mehr de-AT"), ("fr", "No more fr")]
)
def test_a_frame_says_its_own_words_in_the_language_of_the_template(locale: str, words: str) -> None:
    assert whole({"frame": "worded", "mjml": "a"}, locale)["mjml"] == words


def test_a_template_s_own_words_come_before_those_of_its_frame() -> None:
    assert whole({"frame": "worded", "mjml": "a", "stop": "Genug"}, "de")["mjml"] == "Genug de"


def test_a_fragment_has_words_of_its_own_and_others_within() -> None:
    assert whole({"mjml": "{% fragment nested %}"})["mjml"] == "(rows) Bye"


@pytest.mark.parametrize(
    ("change", "path", "words"),
    [
        ({"frame": "mali"}, ("frame",), "there is no fragment `mali`; did you mean `mail`?"),
        ({"mjml": "{% fragment row %}"}, ("mjml",), "there is no fragment `row`; did you mean `rows`?"),
        ({"text": "{% fragment rows %}"}, ("text",), "the fragment `rows` has no `text`"),
        ({"reason": None}, ("mjml",), "the frame `mail` asks for `reason`"),
        ({"mjml": "{% fragment circle %}"}, ("mjml",), "fragments stand 3 deep at most"),
        ({"text": "{% fragment nested %}"}, ("text",), "the fragment `nested` asks for a content"),
        ({"text": "{% content reason %}"}, ("text",), "`content` stands in a frame or fragment alone"),
    ],
)
def test_what_is_missing_is_told_where_it_is_named(change: dict[str, Any], path: tuple[str], words: str) -> None:
    with pytest.raises(Invalid) as wrong:
        whole(MAIL | change)
    assert wrong.value.path == path
    assert words in wrong.value.detail


@pytest.mark.parametrize(
    "spec",
    [
        {},
        {"name": "n"},
        {"mjml": 1},
        {"mjml": "a", "html": "b"},
        {"mjml": "a", "words": "b"},
        {"mjml": "a", "words": {"b": 1}},
        {"mjml": "a", "locales": {"german": {}}},
        {"mjml": "a", "locales": {"de": {"subjct": "b"}}},
    ],
)
def test_a_fragment_is_texts_and_nothing_else(spec: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        compile_fragment("f", spec)


def test_a_playbook_tells_the_line_of_a_fragment_that_there_is_not() -> None:
    files = {"templates/x.yaml": "subject: s\nmjml: <mjml><mj-body></mj-body></mjml>\ntext: '{% fragment rows %}'\n"}
    with pytest.raises(BadPlaybook) as wrong:
        compile_playbook(files)
    (problem,) = wrong.value.problems
    assert (problem["line"], problem["column"], problem["message"]) == (3, 8, "there is no fragment `rows`")


def test_a_template_remembers_which_fragments_have_gone_into_it() -> None:
    assert used(MAIL | {"locales": {"de": {"text": "{% fragment nested %}"}}}, FRAGMENTS) == ["mail", "nested", "rows"]
    files = {
        "fragments/mail.yaml": "text: '{% content %}{% fragment foot %}'\n",
        "fragments/foot.yaml": "text: Bye\n",
        "templates/x.yaml": "frame: mail\nsubject: s\nmjml: <mjml><mj-body></mj-body></mjml>\ntext: Hello\n",
    }
    made = compile_playbook(files)["template"]["x"]
    assert (made["text"].split(), made["uses"]) == (["HelloBye"], ["foot", "mail"])
