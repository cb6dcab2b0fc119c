"""Two JSON Schemas of the same thing: what the newer one refuses that the older took, or leaves out that it told."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Schema = dict[str, Any]
# Of what is asked for, whether a larger number takes more.
BOUNDS = {"maxLength": 1, "maximum": 1, "maxItems": 1, "minLength": -1, "minimum": -1, "minItems": -1}
WIDER = {("integer", "number")}  # the second takes all that the first is


@dataclass(frozen=True)
class Comparing:
    """`asked`: of what clients send, where less must not be taken; else of what they are told, where nothing may be
    missing. `was` and `now` are the documents that references lead into."""

    was: Schema
    now: Schema
    asked: bool
    within: list[tuple[str, str]] = field(default_factory=list)

    def differences(self, was: Schema, now: Schema, place: str) -> list[str]:
        """What breaks, with its place."""
        before, after = _variants(was, self.was), _variants(now, self.now)
        pairs = [[(one, two) for two in after] for one in before]
        if not self.asked:
            pairs = [[(two, one) for two in before] for one in after]
        return [difference for each in pairs for difference in self._best(each, place)]

    def _best(self, pairs: list[tuple[Schema, Schema]], place: str) -> list[str]:
        """The differences from the variant that fits best: none where one of them fits."""
        return min((self._one(was, now, place) for was, now in pairs), key=len)

    def _one(self, was: Schema, now: Schema, place: str) -> list[str]:
        pair = str(was.get("$ref", "")), str(now.get("$ref", ""))
        if all(pair) and pair in self.within:
            return []
        self.within.append(pair)
        found = list(self._unlike(_resolved(was, self.was), _resolved(now, self.now), place))
        self.within.pop()
        return found

    def _unlike(self, was: Schema, now: Schema, place: str) -> Iterator[str]:
        before, after = was.get("type"), now.get("type")
        narrow, wide = (before, after) if self.asked else (after, before)
        if wide is not None and narrow != wide and (narrow, wide) not in WIDER:
            yield f"{place} was {before}, and is {after}"
            return
        if self.asked:
            yield from _narrower(was, now, place)
        yield from self._members(was, now, place)
        for name in ("items", "additionalProperties"):
            inner = was.get(name), now.get(name)
            if all(isinstance(one, dict) for one in inner):
                yield from self.differences(inner[0] or {}, inner[1] or {}, f"{place}[]")

    def _members(self, was: Schema, now: Schema, place: str) -> Iterator[str]:
        before, after = was.get("properties", {}), now.get("properties", {})
        musts, must = set(was.get("required", ())), set(now.get("required", ()))
        open_now = not after and now.get("additionalProperties") is not False
        for name in before:
            if name not in after and not open_now:
                yield f"{place}.{name} is gone"
            elif name in after:
                yield from self.differences(before[name], after[name], f"{place}.{name}")
        if self.asked:
            yield from (f"{place}.{name} must be given now" for name in sorted(must - musts))
        else:
            yield from (f"{place}.{name} may be missing now" for name in sorted((musts - must) & after.keys()))


def _narrower(was: Schema, now: Schema, place: str) -> Iterator[str]:
    if "enum" in now and not set(map(str, was.get("enum", ["?"]))) <= set(map(str, now["enum"])):
        yield f"{place} takes fewer words"
    if "const" in now and was.get("const") != now["const"]:
        yield f"{place} takes one word"
    if "pattern" in now and was.get("pattern") != now["pattern"]:
        yield f"{place} has another pattern"
    for name, sign in BOUNDS.items():
        if name in now and (name not in was or sign * now[name] < sign * was[name]):
            yield f"{place} has a narrower {name}"


def _resolved(schema: Schema, document: Schema) -> Schema:
    while "$ref" in schema:
        found: Any = document
        for part in str(schema["$ref"]).removeprefix("#/").split("/"):
            found = found[part]
        schema = found
    return schema


def _variants(schema: Schema, document: Schema) -> list[Schema]:
    whole = _resolved(schema, document)
    return list(whole.get("anyOf") or whole.get("oneOf") or [schema])
