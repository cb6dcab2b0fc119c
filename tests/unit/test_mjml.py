"""MJML becomes HTML; a tag, an attribute or a place that it does not know is told with where it stands."""

import pytest

from segue.errors import Invalid
from segue.messaging.mjml import html, with_preview
from segue.messaging.pieces import Composed, Origin, Piece, written
from tests.builders import a_mail


def made(mjml: str) -> str:
    """The page."""
    return html(written(mjml, ("mjml",)))


def test_liquid_stays_wherever_it_stands_whatever_signs_it_has() -> None:
    text = a_mail("{% if a < b %}x & y{% endif %}").replace("<mj-section", '<mj-section css-class="{{ "a" }}"')
    page = made(text.replace("<mj-text", "{% for a in b %}<mj-text").replace("</mj-text>", "</mj-text>{% endfor %}"))
    for tag in ("{% if a < b %}x & y{% endif %}", "{% for a in b %}", "{% endfor %}", '"{{ "a" }}'):
        assert tag in page


@pytest.mark.parametrize(
    ("mjml", "words", "place"),
    [
        (a_mail("a").replace("mj-text", "mj-txt"), "mjml has no tag `mj-txt`; did you mean `mj-text`?", "<mj-txt>a"),
        (a_mail("a").replace("mj-text>a", "mj-text colr='x'>a"), "`mj-text` has no attribute `colr`", "colr="),
        (a_mail("<p>a"), "`</mj-text>` does not close what was opened last", "</mj-text>"),
        (a_mail("a").replace("</mj-body></mjml>", ""), "`<mj-body>` is not closed", "<mj-body>"),
        (a_mail("a").replace("<mj-body>", "<mj-head>{{ a }}</mj-head><mj-body>"), "unexpected token", "{{ a }}"),
        ("hello", "unable to", "hello"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(mjml: str, words: str, place: str) -> None:
    with pytest.raises(Invalid, match="mj") as wrong:
        made(mjml)
    assert words in wrong.value.detail
    assert mjml[wrong.value.at or 0 :].startswith(place)


def test_all_strange_tags_and_attributes_are_told_at_once() -> None:
    with pytest.raises(Invalid) as wrong:
        made(a_mail("<mj-foo/><mj-text bar='1'/>"))
    assert len(wrong.value.also) == 1


def test_comments_and_style_sheets_may_say_what_they_like() -> None:
    head = "<mj-head><mj-style>.mj-foo > a { color: red }</mj-style><!-- <mj-foo> --></mj-head><mj-body>"
    assert ".mj-foo > a" in made(a_mail("a").replace("<mj-body>", head))


@pytest.mark.parametrize("head", ["", "<mj-head><mj-title>t</mj-title></mj-head>"])
def test_a_preview_is_hidden_at_the_beginning_of_the_page_and_knows_where_it_was_written(head: str) -> None:
    mjml = written(a_mail("a").replace("<mj-body>", f"{head}<mj-body>"), ("mjml",))
    both = with_preview(mjml, written("Soon", ("preview",)))
    assert "Soon" in html(both)
    assert both.origin(both.text.index("oon")) == ("", ("preview",), 1)
    assert both.origin(both.text.index("a</mj-text")).at == mjml.text.index("a</mj-text")
    assert with_preview(both, written("Late", ("preview",))) == both


def test_a_text_of_pieces_knows_where_each_character_was_written() -> None:
    text = Composed((Piece("ab", Origin("", ("x",), 5)), Piece("cd", Origin("mail", ("y",)))))
    assert [text.origin(at)[::2] for at in range(5)] == [("", 5), ("", 6), ("mail", 0), ("mail", 1), ("mail", 2)]
