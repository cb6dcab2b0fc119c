"""The panel: who a customer is, read only, in the frame of a help desk that staff do not leave."""

from dataclasses import replace
from typing import Any

import msgspec

from segue.api.roles import AGENT
from segue.api.timeline import Wanted
from segue.aws.secrets import panel_secrets
from segue.console.conversations.beside_talk import customer
from segue.console.customers import panel_tokens
from segue.console.customers.people import segment_name
from segue.console.customers.timelines import HIDDEN, memberships, told
from segue.console.desk import Desk
from segue.console.rendering import page
from segue.console.visits import Member, Shown, Visit
from segue.console.words import sentence
from segue.errors import Invalid, NotFound, Unauthorized
from segue.messaging.policies import ORIGIN
from segue.profile.profiles import Profile

MOMENTS = 8
JSON = "application/json"
BEARER = "bearer "


def show(visit: Visit, desk: Desk) -> Shown:
    """The panel that a signed token opens; no cookie is asked for."""
    try:
        whom = panel_tokens.shown(visit.args["token"], panel_secrets(), visit.now)
        profile = _profile(desk, whom)
    except Unauthorized as wrong:
        said = sentence(wrong.detail)
        return _framed(desk, page(visit, "panel.html", 401, wrong=said, days=[], customer={"known": False}))
    except (NotFound, Invalid):
        return _framed(desk, page(visit, "panel.html", wrong="", days=[], customer={"known": False}))
    reader = replace(visit, staff=Member(whom.agent, frozenset({AGENT})))
    facts = customer(reader, desk, profile) | {"hands_over": "", "stops": False, "decides": False}
    return _framed(desk, page(reader, "panel.html", wrong="", customer=facts, **_lately(reader, desk, profile)))


def address(visit: Visit, _: Desk) -> Shown:
    """{"url"} of the panel for a token in `Authorization: Bearer`, for desks whose apps send one and see none."""
    given = visit.request.headers.get("authorization", "")
    token = given[len(BEARER) :].strip() if given.lower().startswith(BEARER) else ""
    try:
        panel_tokens.shown(token, panel_secrets(), visit.now)
    except Unauthorized as wrong:
        return Shown(401, msgspec.json.encode({"detail": wrong.detail}), kind=JSON)
    return Shown(200, msgspec.json.encode({"url": f"{visit.origin}/console/panel/{token}"}), kind=JSON)


def _profile(desk: Desk, whom: panel_tokens.Shown) -> Profile:
    if whom.kind == panel_tokens.PERSON:
        return desk.reading.person(whom.value)
    return desk.reading.find(whom.kind, whom.value)


def _lately(visit: Visit, desk: Desk, profile: Profile) -> dict[str, Any]:
    """What happened last."""
    within = memberships(desk.reading.membership(profile), lambda key: segment_name(desk, key))
    moments, _ = desk.reading.timeline(profile, Wanted(MOMENTS, without=HIDDEN), within)
    return {**told(visit, moments, ""), "person": {"id": profile.id}, "after_day": ""}


def _framed(desk: Desk, shown: Shown) -> Shown:
    """May stand in the frames of the desks that `policies/shop.yaml` names, and nowhere else."""
    given = desk.playbooks.definitions("policy").get("shop", {}).get("desks", [])
    desks = " ".join(one for one in given if isinstance(one, str) and ORIGIN.fullmatch(one)) or "'none'"
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https:; base-uri 'self'; "
        f"form-action 'none'; frame-ancestors {desks}"
    )
    own = {"content-security-policy": policy, "cross-origin-opener-policy": "unsafe-none"}
    return replace(shown, headers={**shown.headers, **own, "referrer-policy": "no-referrer"})
