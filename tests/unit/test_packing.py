"""Rows are compressed with a dictionary, and those that were not are read all the same."""

import zlib

import pytest

from segue.aws.items import COMPRESS_ABOVE, DICTIONARY, pack, unpack
from segue.events import encode
from tests.builders import an_add

ROW = encode(an_add(context={"userAgent": "Mozilla/5.0", "page": {"url": "https://shop.example/tents"}}))


@pytest.mark.parametrize("raw", [b"{}", ROW, ROW * 20, bytes(range(256)) * 9])
def test_what_is_packed_is_unpacked(raw: bytes) -> None:
    assert unpack(pack(raw)) == raw


def test_a_row_from_before_the_dictionary_is_read() -> None:
    assert unpack(zlib.compress(ROW, 9)) == unpack(ROW) == ROW


def test_the_dictionary_pays_for_a_single_event() -> None:
    assert len(ROW) > COMPRESS_ABOVE
    assert len(pack(ROW)) < 0.8 * len(zlib.compress(ROW, 9))


def test_a_row_that_was_cut_is_no_row() -> None:
    with pytest.raises(zlib.error):
        unpack(pack(ROW)[:-9])


def test_the_dictionary_is_the_one_that_rows_were_written_with() -> None:
    assert zlib.adler32(DICTIONARY) == 2377215169  # another one needs a way to read both: each row names it by this sum
