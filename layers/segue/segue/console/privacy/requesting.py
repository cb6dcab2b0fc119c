"""The pages of privacy: requests of people, exporting or erasing somebody in two steps, receipts, closed addresses."""

import re
from collections.abc import Callable
from typing import Any

import msgspec

from segue.console.desk import Desk
from segue.console.privacy.case_words import ASKED, reason_of
from segue.console.rendering import page
from segue.console.visits import Shown, Visit, redirect
from segue.console.words import plural
from segue.erasing.receipts import said
from segue.erasing.runs import Erasure
from segue.errors import NotFound
from segue.exporting.runs import Export
from segue.languages.texts import _
from segue.profile.profiles import Profile
from segue.times import Millis
from segue.wiring import exporting
from segue.wiring.privacy_requests import begin, receipts

LONGEST, MOST = 256, 50
CASE = re.compile(r"case (c_\w{1,60})")  # the reason of what a case has begun
Begins = Callable[[str, tuple[str, str], str, Millis], Erasure | Export]
# What closes an address beside an erasure.
CLOSED = {"complaint": _("complaint"), "bounce": _("bounce"), "stop": _("stop"), "gone": _("gone")}
AT = {
    "finding": _("Finding out who it is"),
    "describing": _("Writing down what is known"),
    "gathering": _("Going through all stores"),
    "binding": _("Putting it into one file"),
    "clearing": _("Tidying up"),
    "closing": _("Finding out who it is"),
    "counting": _("Counting what there is"),
    "erasing": _("Taking it away"),
    "sweeping": _("Waiting three minutes, then looking once more"),
    "concluding": _("Writing the receipt"),
}
STORES = {
    "profile": _("Profile, conclusions and links"),
    "exports": _("Exports that are kept"),
    "requests": _("Requests, quarantine and links"),
    "live": _("Lines of the live feed"),
    "attachments": _("Files"),
    "mails": _("Mails in your bucket"),
    "references": _("References to conversations"),
    "conversations": _("Conversations and turns"),
    "catalog": _("Products waited for"),
    "messages": _("Messages"),
    "journeys": _("Runs of journeys"),
    "contact_points": _("Addresses and numbers"),
    "ledger": _("Events"),
    "people": _("Links and segments"),
    "members": _("Places on lists of segments"),
    "identities": _("Profiles"),
}


def show(visit: Visit, desk: Desk) -> Shown:
    """Requests, newest first, and where a new one begins."""
    return _page(visit, desk)


def ask(visit: Visit, desk: Desk) -> Shown:
    """Who would be erased; nothing happens yet."""
    sought, reason = visit.typed("sought", LONGEST), reason_of(visit.typed("reason", LONGEST))
    found = desk.reading.search(sought) if sought else []
    typed = {"sought": sought, "reason": reason}
    if len(found) != 1:
        return _page(visit, desk, typed=typed, wrong=_wrong(found))
    return _page(visit, desk, typed=typed, planned=found[0], occasion=desk.fresh_token())


def erase(visit: Visit, desk: Desk) -> Shown:
    """Begins; a form that is sent twice begins one. Raises NotFound."""
    return _begun(visit, desk, begin)


def export(visit: Visit, desk: Desk) -> Shown:
    """The same for an export. Raises NotFound."""
    return _begun(visit, desk, exporting.begin)


def open_address(visit: Visit, desk: Desk) -> Shown:
    """An address that an erasure has closed may be written to again."""
    from segue.wiring import opening_again  # once in years

    typed = visit.typed("address", LONGEST)
    found = [one for one in desk.reading.meanings(typed) if one.type in ("email", "phone")]
    if not found:
        return _page(visit, desk, wrong=_("That is no address and no number."))
    why = visit.name, reason_of(visit.typed("reason", LONGEST))
    occasion = f"console {visit.name} {visit.typed('occasion', LONGEST)}"
    closed = opening_again.open_again(desk.reading.keys_of(found[0])[0], why, occasion, visit.now)
    if closed:
        return _page(visit, desk, wrong=_("It stays closed: {why}.").format(why=CLOSED.get(closed, closed)))
    return _page(visit, desk, done=_("Messages may be sent there again."))


def show_one(visit: Visit, _: Desk) -> Shown:
    """How far a request is; its receipt or its file. Raises NotFound."""
    run = exporting.request(visit.args["request"])
    counts = [(STORES[name], count) for name, count in run.counts.items()]
    if isinstance(run, Export):
        link, until = exporting.link(run, visit.now)
        file = {"link": link, "link_until": until, "until": run.until(visit.now), "size": run.size}
        return page(visit, "privacy_export.html", run=_row(run), file=file, counts=counts)
    receipt = receipts().of(run.id) if run.ended else None
    broken = receipts().broken_at()[1] if receipt else 0
    return page(visit, "privacy_request.html", run=_row(run), receipt=receipt, broken=broken, counts=counts)


def show_receipt(visit: Visit, _: Desk) -> Shown:
    """The receipt of an erasure as a file to keep, with all that its digest is worked out from. Raises NotFound."""
    receipt = receipts().of(visit.args["request"])
    if receipt is None:
        raise NotFound("unknown-receipt")
    told = msgspec.json.format(msgspec.json.encode({**said(receipt), "digest": receipt.digest}, order="sorted"))
    headers = {"content-disposition": f'attachment; filename="receipt-{receipt.number}.json"'}
    return Shown(200, told, headers, kind="application/json")


def _begun(visit: Visit, desk: Desk, begins: Begins) -> Shown:
    person = desk.reading.person(visit.typed("person", LONGEST)).id
    why = visit.name, reason_of(visit.typed("reason", LONGEST))
    run = begins(person, why, f"console {visit.name} {visit.typed('occasion', LONGEST)}", visit.now)
    return redirect(f"{visit.base}/privacy/{run.id}")


def _page(visit: Visit, desk: Desk, **more: Any) -> Shown:
    told = {"typed": {"sought": "", "reason": ASKED}, "planned": None, "wrong": "", "done": "", **more}
    rows = [_row(one) for one in exporting.newest_requests(MOST)]
    return page(visit, "privacy.html", fresh=desk.fresh_token(), requests=rows, **told)


def _wrong(found: list[Profile]) -> str:
    if found:
        return plural(
            "{count} customer is found by that. Type what only one of them has, such as an address or an id.",
            "{count} customers are found by that. Type what only one of them has, such as an address or an id.",
            len(found),
        )
    return _("No customer is found by that.")


def _row(run: Erasure | Export) -> dict[str, Any]:
    named = {name: getattr(run, name) for name in ("id", "ended", "percent", "by", "reason", "created", "finished")}
    what = _("Export") if isinstance(run, Export) else _("Erasure")
    stopped, case = run.state == "superseded", CASE.fullmatch(run.reason)
    more = {"at": AT[run.stage], "count": sum(run.counts.values()), "stopped": stopped, "asked": run.asked}
    return {**named, **more, "what": what, "case": case[1] if case else ""}
