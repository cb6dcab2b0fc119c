"""The tracking plan: what an event should say, as a JSON Schema, and what becomes of one that does not. Pure.

A plan is `plans/<id>.yaml` of the playbook: `event` (a track call's name, another call's type), `schema` (of its
properties; of the traits of an identify or group), `mode`, and `sources` with modes of their own. `allow` checks
nothing, `warn` lists what is wrong, `quarantine` keeps it out until it is replayed (docs/decisions/0091). Reasons name
places and keywords and never a value, which may be a customer's.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from segue.errors import Invalid, inside
from segue.events import Event, is_canary
from segue.sealed import is_sealed
from segue.suppressions import suppressions

ALLOW, WARN, QUARANTINE = MODES = ("allow", "warn", "quarantine")
MOST = 20  # reasons and names told of one event
LONGEST = 80
PARTS = {"event", "mode", "sources", "schema"}


@dataclass(frozen=True)
class Plan:
    """What an event should say. `known` are the properties that the schema names; None where it names none."""

    event: str
    mode: str
    sources: Mapping[str, str]
    validator: Any
    known: frozenset[str] | None

    def mode_of(self, source: str) -> str:
        """The mode for events of a source."""
        return self.sources.get(source, self.mode)

    def violations(self, event: Event) -> list[str]:
        """What is wrong with the event, such as `price: type` or `products.*.sku: required`; empty where nothing is."""
        said = _said(event)
        if self.validator.is_valid(said):
            return []
        sealed = {name for name, value in said.items() if is_sealed(value)}  # of which nobody knows any more
        found = {reason for wrong in self.validator.iter_errors(said) for reason in _reasons(wrong)}
        return sorted(one for one in found if re.split("[.:]", one)[0] not in sealed)[:MOST]

    def unplanned(self, event: Event) -> list[str]:
        """Properties that the schema does not name."""
        return [] if self.known is None else sorted(name[:LONGEST] for name in set(_said(event)) - self.known)[:MOST]


Plans = Mapping[str, Plan]


def compile_plan(_key: str, spec: Mapping[str, Any]) -> Plan:
    """A plan out of the playbook's mapping. Raises Invalid("bad-plan")."""
    event, schema, mode, sources = (spec.get(name) for name in ("event", "schema", "mode", "sources"))
    if not isinstance(event, str) or not isinstance(schema, Mapping) or set(spec) - PARTS:
        _only_parts(spec)
        raise Invalid("bad-plan", "a plan has an `event` and a `schema`, and may have a `mode` and `sources`")
    modes = {} if sources is None else sources
    if not isinstance(modes, Mapping) or {str(mode or WARN), *map(str, modes.values())} - set(MODES):
        raise _no_mode(mode, modes)
    named = schema.get("properties")
    known = frozenset(named) if isinstance(named, Mapping) and "patternProperties" not in schema else None
    with inside("schema"):
        return Plan(event, mode or WARN, dict(modes), _validator(schema), known)


def _only_parts(spec: Mapping[str, Any]) -> None:
    from segue.spelling import only  # of no use to a door

    only(spec, sorted(PARTS), "a plan")


def _no_mode(mode: Any, modes: Any) -> Invalid:
    from segue.spelling import meant  # of no use to a door

    places = {
        ("mode",): mode or WARN,
        **{("sources", name): one for name, one in (modes.items() if isinstance(modes, Mapping) else ())},
    }
    path, given = next(((path, one) for path, one in places.items() if one not in MODES), (("sources",), ""))
    said = f"a mode is one of {', '.join(MODES)}; `sources` maps names to modes{meant(given, MODES)}"
    wrong = Invalid("bad-plan", said)
    wrong.path = path
    return wrong


def plans_of(definitions: Mapping[str, Mapping[str, Any]]) -> Plans:
    """Plans by what they are about. Raises Invalid("bad-plan") where two are about one event."""
    plans = {plan.event: plan for plan in (compile_plan(key, spec) for key, spec in sorted(definitions.items()))}
    if len(plans) < len(definitions):
        raise Invalid("bad-plan", "two plans are about one event")
    return plans


def called(event: Event) -> str:
    """What a plan calls the event: a track call's name, another call's type."""
    return (event.event or event.type)[:LONGEST]


def held(plans: Plans, event: Event) -> str:
    """Why the event must wait in quarantine; "" where it need not. An opt-out never waits, nor does a canary."""
    plan = plans.get(called(event))
    if plan is None or plan.mode_of(event.source) != QUARANTINE or suppressions(event) or is_canary(event):
        return ""
    return ", ".join(plan.violations(event))


def _said(event: Event) -> Mapping[str, Any]:
    return event.traits if event.type in ("identify", "group") else event.properties


def _reasons(wrong: Any) -> Iterator[str]:
    """Places without the numbers of list items."""
    place = ["*" if isinstance(step, int) else str(step) for step in wrong.instance_path]
    missing = [wrong.kind.property] if wrong.kind.name == "required" else []
    where = ".".join((*place, *missing))
    yield f"{where}: {wrong.kind.name}"[:LONGEST] if where else wrong.kind.name


def _validator(schema: Mapping[str, Any]) -> Any:
    """Nothing is fetched, and patterns take time linear in the text: strangers send what is checked."""
    from jsonschema_rs import Draft202012Validator, RegexOptions  # of no use to whoever has no plan

    try:
        return Draft202012Validator(dict(schema), offline=True, pattern_options=RegexOptions())
    except ValueError as wrong:
        raise Invalid("bad-plan", f"`schema`: {str(wrong).partition(chr(10))[0][:200]}") from wrong
