"""Typeform's answers.

https://www.typeform.com/developers/webhooks/secure-your-webhooks/ and
https://www.typeform.com/developers/webhooks/example-payload/
A question is about effort, satisfaction or recommendation (ces, csat, nps) where the source's options name its `field`
and `survey`, where its type is `nps`, or where its ref or title has one of these words. Hidden fields are parameters of
the form's link, which anybody can write: they say who answers only where the source's option `hidden` names them, and
on which conversation or order always. Where they do not say who, an address that was typed in does; never both, so that
nobody becomes one with somebody else by an address that they typed.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from segue.channels.drafts import Draft, event_of
from segue.channels.payloads import Payload, given, mapping, payload_of, rows, text
from segue.channels.proofs import Proof
from segue.deliveries import Delivery, Ignored, Part
from segue.errors import Invalid, Unauthorized
from segue.facets.support import SURVEYS
from segue.signatures import signed_base64

SIGNATURE = "typeform-signature"
HEADERS: tuple[str, ...] = ()
SCALES = ("nps", "opinion_scale", "rating")
KINDS = re.compile(rf"(?<![a-z])({'|'.join(SURVEYS)})(?![a-z])")
IDS = ("user_id", "customer_id", "anonymous_id", "loyalty_id")
CONTACTS = ("email", "phone")
ABOUT = ("conversation_id", "case_id", "order_id")


class Answer(NamedTuple):
    """What was answered to a question: `names` are its id and ref, `kind` the survey, "" where nobody says."""

    names: tuple[str | None, ...]
    type: str
    kind: str
    value: Payload


def verify(proof: Proof) -> None:
    """Base64 HMAC-SHA256 of the raw body, after `sha256=`. Raises Unauthorized."""
    scheme, _, given_text = proof.request.headers.get(SIGNATURE, "").partition("=")
    if scheme != "sha256" or not signed_base64(proof.request.body, given_text, proof.secrets):
        raise Unauthorized("bad-signature", f"{SIGNATURE} is not this body's signature")


def check(options: Mapping[str, Any]) -> None:
    """`field`: the ref or id of the question that gives the score; `survey`: what it is about; `hidden`: the hidden
    fields that are believed to say who answers. Raises Invalid."""
    if set(options) - {"field", "survey", "hidden"} or not isinstance(options.get("field", ""), str):
        raise Invalid("bad-source", "a source of typeform has the options `field`, `survey` and `hidden`")
    believed = options.get("hidden", [])
    if not isinstance(believed, list) or [one for one in believed if one not in (*IDS, *CONTACTS)]:
        raise Invalid("bad-source", f"`hidden` is a list of {', '.join((*IDS, *CONTACTS))}")
    if "survey" in options and options["survey"] not in SURVEYS:
        raise Invalid("bad-source", f"`survey` is one of {', '.join(SURVEYS)}")


def incoming(delivery: Delivery) -> Iterator[Part]:
    """One answered form: an event for each score that is known by name, else one for the form. Raises Invalid."""
    said = payload_of(delivery.body)
    kind, response = text(said.get("event_type")) or "", mapping(said.get("form_response"))
    if kind == "form_response_partial":
        yield Ignored(delivery, kind)
        return
    if kind != "form_response":
        raise Invalid("unknown-topic", f"no meaning is known for the event {kind[:80]!r}")
    answers = list(_answers(response, delivery.options))
    who = _who(mapping(response.get("hidden")), answers, delivery.options.get("hidden", ()))
    token = text(response.get("token")) or text(said.get("event_id"))
    for place, score in enumerate(_scores(answers, delivery.options)):
        draft = _draft(response, score, (who, answers))
        yield event_of(draft, f"typeform-{token}-{score.names[0] if score else place}", delivery, "surveys")


def _answers(response: Payload, options: Mapping[str, Any]) -> Iterator[Answer]:
    questions = {one.get("id"): one for one in rows(mapping(response.get("definition")).get("fields"))}
    for value in rows(response.get("answers")):
        field = mapping(value.get("field"))
        question = questions.get(text(field.get("id")), {})
        names = (text(field.get("id")), text(field.get("ref")) or text(question.get("ref")))
        type_ = text(field.get("type")) or text(question.get("type")) or ""
        yield Answer(names, type_, _kind(names, type_, question, options), value)


def _kind(names: tuple[str | None, ...], type_: str, question: Payload, options: Mapping[str, Any]) -> str:
    words = " ".join(one for one in (*names, text(question.get("title"))) if one).lower().replace("_", " ")
    found = KINDS.search(words)
    if options.get("field") in (*names,) and options.get("survey"):
        return options["survey"]
    return "nps" if type_ == "nps" else found[1] if found and type_ in (*SCALES, "number") else ""


def _scores(answers: list[Answer], options: Mapping[str, Any]) -> list[Answer | None]:
    named = [one for one in answers if options.get("field") in one.names]
    known = named or [one for one in answers if one.kind]
    scales = [one for one in answers if one.type in SCALES]
    return [*(known or scales[:1])] or [None]


def _draft(response: Payload, score: Answer | None, answered: tuple[Payload, list[Answer]]) -> Draft:
    who, answers = answered
    form, hidden = text(response.get("form_id")), mapping(response.get("hidden"))
    comment = next((text(one.value.get("text")) for one in answers if one.type == "long_text"), None)
    number = score.value.get("number") if score else None
    properties = {
        "survey": (score.kind if score else "") or f"typeform:{form}",
        "score": number if isinstance(number, int | float) else None,
        "comment": comment,
        "form_id": form,
        **{name: text(hidden.get(name)) for name in ABOUT},
    }
    return Draft("Survey Answered", who, text(response.get("submitted_at")), given(properties))


def _who(hidden: Payload, answers: list[Answer], believed: Collection[str]) -> Payload:
    """Raises Invalid("no-identifier") where nobody is named but by a hidden field that is not believed."""
    known = {name: found for name in (*IDS, *CONTACTS) if name in believed and (found := text(hidden.get(name)))}
    external = [{"type": name, "id": known[name]} for name in IDS if name in known]
    typed = {
        name: next((text(one.value.get(kind)) for one in answers if one.type == kind), None)
        for name, kind in (("email", "email"), ("phone", "phone_number"))
    }
    named = {name: known[name] for name in CONTACTS if name in known}
    who = given({"externalIds": external, "traits": named or ({} if external else given(typed))})
    claimed = [name for name in (*IDS, *CONTACTS) if text(hidden.get(name))]
    if claimed and not who:
        raise Invalid("no-identifier", f"anybody can write {', '.join(claimed)} into the link; see the option `hidden`")
    return who
