"""What a customer buys, looks at and answers, and how they want to be written to, as a person's page shows it. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

from segue.console.charts import bars
from segue.console.words import counted, label
from segue.conversations.conversations import is_conversation
from segue.languages.numbers import least, money, number
from segue.languages.texts import _
from segue.profile.profiles import Profile
from segue.profile.researching import researched
from segue.times import DAY, Millis

MOST, AGAIN, DONE = 5, 3, 8
ANSWERS = ("sent", "delivered", "opened", "clicked", "replied")
SURVEYS = {"ces": _("Effort"), "csat": _("Satisfaction"), "nps": _("Recommendation")}
FORMS = {"short": _("short"), "long": _("long"), "formal": _("formal"), "casual": _("casual")}
SCALES = {"ces": 7, "csat": 5, "nps": 10}


def habits(profile: Profile) -> dict[str, Any]:
    """One entry per panel, empty where nothing is known."""
    return {
        "purchases": purchases(profile),
        "interests": interests(profile),
        "reach": [reach(name, told) for name, told in profile.channels.items()],
        "support": support(profile.told("support")),
        "visits": profile.told("sessions")["devices"],
        "checkout": profile.told("sessions")["checkout"],
        "done": profile.told("activity")[:DONE],
        "style": [style(name, said) for name, said in profile.style.items()],
    }


def style(name: str, said: Mapping[str, str]) -> dict[str, str]:
    """How somebody wants to be written to, or in which language and at what hours."""
    return {"name": label(name), **said, "value": str(FORMS.get(said["value"], said["value"]))}


def purchases(profile: Profile) -> dict[str, Any]:
    """How often, for how much, at what price, and what is bought again; {} before the first order."""
    found = profile.purchases
    if not found["count"]:
        return {}
    facts = {
        _("Orders"): _whole(found),
        _("Average order"): _average(found["money"]),
        _("Usually every"): _every(found["days_between"]),
        _("At a promotion"): _share(found["promo_share"]),
        _("Sent back"): _share(found["returned_share"]),
    }
    return {"facts": {name: said for name, said in facts.items() if said}, "again": _again(profile)}


def interests(profile: Profile) -> list[dict[str, Any]]:
    """Bars per kind, longest first, as wide as the score within the kind."""
    return [
        {"kind": label(kind), "bars": bars(rows, MOST)}
        for kind, rows in profile.told("interests").items()
        if rows and kind != "products"
    ]


def reach(channel: str, told: Mapping[str, Any]) -> dict[str, Any]:
    """How a channel is answered: bars from what was sent down to what was answered, and when best."""
    rows = [{"name": label(kind), "score": told[kind]} for kind in ANSWERS if told.get(kind)]
    hours = [f"{label(one['day'])} {one['hour']:02}:00" for one in told["best_hours"]]
    return {"channel": label(channel), "bars": bars(rows, MOST), "hours": hours, "bought_after": told["bought_after"]}


def support(told: Mapping[str, Any]) -> dict[str, Any]:
    """Open cases, the last contacts and what the customer said of the effort; {} where there was none."""
    if not told["last_contact"] and not told["effort"] and not told["open"]:
        return {}
    surveys = [
        {"name": SURVEYS[kind], "score": _of(one["score"], SCALES[kind]), "time": one["time"]}
        for kind, one in told["effort"].items()
    ]
    return {**told, "surveys": surveys}


def with_subjects(told: Mapping[str, Any], talks: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Support with each open case by what its conversation is about and where that stands, of those that the reader
    may see; an id of ours is no name for people."""
    titles = {case: {"title": one["title"], "talk": one["id"]} for one in talks for case in (one["id"], *one["cases"])}
    return {**told, "open": [{**_case(one), **titles.get(one["case"], {})} for one in told["open"]]} if told else {}


def _case(one: Mapping[str, Any]) -> dict[str, Any]:
    name = "" if is_conversation(one["case"]) else one["case"]
    return {**one, "title": _("Open case {name}").format(name=name).rstrip(), "talk": ""}


def reading_up(profile: Profile, now: Millis) -> dict[str, Any]:
    """{"name", "feature", "since", "today", "times"} of what somebody is reading up on; {} where it is nothing out of
    the ordinary for them."""
    found = researched(profile, now)
    if not found:
        return {}
    one = found[0]
    told = {"name": one.name, "feature": one.kind == "feature", "since": one.since}
    return {**told, "today": now - one.since < DAY, "times": round(one.strength)}


def called_of(profile: Profile) -> dict[str, str]:
    """What products are called, by the orders."""
    lines = [line for order in reversed(profile.orders) for line in order["items"]]
    return {line["product_id"]: line["name"] for line in lines if line["name"] != line["product_id"]}


def _again(profile: Profile) -> list[dict[str, Any]]:
    """Products that were bought more than once, with how often and when last."""
    names = called_of(profile)
    found = [one for one in profile.purchases["products"] if len(one["times"]) > 1][:AGAIN]
    return [
        {
            "name": names.get(one["product_id"]) or one["product_id"],
            "times": len(one["times"]),
            "last": one["times"][-1],
        }
        for one in found
    ]


def _of(score: float, most: int) -> str:
    return _("{score} of {most}").format(score=least(score), most=most)


def _every(days: float | None) -> str:
    return counted(max(1, round(days)), "day", "days") if days else ""


def _whole(found: Mapping[str, Any]) -> str:
    count = number(found["count"])
    return count if found["whole"] else _("{count} or more").format(count=count)


def _average(sums: Mapping[str, Mapping[str, int]]) -> str:
    return " + ".join(money(round(one["total"] / one["orders"]), code) for code, one in sums.items() if one["orders"])


def _share(part: float | None) -> str:
    return f"{round(100 * part)} %" if part else ""
