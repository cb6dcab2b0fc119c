"""The pages of privacy: requests of people, erasing somebody in two steps, and receipts."""

from typing import Any

from segue.console.desk import Desk
from segue.console.rendering import page
from segue.console.visits import Shown, Visit, redirect
from segue.erasing.runs import Erasure
from segue.profile.profiles import Profile
from segue.wiring.privacy_requests import begin, erasures, receipts

LONGEST, MOST = 256, 50
AT = {
    "closing": "Finding out who it is",
    "counting": "Counting what there is",
    "erasing": "Taking it away",
    "sweeping": "Waiting three minutes, then looking once more",
    "concluding": "Writing the receipt",
}
STORES = {
    "requests": "Requests, quarantine and links",
    "attachments": "Files",
    "conversations": "Conversations and turns",
    "catalog": "Products waited for",
    "messages": "Messages",
    "journeys": "Runs of journeys",
    "contact_points": "Addresses and numbers",
    "ledger": "Events",
    "people": "Links and segments",
    "members": "Places on lists of segments",
    "identities": "Profiles",
}
REASON = "asked for by the customer"


def show(visit: Visit, _: Desk) -> Shown:
    """Requests, newest first, and where a new one begins."""
    return _page(visit)


def ask(visit: Visit, desk: Desk) -> Shown:
    """Who would be erased; nothing happens yet."""
    sought, reason = visit.typed("sought", LONGEST), visit.typed("reason", LONGEST) or REASON
    found = desk.reading.search(sought) if sought else []
    typed = {"sought": sought, "reason": reason}
    if len(found) != 1:
        return _page(visit, typed=typed, wrong=_wrong(found))
    return _page(visit, typed=typed, planned=found[0], occasion=desk.fresh_token())


def erase(visit: Visit, desk: Desk) -> Shown:
    """Begins; a form that is sent twice begins one. Raises NotFound."""
    person = desk.reading.person(visit.typed("person", LONGEST)).id
    why = visit.name, visit.typed("reason", LONGEST) or REASON
    run = begin(person, why, f"console {visit.name} {visit.typed('occasion', LONGEST)}", visit.now)
    return redirect(f"{visit.base}/privacy/{run.id}")


def show_one(visit: Visit, _: Desk) -> Shown:
    """How far a request is, and its receipt. Raises NotFound."""
    run = erasures().find(visit.args["request"])
    receipt = receipts().of(run.id) if run.ended else None
    broken = receipts().broken_at()[1] if receipt else 0
    counts = [(STORES[name], count) for name, count in run.counts.items()]
    return page(visit, "privacy_request.html", run=_row(run), receipt=receipt, broken=broken, counts=counts)


def _page(visit: Visit, **more: Any) -> Shown:
    said = {"typed": {"sought": "", "reason": REASON}, "planned": None, "wrong": "", **more}
    return page(visit, "privacy.html", requests=[_row(one) for one in erasures().newest(MOST)], **said)


def _wrong(found: list[Profile]) -> str:
    if found:
        return f"{len(found)} customers are found by that. Type what only one of them has, such as an address or an id."
    return "No customer is found by that."


def _row(run: Erasure) -> dict[str, Any]:
    named = {name: getattr(run, name) for name in ("id", "ended", "percent", "by", "reason", "created", "finished")}
    return {**named, "at": AT[run.stage], "count": sum(run.counts.values())}
