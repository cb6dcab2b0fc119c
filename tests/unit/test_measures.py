"""Every measure there is: it runs on an empty archive and on a random one, by all it can be told by, as do its people;
its Athena text uses nothing that Athena has not; its head says all there is to say."""

import random
import re
from collections import defaultdict
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
import sqlglot

from segue.archive.columns import EVENTS, KINDS
from segue.measures.composing import people, statement
from segue.measures.computing import answered, connected, insert
from segue.measures.definitions import ALL, definitions, views
from segue.measures.figures import figure, sums_of
from segue.measures.finishing import finished
from segue.measures.parsing import DIALECT
from segue.measures.reaching import kinds_in, reach_of
from tests.measured import asked

FUNCTIONS = {
    one
    for one in (Path(__file__).parents[1] / "athena_functions.txt").read_text().splitlines()
    if not one.startswith("#")
}
SYNTAX = {"and", "as", "by", "distinct", "else", "exists", "from", "in", "join", "not", "on", "or", "over", "select"}
SYNTAX |= {"then", "union", "using", "values", "varchar", "decimal", "when", "where", "with", "all", "unnest", "row"}
SYNTAX |= {"having", "end", "timestamp"}
EVERY = pytest.mark.parametrize("name", sorted(definitions()))
PERIOD = ("2026-11-01", "2026-12-01")


@cache
def words():
    """{column: what measures compare it with}, so that a random archive is one that they see something in."""
    found = defaultdict(set)
    texts = [*views().values(), *(text for one in definitions().values() for text in (one.sql, one.table))]
    for text in texts:
        for column, value in re.findall(r"\b(\w+) (?:=|<>) '([^']*)'", text):
            found[column].add(value)
        for column, values in re.findall(r"\b(\w+) IN \(('[^)]*)\)", text):
            found[column] |= set(re.findall(r"'([^']*)'", values))
    return {column: sorted(values) for column, values in found.items()}


@cache
def random_archive():
    """Some hundred rows, drawn with a seed."""
    draw, base = random.Random(7), connected()
    insert(base, "events", [_row(draw) for _ in range(700)])
    insert(base, "people", [{"who": one, "person": one - one % 2, "held": one % 5 == 0} for one in range(1, 20)])
    days = [datetime(2026, 10, 1) + timedelta(days=one) for one in range(70)]
    insert(base, "opening", [{"opens": one + timedelta(hours=8), "closes": one + timedelta(hours=18)} for one in days])
    return base


def _row(draw):
    time = datetime(2026, 10, 10) + timedelta(seconds=draw.randrange(52 * 86400))
    kind = draw.choice([*KINDS])
    row = {name: _drawn(draw, name, of) for name, of in EVENTS.items()}
    own = {"id": draw.getrandbits(40), "who": draw.randrange(25), "time": time, "received": time, "currency": "EUR"}
    return row | own | {"kind": kind, "date": time.date().isoformat()}


def _drawn(draw, name, of):
    if draw.random() < 0.15:
        return None
    match of:
        case "string":
            return draw.choice([*words().get(name, ()), "some", "other"])
        case "boolean":
            return draw.random() < 0.3
        case "timestamp":
            return None
    return draw.randrange(1, 12)


@cache
def empty():
    return connected()


@EVERY
def test_a_measure_runs_on_an_empty_archive(name):
    of = definitions()[name]
    rows = answered(empty(), statement(of, asked(*PERIOD, by=of.usual)))
    assert of.kind == "table" or not any(figure(of.kind, one).things for one in sums_of(rows).values())
    assert answered(empty(), people(of, asked(*PERIOD, by=of.usual), ALL)) == []


@pytest.mark.thorough
@EVERY
def test_a_measure_is_told_by_all_that_it_says_and_limited_to_it(name):
    of = definitions()[name]
    for by in of.by:
        rows = answered(random_archive(), statement(of, asked(*PERIOD, by=by)))
        if of.kind != "table":
            assert {*rows[0]} >= {"part", "k", "n", "s", "ss", "sn", "nn"} if rows else True
            assert not any(row["k"] > row["n"] for row in rows)
    for dimension in of.dimensions:
        answered(random_archive(), statement(of, asked(*PERIOD, **{dimension: "it's"})))


@EVERY
def test_those_behind_a_part_have_all_of_its_things(name):
    of = definitions()[name]
    if of.kind == "table":
        answered(random_archive(), people(of, asked(*PERIOD, by=of.usual), ALL))
        return
    by = of.usual
    for row in answered(random_archive(), statement(of, asked(*PERIOD, by=by))):
        if row["part"] is not None:
            behind = answered(random_archive(), people(of, asked(*PERIOD, by=by), str(row["part"])))
            known = [one for one in behind if one["person"]]
            assert (len(known), sum(one["things"] for one in behind)) == (row["k"] - row["strangers"], row["n"])


@EVERY
def test_a_table_has_the_columns_that_it_says(name):
    of = definitions()[name]
    if of.kind != "table":
        assert not of.table
        assert not of.columns
        return
    rows = finished(of, answered(random_archive(), statement(of, asked(*PERIOD, by=of.usual))))
    assert all([*row] == [*of.columns] for row in rows)


@EVERY
def test_athena_has_every_function(name):
    of = definitions()[name]
    for sql in (statement(of, asked(*PERIOD, by=of.usual)), people(of, asked(*PERIOD), ALL)):
        sqlglot.parse_one(sql, read=DIALECT)
        bare = re.sub(r"'(?:[^']|'')*'", "''", re.sub(r"--[^\n]*", "", sql)).lower()
        bare = re.sub(r"\bas [a-z_]+ ?\(", "as (", bare)  # a relation with names for its columns
        called = set(re.findall(r"\b([a-z_][a-z0-9_]*)\s*\(", bare)) - SYNTAX
        assert not called - FUNCTIONS
        assert not re.search(
            r"\bqualify\b|\bgroup by all\b|\blateral\b|\bfilter\s*\(|\basof\b|::|\bat time zone\b", bare
        )


@EVERY
def test_a_measure_says_all_there_is_to_say(name):
    of = definitions()[name]
    assert re.fullmatch(r"[a-z][a-z0-9_]*", name)
    assert of.title
    assert of.about.endswith(".")
    assert of.group
    assert of.usual in of.by
    assert min(of.reach) >= 0
    assert {*re.findall(r"\{(\w+)\}", "".join([of.sql, of.table, *views().values()]))} >= {*of.windows}
    assert "{period}" in of.sql or of.kind == "table"


@EVERY
def test_what_a_measure_says_of_its_kinds_changes_nothing(name):
    """What is fetched for it is all that it sees."""
    of, of_all = definitions()[name], asked(*PERIOD, by=definitions()[name].usual)
    sql = statement(of, of_all)
    reach, base = reach_of(of, of_all, sql), random_archive().cursor()
    kinds = ", ".join(f"'{one}'" for one in sorted(reach.kinds))
    base.execute("CREATE SCHEMA IF NOT EXISTS less; SET search_path = 'less,main'")
    base.execute(
        f"CREATE OR REPLACE VIEW less.events AS SELECT * FROM main.events WHERE kind IN ({kinds}) "
        f"AND date >= '{reach.first}' AND date <= '{reach.last}'"
    )
    assert _same(answered(base, sql)) == _same(answered(random_archive(), sql))


def _same(rows):
    return sorted(str(sorted(row.items())) for row in rows)


def test_kinds_are_all_where_one_reading_does_not_say_which():
    some = "SELECT * FROM facts AS f WHERE f.kind = 'order'"
    assert kinds_in(some) == {"order"}
    assert kinds_in(f"{some} AND (f.kind IN ('view', 'survey') OR f.who = 1)") == {"order"}
    assert kinds_in("SELECT * FROM facts AS f WHERE f.kind IN ('view', 'survey')") == {"view", "survey"}
    assert kinds_in("SELECT * FROM facts AS f WHERE f.kind = 'order' OR f.who = 1") == KINDS.keys()
    assert kinds_in("SELECT * FROM people AS p JOIN facts AS f ON f.who = p.who AND f.kind = 'order'") == {"order"}
    assert kinds_in("SELECT * FROM facts AS a JOIN facts AS b ON a.id = b.id WHERE a.kind = 'order'") == KINDS.keys()
    assert kinds_in("SELECT * FROM facts AS f WHERE f.kind <> 'order'") == KINDS.keys()


def test_a_left_join_is_limited_by_what_it_joins_on_alone():
    said = "SELECT * FROM people AS p LEFT JOIN facts AS f ON f.who = p.who WHERE f.kind = 'order'"
    assert kinds_in(said) == {"order"}
