"""How alike products are by what the catalog says of them: words of the title, categories, brand and features."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_array, diags_array, vstack

from segue.catalog.items import Fields, Item
from segue.recommending.learning.graphs import Matrix, Shared, shared

WORD = re.compile(r"[^\W_]{2,}")
COMMON = 0.2  # of the products have the word: it tells nothing, where there are more than `FEW`
FEW = 20
MOST = 20  # of a product
BLOCK = 256  # products at a time, so that memory stays small


def alike(products: Sequence[str], items: Mapping[str, Item]) -> Shared:
    """Products by products: the cosine of their words, rare ones counting more, of the `MOST` most alike of each."""
    found = [sorted(words(items[one].fields)) if one in items else [] for one in products]
    vocabulary = {word: place for place, word in enumerate(sorted({word for one in found for word in one}))}
    columns = np.array([vocabulary[word] for one in found for word in one], dtype="i4")
    ends = np.cumsum([0, *map(len, found)])
    lines = csr_array((np.ones(len(columns), "f4"), columns, ends), shape=(len(found), len(vocabulary)))
    times = np.maximum(np.bincount(columns, minlength=len(vocabulary)), 1)
    rare = np.log(1 + len(found) / times) * (times <= max(FEW, COMMON * len(found)))
    weighted: Matrix = lines @ diags_array(rare)
    length = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    even = csr_array(diags_array(1 / np.where(length > 0, length, 1)) @ weighted)
    blocks = [_nearest(even, begin) for begin in range(0, len(found), BLOCK)]
    return shared(vstack(blocks) if blocks else csr_array((0, 0)))


def _nearest(even: Matrix, begin: int) -> Matrix:
    """A block of products by the `MOST` most alike of each."""
    block = (even[begin : begin + BLOCK] @ even.T).toarray()
    block[np.arange(len(block)), np.arange(begin, begin + len(block))] = 0
    kept = np.argsort(-block, axis=1, kind="stable")[:, :MOST]
    values = np.take_along_axis(block, kept, axis=1)
    rows = np.repeat(np.arange(len(block)), kept.shape[1])
    found = csr_array((values.ravel(), (rows, kept.ravel())), shape=block.shape)
    found.eliminate_zeros()
    return found


def words(fields: Fields) -> set[str]:
    """What a product is called, and what stands for it: each category, brand and feature is a word of its own."""
    said = {f"c:{one}" for one in fields.get("categories", ())}
    said |= {f"f:{name}:{value}" for name, value in _mapping(fields.get("features")).items()}
    if fields.get("brand"):
        said.add(f"b:{fields['brand']}")
    return said | {word.casefold() for word in WORD.findall(str(fields.get("title", "")))}


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
