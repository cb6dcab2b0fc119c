"""The catalog: in whatever order and however often statements come, an item is the same."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from segue.catalog.items import Item, item_of
from segue.catalog_items import Statement
from tests.builders import NOON
from tests.fake_doors import FakeCatalog

VARIANT = st.fixed_dictionaries({}, optional={"price": st.integers(0, 3), "stock": st.integers(0, 2)})
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "title": st.sampled_from("ab"),
        "price": st.integers(0, 3),
        "variants": st.dictionaries(st.sampled_from("xy"), VARIANT, max_size=2),
    },
)
STATEMENT = st.builds(
    Statement,
    kind=st.just("product"),
    id=st.just("42"),
    source=st.sampled_from(("shop", "api", "till")),
    at=st.integers(0, 4),
    fields=FIELDS,
    gone=st.booleans(),
    part=st.sampled_from(("", "", "x", "y")),
)
WHOLE = STATEMENT.map(lambda one: replace(one, part=""))


def item_after(statements: list[Statement]) -> Item:
    """The item once a table has taken these in."""
    catalog = FakeCatalog()
    catalog.state(statements)
    return item_of("product", "42", catalog.standing.values())


@given(st.lists(STATEMENT, max_size=8).flatmap(lambda some: st.tuples(st.just(some), st.permutations([*some, *some]))))
def test_statements_in_any_order_and_repeated_make_the_same_item(orders):
    assert item_after(orders[0]) == item_after(list(orders[1]))


@given(st.lists(WHOLE, min_size=1, max_size=6, unique_by=lambda one: one.at))
def test_each_field_is_as_the_newest_source_that_has_it_says(statements):
    newest = {one.source: one for one in sorted(statements, key=lambda one: one.at)}
    last_gone = max((one.at for one in newest.values() if one.gone), default=-1)
    saying = [one for one in newest.values() if one.at > last_gone and "title" in one.fields]
    wanted = max(saying, key=lambda one: one.at).fields["title"] if saying else None
    assert item_after(statements).fields.get("title") == wanted


@given(st.lists(STATEMENT, max_size=6))
def test_what_is_newest_of_all_and_gone_leaves_nothing(statements):
    gone = Statement("product", "42", "shop", NOON, gone=True)
    item = item_after([*statements, gone])
    assert (item.gone, item.fields, item.updated) == (True, {}, NOON)


@given(STATEMENT, STATEMENT)
def test_a_statement_of_the_same_moment_that_says_something_else_has_another_rank(one, other):
    same = replace(other, at=one.at)
    said = [None if each.gone else each.fields for each in (one, same)]
    assert (one.rank == same.rank) == (said[0] == said[1])


@given(st.lists(STATEMENT, max_size=6))
def test_a_variant_that_is_newest_and_gone_takes_itself_out_and_nothing_else(statements):
    gone = Statement("product", "42", "shop", NOON, gone=True, part="x")
    kept = [one for one in statements if one.place != gone.place]
    after, without = item_after([*statements, gone]), item_after(kept)
    assert "x" not in after.fields.get("variants", {})
    assert after.gone == without.gone


def test_variants_are_put_together_field_by_field():
    shop = Statement("product", "42", "shop", 2, {"variants": {"x": {"price": 5, "stock": 1}}})
    api = Statement("product", "42", "api", 1, {"variants": {"x": {"price": 9, "title": "Red"}, "y": {"price": 7}}})
    whole = item_of("product", "42", [shop, api]).fields["variants"]
    assert whole == {"x": {"price": 5, "stock": 1, "title": "Red"}, "y": {"price": 7}}
