"""Delighted's answers.

`X-Delighted-Webhook-Signature: sha256=<hex>` is an HMAC of the body under the project's API key; the documentation asks
for a login, so this is how public receivers check it. Properties of a person are the shop's own, and so they say which
conversation or order it is about.
"""

from collections.abc import Iterator

from segue.channels.drafts import Draft, event_of
from segue.channels.payloads import Payload, given, mapping, payload_of, text
from segue.channels.proofs import Proof
from segue.deliveries import Delivery, Part
from segue.errors import Invalid, Unauthorized
from segue.signatures import signed_hex

SIGNATURE = "x-delighted-webhook-signature"
HEADERS: tuple[str, ...] = ()
ANSWERED = ("survey_response.created", "survey_response.updated")
UNSUBSCRIBED = "survey_response.unsubscribed"
ABOUT = ("conversation_id", "case_id", "order_id")
FIRST = "nps"  # what Delighted asked before it asked anything else, and then said no type


def verify(proof: Proof) -> None:
    """HMAC-SHA256 of the raw body in hexadecimal digits, after `sha256=`. Raises Unauthorized."""
    scheme, _, given_text = proof.request.headers.get(SIGNATURE, "").partition("=")
    if scheme != "sha256" or not signed_hex(proof.request.body, given_text, proof.secrets):
        raise Unauthorized("bad-signature", f"{SIGNATURE} is not this body's signature")


def incoming(delivery: Delivery) -> Iterator[Part]:
    """What one webhook says. Raises Invalid."""
    said = payload_of(delivery.body)
    kind, data = text(said.get("event_type")) or "", mapping(said.get("event_data"))
    if kind not in (*ANSWERED, UNSUBSCRIBED):
        raise Invalid("unknown-topic", f"no meaning is known for the event {kind[:80]!r}")
    draft = _answered(data) if kind in ANSWERED else _unsubscribed(data)
    delivered = text(said.get("event_id")) or f"{kind}-{text(data.get('id'))}-{text(data.get('updated_at'))}"
    yield event_of(draft, f"delighted-{delivered}", delivery, "surveys")


def _answered(data: Payload) -> Draft:
    own = {_plain(name): text(value) for name, value in mapping(data.get("person_properties")).items()}
    score = data.get("score")
    properties = {
        "survey": (text(data.get("survey_type")) or FIRST).lower(),
        "score": score if isinstance(score, int | float) and not isinstance(score, bool) else None,
        "comment": text(data.get("comment")),
        "response_id": text(data.get("id")),
        **{name: own.get(name) for name in ABOUT},
    }
    return Draft("Survey Answered", _who(mapping(data.get("person"))), _moment(data), given(properties))


def _unsubscribed(data: Payload) -> Draft:
    """An answer on surveys by e-mail, and on nothing else."""
    answer = {"channel": "email", "purpose": "surveys", "granted": False, "method": "delighted"}
    person = mapping(data.get("person")) or data
    return Draft("Consent Updated", _who(person), _moment(data), answer)


def _who(person: Payload) -> Payload:
    named = {"email": "email", "phone": "phone_number", "name": "name"}
    traits = given({kind: text(person.get(name)) for kind, name in named.items()})
    known = text(person.get("id"))
    return given({"externalIds": [{"type": "delighted_id", "id": known}] if known else [], "traits": traits})


def _moment(data: Payload) -> float | None:
    found = next((data[name] for name in ("unsubscribed_at", "updated_at", "created_at") if data.get(name)), None)
    return found if isinstance(found, int | float) else None


def _plain(name: str) -> str:
    return name.strip().lower().replace(" ", "_")
