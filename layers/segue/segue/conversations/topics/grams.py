"""Grams: what the model of topics sees of a text: words, neighbours and pieces of words, each as a bucket's number.

Buckets are hashes, so that a model made of them holds no text.
"""

import re
from collections.abc import Iterator
from zlib import crc32

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
DIGITS = re.compile(r"\w*\d\w*")
NUMBER = "0"  # what stands for an order's number, an amount, a year
BUCKETS = 8192
SIZES = (3, 4, 5)  # letters of a piece
LONGEST = 24  # letters of a word that are looked at


def words_of(text: str) -> list[str]:
    """The words in small letters, whatever has a digit in it as one and the same number."""
    plain = text.casefold().replace("’", "'")
    return [NUMBER if DIGITS.fullmatch(one) else one[:LONGEST] for one in WORD.findall(plain)]


def buckets_of(words: list[str]) -> set[int]:
    """The buckets of some words, of 0 to BUCKETS - 1."""
    return {crc32(one.encode()) % BUCKETS for one in _grams(words)}


def hashed(word: str) -> int:
    """A word's own hash, of 32 bits: by it the model knows whether it has ever seen the word."""
    return crc32(f"w{word}".encode())


def _grams(words: list[str]) -> Iterator[str]:
    yield from (f"w {one}" for one in words)
    yield from (f"b {one} {two}" for one, two in zip(["", *words], [*words, ""], strict=True))
    yield from (f"t {one} {two}" for one, two in zip(words, words[2:], strict=False))
    for one in words:
        padded = f"<{one}>"
        yield from (padded[at : at + size] for size in SIZES for at in range(len(padded) - size + 1))
