"""What a file of the playbook says, in words, beside its text. Pure; whatever stands in the text, this never fails."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from segue.console.journeys.flow_pictures import told
from segue.console.journeys.flow_words import flow
from segue.console.journeys.signal_words import leaving_words
from segue.console.segments.clause_words import clauses
from segue.console.words import label, shown
from segue.errors import Invalid
from segue.languages.texts import _

Spec = Mapping[str, Any]
Reading = dict[str, Any]
MOST, LONGEST = 24, 200  # settings that are listed of what has no words of its own; characters of each


def reading_of(folder: str, key: str, spec: Spec, shop: Spec | None = None) -> Reading:
    """{"about", "clause", "flow", "leaves", "facts", "tables", "texts", "note", "page"}; what a folder has no words for
    stays empty. `shop` is the shop's policy: it says what other files leave out."""
    empty: Reading = {"about": "", "clause": None, "flow": [], "leaves": [], "facts": [], "page": ""}
    empty |= {"tables": [], "texts": [], "note": "", "about": str(spec.get("description") or "")}
    return empty | (READINGS.get(folder, _plain)(key, spec, shop or {}) if spec else {})


def _segment(key: str, spec: Spec, _shop: Spec) -> Reading:
    return {"clause": clauses(spec["when"]) if spec.get("when") else None, "page": f"segments/{key}"}


def _journey(key: str, spec: Spec, _shop: Spec) -> Reading:
    return {"flow": told(flow(spec)), "leaves": leaving_words(spec), "page": f"journeys/{key}"}


def _template(key: str, spec: Spec, _shop: Spec) -> Reading:
    parts = [(label(name), str(spec[name])[:LONGEST]) for name in ("subject", "body") if name in spec]
    return {"facts": parts, "page": f"templates/{key}"}


def _source(key: str, spec: Spec, shop: Spec) -> Reading:
    return {**_plain(key, spec, shop), "page": f"sources/{key}"}


def _article(_key: str, spec: Spec, shop: Spec) -> Reading:
    from segue.console.conversations.answer_words import article

    return article(spec, shop)


def _macro(_key: str, spec: Spec, shop: Spec) -> Reading:
    from segue.console.conversations.answer_words import macro

    return macro(spec, shop)


def _policy(key: str, spec: Spec, shop: Spec) -> Reading:
    """The policy of conversations in words, once it is a policy; others as they are."""
    if key != "conversations":
        return _plain(key, spec, shop)
    from segue.console.messages.desk_policy_words import conversations
    from segue.conversations.policies import policy_in

    try:
        return conversations(policy_in({key: spec, "shop": shop}))
    except Invalid:
        return _plain(key, spec, shop)


def _plain(_key: str, spec: Spec, _shop: Spec) -> Reading:
    return {"facts": list(_settings(spec))[:MOST]}


def _settings(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Each setting with the words that lead to it: never a piece of JSON."""
    inner = value.items() if isinstance(value, Mapping) else enumerate(value, 1) if isinstance(value, list) else ()
    if not path or isinstance(value, Mapping) or (isinstance(value, list) and any(map(_deep, value))):
        for name, one in inner:
            yield from _settings(one, (*path, label(str(name))))
    else:
        yield " · ".join(path), shown(value)[:LONGEST] or str(_("none"))


def _deep(value: Any) -> bool:
    return isinstance(value, Mapping | list)


READINGS: dict[str, Callable[[str, Spec, Spec], Reading]] = {
    "segments": _segment,
    "journeys": _journey,
    "templates": _template,
    "sources": _source,
    "articles": _article,
    "macros": _macro,
    "policies": _policy,
}
