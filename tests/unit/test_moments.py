"""Statements of measures are parsed once for all periods, and each part once for all measures that read it; they come
out as if each had been parsed by itself."""

import pytest
import sqlglot

from segue.measures.composing import Asked, statement
from segue.measures.computing import translated
from segue.measures.definitions import definition, definitions
from segue.measures.moments import shape_of
from segue.measures.parsing import DIALECT, read_by
from segue.measures.pieces import apart, joined
from segue.measures.reaching import kinds_in
from segue.times import DAY

BEGIN = 1_764_500_000_123
ODD = "it's '2026-01-01' and '2026-01-01 10:00:00.000'"


def asked(day: int, **said) -> Asked:
    return Asked(BEGIN + day * DAY, BEGIN + (day + 28) * DAY, now=BEGIN + (day + 3) * DAY + 17, **said)


@pytest.fixture
def parsed(monkeypatch) -> list[str]:
    """What is parsed from now on."""
    told: list[str] = []
    parse = sqlglot.Dialect.parse
    monkeypatch.setattr(sqlglot.Dialect, "parse", lambda self, sql, **of: told.append(sql) or parse(self, sql, **of))
    return told


@pytest.mark.parametrize("name", sorted(definitions()))
def test_what_is_translated_is_what_the_parser_makes_of_it(name):
    of = definition(name)
    for sql in (statement(of, asked(0)), statement(of, asked(40)), statement(of, asked(40).before)):
        assert [translated(sql)] == sqlglot.transpile(sql, read=DIALECT, write="duckdb")


@pytest.mark.parametrize("name", ["revenue", "channel_switches"])
def test_another_period_is_not_parsed_again(name, parsed):
    of = definition(name)
    for day in (0, 1, 200):
        for one in (asked(day), asked(day).before):
            sql = statement(of, one)
            assert translated(sql)
            assert read_by(sql) >= {"events"}
            assert kinds_in(sql)
        if not day:
            parsed.clear()
    assert parsed == []


def test_what_somebody_wrote_stays_as_it_is():
    sql = "SELECT {} AS a, TIMESTAMP '2026-01-01 10:00:00.000' AS b, '0001-01-02' AS c, '0001-01-01 00:00:00.000' AS d"
    sql = sql.format("'" + ODD.replace("'", "''") + "'")
    assert [translated(sql)] == sqlglot.transpile(sql, read=DIALECT, write="duckdb")
    assert shape_of(sql).put_into(shape_of(sql).sql) == sql


def test_a_statement_comes_apart_where_it_was_joined_and_nowhere_else():
    whole = statement(definition("orders"), asked(0, only={"channel": "it's\n),\nno AS (\n--\n)\n"}))
    parts, last = apart(whole)
    assert [*parts] == ["facts", "placed", "orders", "observed"]
    assert joined(parts, last) == whole
    assert apart("WITH a AS (SELECT 1) SELECT 2") == ({}, "WITH a AS (SELECT 1) SELECT 2")
    assert [translated(whole)] == sqlglot.transpile(whole, read=DIALECT, write="duckdb")


def test_a_part_that_another_measure_reads_is_not_parsed_again(parsed):
    for name in ("orders", "customers"):
        parsed.clear()
        translated(statement(definition(name), asked(0, by="week")))
    assert not [one for one in parsed if "facts AS" in one or "FROM events" in one]
