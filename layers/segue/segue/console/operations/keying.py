"""The page of write keys: which there are, a new one, and one that is revoked after a question."""

from typing import Any

from segue.console.desk import Desk
from segue.console.rendering import page
from segue.console.visits import Shown, Visit, redirect
from segue.console.words import sentence
from segue.errors import Invalid, NotFound
from segue.languages.texts import _
from segue.wiring.making_keys import create, revoke
from segue.wiring.write_keys import write_keys
from segue.write_keys import BROWSER, FIRST, FIRST_SERVER, KINDS, LONGEST, SERVER, Key

ORIGINS = 4000  # characters of all origins together
KIND = {BROWSER: _("For pages and apps"), SERVER: _("For your server")}
EMPTY = {"name": "", "kind": BROWSER, "origins": "", "proof": ""}


def show(visit: Visit, desk: Desk) -> Shown:
    """Every key, newest first, and where a new one is made."""
    return _page(visit, desk, said=_("Revoked. Within a minute nobody can use it.") if visit.asked("said") else "")


def make(visit: Visit, desk: Desk) -> Shown:
    """Makes one, and tells it this once; the same form again tells the same key."""
    typed = {name: visit.typed(name, most) for name, most in (("name", LONGEST), ("kind", 10), ("origins", ORIGINS))}
    typed["proof"] = "yes" if visit.form.get("proof") else ""
    asked = (typed["kind"], typed["name"], typed["origins"].split(), bool(typed["proof"]))
    try:
        key, text = create(asked, visit.name, f"console {visit.typed('occasion', LONGEST)}", visit.now)
    except NotFound:
        raise
    except Invalid as wrong:
        return _page(visit, desk, 422, typed=typed, wrong=sentence(wrong.detail))
    return _page(visit, desk, made={"name": key.name, "text": text, "kind": KIND[key.kind]})


def ask(visit: Visit, desk: Desk) -> Shown:
    """Whether it is to be revoked. Raises NotFound("unknown-key")."""
    return _page(visit, desk, leaving=row(_one(visit)))


def revoke_one(visit: Visit, _: Desk) -> Shown:
    """Revokes it. Raises NotFound("unknown-key")."""
    revoke(visit.args["key"], visit.name, f"{visit.request.id} {visit.now}", visit.now)
    return redirect(f"{visit.base}/keys?said=revoked")


def row(key: Key) -> dict[str, Any]:
    """A key as it is shown."""
    first = key.id in (FIRST, FIRST_SERVER)
    begins = "" if first else f"{KINDS[key.kind]}_{key.id}…"
    return {
        **vars(key),
        "kind": KIND[key.kind],
        "first": first,
        "begins": begins,
    }


def _one(visit: Visit) -> Key:
    found = next((one for one in write_keys().all() if one.id == visit.args["key"]), None)
    if found is None:
        raise NotFound("unknown-key", _("there is no such key"))
    return found


def _page(visit: Visit, desk: Desk, status: int = 200, **more: Any) -> Shown:
    said = {"typed": EMPTY, "wrong": "", "made": None, "leaving": None, "said": "", **more}
    keys = [row(one) for one in write_keys().all()]
    return page(visit, "keys.html", status, keys=keys, kinds=KIND, occasion=desk.fresh_token(), **said)
