"""The list of measures in the documentation is that of their files."""

from segue_tools.measures import PAGE, listed, with_list


def test_the_list_is_what_would_be_written():
    page = PAGE.read_text(encoding="utf-8")
    assert with_list(page) == page
    assert "`revenue`" in listed()
