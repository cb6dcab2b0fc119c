"""What a customer buys, looks at and answers, and how they want to be written to, as a person's page shows it. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

from segue.console.charts import bars
from segue.console.words import counted, label, money
from segue.conversations.conversations import is_conversation
from segue.profile.profiles import Profile
from segue.profile.researching import researched
from segue.times import DAY, Millis

MOST, AGAIN, DONE = 5, 3, 8
ANSWERS = ("sent", "delivered", "opened", "clicked", "replied")
SURVEYS = {"ces": "Effort", "csat": "Satisfaction", "nps": "Recommendation"}
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
        "style": [{"name": label(name), **said} for name, said in profile.style.items()],
    }


def purchases(profile: Profile) -> dict[str, Any]:
    """How often, for how much, at what price, and what is bought again; {} before the first order."""
    found = profile.purchases
    if not found["count"]:
        return {}
    facts = {
        "Orders": f"{found['count']}{'' if found['whole'] else ' or more'}",
        "Average order": _average(found["money"]),
        "Usually every": counted(max(1, round(found["days_between"])), "day") if found["days_between"] else "",
        "At a promotion": _share(found["promo_share"]),
        "Sent back": _share(found["returned_share"]),
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
    hours = [f"{one['day']} {one['hour']:02}:00" for one in told["best_hours"]]
    after = counted(told["bought_after"], "order") if told["bought_after"] else ""
    return {"channel": label(channel), "bars": bars(rows, MOST), "hours": hours, "bought_after": after}


def support(told: Mapping[str, Any]) -> dict[str, Any]:
    """Open cases, the last contacts and what the customer said of the effort; {} where there was none."""
    if not told["last_contact"] and not told["effort"] and not told["open"]:
        return {}
    surveys = [
        {"name": SURVEYS[kind], "score": f"{one['score']:g} of {SCALES[kind]}", "time": one["time"]}
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
    return {**one, "title": f"Open case {name}".rstrip(), "talk": ""}


def reading_up(profile: Profile, now: Millis) -> dict[str, Any]:
    """{"said", "since", "today", "times"} of what somebody is reading up on; {} where it is nothing out of the ordinary
    for them."""
    found = researched(profile, now)
    if not found:
        return {}
    one = found[0]
    said = f"{'Reads up on' if one.kind == 'feature' else 'Looks into'} {one.name}"
    times = counted(round(one.strength), "time", "times")
    return {"said": said, "since": one.since, "today": now - one.since < DAY, "times": times}


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


def _average(sums: Mapping[str, Mapping[str, int]]) -> str:
    return " + ".join(money(round(one["total"] / one["orders"]), code) for code, one in sums.items() if one["orders"])


def _share(part: float | None) -> str:
    return f"{round(100 * part)} %" if part else ""
