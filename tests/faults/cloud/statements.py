"""The part of PartiQL that batches of conditional writes use: INSERT, UPDATE, DELETE by full key."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count

from tests.faults.cloud import paths
from tests.faults.cloud.expressions import Scope, condition
from tests.faults.cloud.failures import invalid
from tests.faults.cloud.tokens import Tokens
from tests.faults.cloud.updates import update
from tests.faults.cloud.values import Attribute, Item


@dataclass(frozen=True)
class Statement:
    """A parsed statement; placeholders are `:p0`, `:p1` ... in the order of its question marks."""

    verb: str
    table: str
    fields: dict[str, str] = field(default_factory=dict)  # INSERT: attribute -> placeholder
    change: str = ""  # UPDATE: an update expression
    where: str = ""
    keys: dict[str, str] = field(default_factory=dict)  # attribute -> placeholder of each `name = ?`

    def item(self, values: dict[str, Attribute]) -> Item:
        """The item of an INSERT."""
        return {name: values[mark] for name, mark in self.fields.items()}

    def holds(self, scope: Scope) -> bool:
        """Whether the WHERE clause is true of the item."""
        return condition(self.where)(scope)

    def after(self, scope: Scope) -> Item:
        """The item after an UPDATE."""
        return update(self.change)(scope)


@lru_cache(maxsize=1024)
def parse(text: str) -> Statement:
    """The statement. Raises ValidationException on anything outside the part that is played here."""
    tokens = Tokens(text)
    marks = (f":p{number}" for number in count())
    verb = tokens.take().upper()
    if verb not in VERBS:
        raise invalid(f"Statement wasn't well formed: {verb!r}")
    return VERBS[verb](tokens, marks)


def _insert(tokens: Tokens, marks: Iterator[str]) -> Statement:
    tokens.expect("INTO")
    table = tokens.take().strip('"')
    tokens.expect("VALUE")
    tokens.expect("{")
    fields = {}
    while not tokens.accept("}"):
        name = tokens.take().strip("'")
        tokens.expect(":")
        tokens.expect("?")
        fields[name] = next(marks)
        tokens.accept(",")
    return Statement("INSERT", table, fields=fields)


def _update(tokens: Tokens, marks: Iterator[str]) -> Statement:
    table = tokens.take().strip('"')
    changes = []
    while tokens.peek() and tokens.peek().upper() != "WHERE":
        changes.append(_marked(tokens, marks, ("SET", "REMOVE", "WHERE")))
    where, keys = _where(tokens, marks)
    return Statement("UPDATE", table, change=_merged(changes), where=where, keys=keys)


def _delete(tokens: Tokens, marks: Iterator[str]) -> Statement:
    tokens.expect("FROM")
    table = tokens.take().strip('"')
    where, keys = _where(tokens, marks)
    return Statement("DELETE", table, where=where, keys=keys)


def _merged(changes: list[list[str]]) -> str:
    """PartiQL repeats SET and REMOVE per path; an update expression has each once."""
    parts = {verb: [" ".join(one[1:]) for one in changes if one[0].upper() == verb] for verb in ("SET", "REMOVE")}
    return " ".join(f"{verb} {', '.join(texts)}" for verb, texts in parts.items() if texts)


def _marked(tokens: Tokens, marks: Iterator[str], stops: tuple[str, ...]) -> list[str]:
    """The words up to the next stop, question marks replaced, quotes around names gone."""
    words = [tokens.take()]
    while tokens.peek() and tokens.peek().upper() not in stops:
        word = tokens.take()
        words.append(next(marks) if word == "?" else word.strip('"'))
    return words


def _where(tokens: Tokens, marks: Iterator[str]) -> tuple[str, dict[str, str]]:
    if tokens.peek().upper() != "WHERE":
        raise invalid("Where clause does not contain a mandatory equality on all key attributes")
    words = _marked(tokens, marks, ())[1:]
    keys = {
        words[at - 1]: words[at + 1]
        for at, word in enumerate(words)
        if word == "=" and words[at + 1].startswith(":") and paths.parse(words[at - 1]) == (words[at - 1],)
    }
    return _missing(" ".join(words)), keys


def _missing(text: str) -> str:
    """`a IS MISSING` and `IS NOT MISSING` as functions of the condition language."""
    words = text.split(" ")
    while "IS" in words:
        at = words.index("IS")
        wanted = "attribute_exists" if words[at + 1] == "NOT" else "attribute_not_exists"
        end = at + (3 if words[at + 1] == "NOT" else 2)
        words[at - 1 : end] = [f"{wanted}({words[at - 1]})"]
    return " ".join(words)


VERBS: dict[str, Callable[[Tokens, Iterator[str]], Statement]] = {
    "INSERT": _insert,
    "UPDATE": _update,
    "DELETE": _delete,
}
