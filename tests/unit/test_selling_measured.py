"""All measures of selling: nothing of an empty archive, and all that they can be told by."""

import pytest

from segue.measures.definitions import definition, definitions
from tests.measured import archive, asked, fact, table, told

SELLING = [name for name, one in definitions().items() if one.group == "sales"]
FIGURES = [name for name in SELLING if definition(name).kind != "table"]
TABLES = [name for name in SELLING if definition(name).kind == "table"]


@pytest.mark.parametrize("name", FIGURES)
def test_an_empty_archive_has_no_parts(name: str) -> None:
    assert told(archive([]), name, asked()) == {}


@pytest.mark.parametrize("name", TABLES)
def test_an_empty_archive_has_no_rows(name: str) -> None:
    assert table(archive([]), name, asked()) == []


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_told_by_each_of_its_dimensions_and_limited_to_each(name: str) -> None:
    base = archive([])
    assert told(base, name, asked(by="month")) == {}
    for one in definition(name).dimensions:
        assert told(base, name, asked(by=one, **{one: "none"})) == {}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_says_what_each_of_its_columns_means(name: str) -> None:
    shop = [
        fact("view", "Page Viewed", 1, "2026-11-03 10:00"),
        fact("order", "Order Completed", 1, "2026-11-03 10:20", purchase=1, money=100, currency="EUR"),
        fact("conversation", "Call Started", 1, "2026-11-04 10:00", channel="phone", conversation=1),
    ]
    (row, *_) = table(archive(shop), name, asked())
    assert [*row] == [*definition(name).columns]
