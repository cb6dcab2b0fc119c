"""Connecting a source: its secret is stored, and a signed sample is sent through its door."""

from typing import Any

from segue.audit import Entry
from segue.console.desk import Desk
from segue.console.operations.sourcing import source_page
from segue.console.visits import Shown, Visit, redirect
from segue.errors import NotFound, Unauthorized
from segue.events import Event
from segue.identifiers import identifiers_of
from segue.intake.overviews import OWN, Overview, address
from segue.intake.trying import Tried
from segue.languages.texts import _

MOST = 1_800  # characters of a secret: two of them fit a parameter of the free tier
SHORTEST = 8
MOST_FACTS = 20
EMPTY = _("Paste the secret that the provider shows. It has at least eight characters.")
LONG = _("That is too long for a secret.")
OUTSIDE = _("It was posted to the address over the internet.")
INSIDE = _("The address is not reached from here, so it went through the same door from inside.")
TRIED = {
    "stored": ("", _("The sample came in and was stored.")),
    "held": ("bad", _("The sample came in, but was not understood. It waits in quarantine.")),
    "no-sample": ("bad", _("There is no sample for this provider yet.")),
    "no-secret": ("bad", _("This source has no secret yet. Store it first.")),
}


def store_secret(visit: Visit, desk: Desk) -> Shown:
    """Puts a secret in force; the one before stays valid too where that is asked for."""
    found = _configured(visit, desk)
    secret = visit.form.get("secret", "").strip()
    wrong = EMPTY if len(secret) < SHORTEST else LONG if len(secret) > MOST else ""
    if wrong:
        return source_page(visit, desk, found, {"said": "", "wrong": wrong, "tried": None})
    name, keeps = found.source.name, visit.form.get("keep") == "yes"
    before = [one for one in _before(visit, desk, name) if one != secret] if keeps else []  # a form may come twice
    said = f"secret of the source {name}{', the one before stays valid' if keeps else ''}"
    desk.connecting.note([Entry(f"secret.{name}.{visit.now}", visit.now, visit.name, "source.secret", (), said)])
    desk.connecting.store(name, (secret, *before[:1]))
    return redirect(f"{visit.base}/sources/{name}?said=stored")


def try_out(visit: Visit, desk: Desk) -> Shown:
    """Sends a signed sample and tells what became of it."""
    found = _configured(visit, desk)
    tried = desk.connecting.trying.send(found.source, address(found.source, visit.origin), visit.now)
    again = desk.overviews.one(found.source.name, visit.now)
    return source_page(visit, desk, again, {"said": "", "wrong": "", "tried": _told(tried)})


def _told(tried: Tried) -> dict[str, Any]:
    tone, text = TRIED.get(tried.became, ("bad", _("The sample was refused: {why}.").format(why=tried.detail)))
    way = OUTSIDE if tried.outside else INSIDE
    if tried.became == "no-sample" and tried.detail:
        text = _("No sample can be made up: {why}.").format(why=tried.detail)
    reached = tried.became not in ("no-sample", "no-secret")
    return {"tone": tone, "text": text, "way": way if reached else "", "meant": [_meant(one) for one in tried.meant]}


def _meant(event: Event) -> dict[str, Any]:
    """An event in a line: its name, whom it names, and what it says."""
    named = {one.type.replace("_", " "): one.value for one in identifiers_of(event)}
    said = {name: str(value)[:80] for name, value in {**event.properties, **event.traits}.items()}
    return {"title": event.title, "facts": list({**named, **said}.items())[:MOST_FACTS]}


def _configured(visit: Visit, desk: Desk) -> Overview:
    """A source of the playbook: only those have secrets. Raises NotFound."""
    found = desk.overviews.one(visit.args["source"], visit.now)
    if found.source in OWN:
        raise NotFound("unknown-source", "this source has no secret of its own")
    return found


def _before(visit: Visit, desk: Desk, name: str) -> tuple[str, ...]:
    try:
        return desk.connecting.trying.secrets(name, visit.now)
    except Unauthorized:
        return ()
