"""HTML reduced to its words."""

import pytest

from segue.channels.support.plain_text import TAG, plain


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>Do you <b>ship</b>?</p>", "Do you ship?"),
        ("<ul><li>One</li><li>Two</li></ul>", "One\nTwo"),
        ("Line<br>after<br/>line", "Line\nafter\nline"),
        ("5 &lt; 6 &amp; 7", "5 < 6 & 7"),
        ("<style>p {}</style><script>x()</script>Hi", "Hi"),
        ('<img src="x" alt="😀"> thanks', "😀 thanks"),
        ("no tags at all", "no tags at all"),
        ("", ""),
    ],
)
def test_words_stay_and_markup_goes(html, words):
    assert plain(html) == words


def visits(text: str) -> int:
    """Pieces that are looked at."""
    return len(TAG.split(text))


@pytest.mark.parametrize(
    "piece", ["<!--", "<script>", "<", "<a ", "<a href='", "</", "&", "<![CDATA[", "<p>", '<img alt="']
)
def test_markup_that_never_ends_is_read_once(piece):
    assert isinstance(plain(piece * 20_000), str)
    assert visits(piece * 20_000) <= 2 * 20_000 + 1
