"""What starts a journey, what it waits for and when, in plain words. Pure."""

from collections.abc import Mapping
from typing import Any

from segue.console.label_words import own
from segue.console.segments.clause_words import in_words, listed, sentence, small, together, value_words, within
from segue.console.words import label
from segue.languages.texts import _

Words = tuple[str, str]  # the title and the note of a station
EACH = {
    "cart": _("once for each cart"),
    "order": _("once for each order"),
    "product": _("once for each product"),
}
SIGNS = {
    "<": _("below {bound}"),
    "<=": _("at most {bound}"),
    "=": _("exactly {bound}"),
    ">": _("above {bound}"),
    ">=": _("at least {bound}"),
}
EVERY = {"day": _("every day"), "week": _("every week"), "month": _("every month")}
CHANGED = {
    "finish": _("Whoever is inside goes on with the text that they began with."),
    "move": _("Whoever is inside goes on with the new text, at the same step; a begun wait ends when it would have."),
    "leave": _("Whoever is inside leaves."),
}
ENTERED = {"SegmentEntered": _("Enters {segment}"), "SegmentExited": _("Leaves {segment}")}


def entry_words(spec: Mapping[str, Any]) -> Words:
    """What starts the journey; and with what in it, and for what there is one run."""
    entry, each = spec.get("entry"), spec.get("each")
    head, more = _starts(entry)
    where = _("where {condition}").format(condition=sentence(spec["where"])) if spec.get("where") else ""
    once = EACH.get(each, "") if isinstance(each, str) else ""
    return head, together((more, where, once))


def entered(spec: Mapping[str, Any]) -> str:
    """The segment whose entry starts the journey; empty where something else does."""
    match spec.get("entry"):
        case {"segment": str(key)} | {"detail-type": ["SegmentEntered"], "detail": {"segment": [str(key)]}}:
            return key
    return ""


def leaving_words(spec: Mapping[str, Any]) -> list[str]:
    """What ends a run before its last step: `no longer in Abandoned cart`, `enters Unhappy`, `order placed`."""
    stays = [_("no longer in {segment}").format(segment=own(str(spec["while"])))] if spec.get("while") else []
    exits = spec.get("exits")
    return stays + [awaited(one) for one in exits if isinstance(one, Mapping)] if isinstance(exits, list) else stays


def changed_words(spec: Mapping[str, Any]) -> str:
    """What becomes of those inside when this text comes into force."""
    return str(CHANGED.get(str(spec.get("changed", "finish")), ""))


def signal_words(pattern: Any) -> str:
    """An event pattern: `Enters Abandoned cart`, `Order placed`, `Cart updated with currency EUR`."""
    signal, what = _signal(pattern)
    return _("{signal} with {what}").format(signal=signal, what=what) if what else signal


def _signal(pattern: Any) -> Words:
    """What happens, and what has to stand in it."""
    if not isinstance(pattern, Mapping):
        return str(_("A signal")), ""
    given = pattern.get("detail")
    detail = given if isinstance(given, Mapping) else {}
    names = [str(one) for one in plain(pattern.get("detail-type"))]
    about = listed(own(str(one)) for one in plain(detail.get("segment")))
    if about and len(names) == 1 and names[0] in ENTERED:
        return ENTERED[names[0]].format(segment=about), ""
    rest = together(f"{within(key)} {_wanted(value)}" for key, value in detail.items())
    told = listed(within(one) for one in names) or str(_("any signal"))
    return told[:1].upper() + told[1:], rest


def awaited(until: Any) -> str:
    """What a hold or an exit waits for: `enters Abandoned cart`, `order placed`."""
    match until:
        case {"segment": str(key)}:
            return small(ENTERED["SegmentEntered"].format(segment=own(key)))
        case {"signal": pattern, **rest}:
            told = small(signal_words(pattern))
            return _("{signal} (also of another one)").format(signal=told) if rest.get("of") == "any" else told
        case {"when": condition}:
            return _("this holds: {condition}").format(condition=sentence(condition))
    return in_words(until)


def moment(plan: Mapping[str, Any], bare: bool = False) -> str:
    """`every week Monday at 09:00`; an hour alone may stand bare: `09:00`."""
    days = listed(label(str(one)) for one in plain(plan.get("weekday") or plan.get("on")))
    each = str(plan.get("every") or "")
    every = EVERY.get(each) or (_("every {span}").format(span=each) if each else "")
    if bare and plan.get("at") and not every and not days:
        return str(plan["at"])
    at = _("at {time}").format(time=plan["at"]) if plan.get("at") else ""
    return together((every, days, at), " ")


def plain(given: Any) -> list[Any]:
    """The words and numbers in what stands alone or in a list."""
    items = given if isinstance(given, list) else [given]
    return [one for one in items if isinstance(one, str | int)]


def _starts(entry: Any) -> Words:
    match entry:
        case {"segment": str(key)}:
            return ENTERED["SegmentEntered"].format(segment=own(key)), ""
        case {"api": True}:
            return _("Started by a program"), ""
        case {"schedule": Mapping() as plan}:
            segment = own(str(plan.get("segment", "")))
            return _("{moment}, everybody in {segment}").format(moment=moment(plan), segment=segment), ""
    return _signal(entry)


def _wanted(given: Any) -> str:
    """One of the values that a pattern lists, or what one of its operators says."""
    return listed(_operator(one) if isinstance(one, Mapping) else value_words(one) for one in _items(given))


def _operator(given: Mapping[str, Any]) -> str:
    match given:
        case {"numeric": [*pairs]}:
            signs, bounds = pairs[::2], pairs[1::2]
            told = (_bounded(str(sign), bound) for sign, bound in zip(signs, bounds, strict=False))
            return listed(told, "and")
        case {"prefix": start}:
            return _("beginning with {text}").format(text=value_words(start))
        case {"anything-but": other}:
            return _("other than {value}").format(value=value_words(other))
        case {"exists": bool(there)}:
            return str(_("known") if there else _("not known"))
    return in_words(given)


def _bounded(sign: str, bound: Any) -> str:
    return SIGNS[sign].format(bound=bound) if sign in SIGNS else f"{sign} {bound}"


def _items(given: Any) -> list[Any]:
    return given if isinstance(given, list) else [given]
