"""What anybody may send as files of a turn, and what is kept of it."""

import pytest

from segue.conversations.wordings import attachments_of


def test_what_is_known_of_a_file_is_kept():
    one = {"name": "bill.pdf", "type": "application/pdf", "size": 1200, "url": "https://shop.test/bill.pdf"}
    assert attachments_of([one | {"else": 1}]) == (one,)


@pytest.mark.parametrize("size", ["big", "12", -1, 0, 1.5, True, [1], {"a": 1}, 10**30])
def test_a_size_that_is_none_is_not_kept(size):
    assert attachments_of([{"name": "bill.pdf", "size": size}]) == ({"name": "bill.pdf"},)


@pytest.mark.parametrize("name", [[1], {"a": 1}, True, None])
def test_a_name_that_is_no_text_is_not_kept(name):
    assert attachments_of([{"url": "https://shop.test/b", "name": name}]) == ({"url": "https://shop.test/b"},)


def test_texts_are_kept_up_to_a_length():
    (one,) = attachments_of([{"name": "n" * 9_000, "url": f"https://shop.test/{'u' * 9_000}"}])
    assert (len(one["name"]), len(one["url"])) == (200, 4_000)
