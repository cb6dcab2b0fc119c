"""Whatever stands in a template, it compiles or says what is wrong, where, and soon."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.playbook import BadPlaybook, compile_playbook
from tests.builders import a_mail

PIECES = st.sampled_from(
    [
        *("{{", "}}", "{%", "%}", "{% if ", "{% endif %}", "{% for a in ", "{% endfor %}", "{% assign a = "),
        *("cart", ".", "items", " | ", "default: ", "'", '"', "<", ">", "/>", "</", "mj-text", "mj-foo", "<mjml>"),
        *("</mjml>", "=", "<!--", "-->", "<mj-style>", "{% content %}", "{% fragment f %}", "\ua66e000", "é", "\n"),
        *(" ", "[", "]", "0"),
    ]
)
TEXTS = st.lists(PIECES, max_size=25).map("".join)


def wrong(subject: str, mjml: str) -> list[dict[str, Any]]:
    """What is wrong with a template of these texts."""
    said = {"subject": subject, "mjml": mjml}
    text = "".join(f"{part}: |\n  {words.replace(chr(10), chr(10) + '  ')}\n" for part, words in said.items())
    files = {"templates/t.yaml": f"name: t\n{text}", "fragments/f.yaml": f"text: a\nmjml: {a_mail('a')}\n"}
    try:
        compile_playbook(files)
    except BadPlaybook as told:
        return told.problems
    return []


@given(TEXTS, TEXTS)
def test_any_text_compiles_or_is_refused_with_a_place_in_it(subject: str, inside: str) -> None:
    for mjml in (inside, a_mail(inside)):
        lines = subject.count("\n") + mjml.count("\n") + 6
        assert all(0 < one["line"] <= lines and one["column"] > 0 for one in wrong(subject, mjml))


@pytest.mark.parametrize(
    "piece",
    ["{{", "{%", "<", "<!--", ">", "<a '", '<a "', "<mj-style>", "{{ x }}", "<mj-foo>", "{% if x %}", "&lt;", "<p>"],
)
def test_a_piece_that_comes_ten_thousand_times_is_read_once(piece: str) -> None:
    began = time.process_time()
    wrong("s", a_mail(piece * 10_000))
    assert time.process_time() - began < 10
