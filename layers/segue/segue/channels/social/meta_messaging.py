"""Messenger and Instagram: messages, postbacks, opt-ins, receipts, reactions and what customers say of the service.

https://developers.facebook.com/docs/messenger-platform/reference/webhook-events and
https://developers.facebook.com/docs/messenger-platform/instagram/features/webhook
"""

from collections.abc import Callable, Iterator

from segue.channels.drafts import Draft, stated_id
from segue.channels.moments import moment
from segue.channels.payloads import Payload, amount, given, mapping, rows, text
from segue.channels.persons import person
from segue.channels.sms.wishes import stopped
from segue.channels.social.meta_things import Thing, attachment, referred
from segue.channels.turns import Author, Turn
from segue.channels.turns import said as turn
from segue.errors import Invalid

# Nothing that a customer did: which app answers, and what Meta thinks of ours.
CONTROL = ("app_roles", "pass_thread_control", "take_thread_control", "request_thread_control", "policy_enforcement")
IGNORED = (*CONTROL, "account_linking", "game_play")


def said(thing: Thing) -> Iterator[Draft | str]:
    """What one entry of `messaging` says; a text names what is left out. Raises Invalid("unknown-topic")."""
    known = [name for name in (*MEANINGS, *IGNORED) if isinstance(thing.said.get(name), dict)]
    if not known:
        raise Invalid("unknown-topic", f"no meaning is known for any of {sorted(thing.said)!r}"[:200])
    if known[0] in IGNORED:
        yield known[0]
        return
    yield from MEANINGS[known[0]](thing, mapping(thing.said[known[0]]))


def _message(thing: Thing, message: Payload) -> Iterator[Draft]:
    unsent = message.get("is_deleted") is True
    mid = text(message.get("mid")) or ""
    author: Author = "agent" if message.get("is_echo") is True else "customer"
    reply = mapping(message.get("reply_to"))
    further = {
        "payload": text(mapping(message.get("quick_reply")).get("payload")),
        "referral": referred(mapping(message.get("referral"))),
        "story_url": text(mapping(reply.get("story")).get("url")),
    }
    contribution = Turn(
        conversation=_conversation(thing),
        author=author,
        text=text(message.get("text")) or "",
        id=mid,
        attachments=tuple(attachment(one) for one in rows(message.get("attachments"))),
        reply_to=text(reply.get("mid")),
        change="unsent" if unsent else "",
    )
    drafted = _turn(thing, contribution, further)
    yield drafted
    yield from stopped(drafted, channel(thing)) if author == "customer" and not unsent else ()


def _edit(thing: Thing, edit: Payload) -> Iterator[Draft]:
    mid, words = text(edit.get("mid")) or "", text(edit.get("text")) or ""
    further = {"edits": text(edit.get("num_edit"))}
    yield _turn(thing, Turn(_conversation(thing), "customer", words, mid, change="edited"), further)


def _postback(thing: Thing, postback: Payload) -> Iterator[Draft]:
    further = {"payload": text(postback.get("payload")), "referral": referred(mapping(postback.get("referral")))}
    mid = text(postback.get("mid")) or ""
    yield _turn(thing, Turn(_conversation(thing), "customer", text(postback.get("title")) or "", mid), further)


def _reaction(thing: Thing, reaction: Payload) -> Iterator[Draft]:
    mid = text(reaction.get("mid")) or ""
    words = text(reaction.get("emoji")) or text(reaction.get("reaction")) or ""
    taken_back = reaction.get("action") == "unreact"
    change = "unsent" if taken_back else ""
    contribution = Turn(_conversation(thing), "customer", words, f"reaction-{mid}", reply_to=mid or None, change=change)
    yield _turn(thing, contribution, {"kind": "reaction"})


def _optin(thing: Thing, optin: Payload) -> Iterator[Draft]:
    if optin.get("type") != "notification_messages":
        yield from _referred(thing, optin)
        return
    stopped = "STOP" in (text(optin.get("notification_messages_status")) or "")
    yield _draft(
        thing,
        "Consent Updated",
        {
            "channel": channel(thing),
            "purpose": "marketing",
            "granted": not stopped,
            "topic": text(optin.get("title")),
            "frequency": text(optin.get("notification_messages_frequency")),
        },
    )


def _referred(thing: Thing, referral: Payload) -> Iterator[Draft]:
    yield _draft(thing, "Conversation Referred", {"conversation_id": _conversation(thing), **referred(referral)})


def _delivered(thing: Thing, delivery: Payload) -> Iterator[Draft | str]:
    listed = delivery.get("mids")
    mids = [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else []
    if not mids:
        yield "delivery-watermark"
    for mid in mids:
        yield _draft(thing, "Message Delivered", {"provider_message_id": mid})


def _read(thing: Thing, read: Payload) -> Iterator[Draft]:
    """Instagram names the message; Messenger says up to which moment all of them are read."""
    yield _draft(
        thing, "Message Read", {"provider_message_id": text(read.get("mid")), "watermark": text(read.get("watermark"))}
    )


def _feedback(thing: Thing, feedback: Payload) -> Iterator[Draft]:
    for screen in rows(feedback.get("feedback_screens")):
        for key, question in mapping(screen.get("questions")).items():
            yield _answer(thing, key, mapping(question))


def _answer(thing: Thing, key: str, question: Payload) -> Draft:
    comment = text(mapping(question.get("follow_up")).get("payload"))
    properties = {
        "survey": (text(question.get("type")) or "").lower(),
        "score": amount(question.get("payload")),
        "question": key,
        "comment": comment,
        "conversation_id": _conversation(thing),
    }
    return _draft(thing, "Survey Answered", properties)


MEANINGS: dict[str, Callable[[Thing, Payload], Iterator[Draft | str]]] = {
    "message": _message,
    "message_edit": _edit,
    "postback": _postback,
    "reaction": _reaction,
    "optin": _optin,
    "referral": _referred,
    "delivery": _delivered,
    "read": _read,
    "messaging_feedback": _feedback,
}


def channel(thing: Thing) -> str:
    """The name of the channel: `instagram` or `messenger`."""
    return "instagram" if thing.object == "instagram" else "messenger"


def _turn(thing: Thing, contribution: Turn, further: Payload) -> Draft:
    drafted = turn(contribution, _who(thing), _time(thing), given(further))
    return _marked(thing, drafted, contribution.id, contribution.change)


def _draft(thing: Thing, event: str, properties: Payload) -> Draft:
    about = text(properties.get("provider_message_id")) or text(properties.get("question")) or ""
    return _marked(thing, Draft(event, _who(thing), _time(thing), given(properties)), about, event)


def _marked(thing: Thing, draft: Draft, *about: str) -> Draft:
    """The same id for the same thing; most have none of their own."""
    stated = stated_id(channel(thing), _conversation(thing), str(_time(thing)), *about)
    return Draft(draft.event, draft.who, draft.time, draft.properties, id=stated, channel=channel(thing))


def _time(thing: Thing) -> float | str | None:
    return moment(thing.said.get("timestamp") or thing.time)


def _other(thing: Thing) -> Payload:
    """Who of the two is the customer: an echo is of what the page sent."""
    sender, recipient = mapping(thing.said.get("sender")), mapping(thing.said.get("recipient"))
    echo = mapping(thing.said.get("message")).get("is_echo") is True
    ours = text(sender.get("id")) == thing.page or (echo and text(recipient.get("id")) != thing.page)
    return recipient if ours else sender


def _who(thing: Thing) -> Payload:
    other = _other(thing)
    kind = f"{channel(thing)}_id"
    ids = [(kind, other.get("id")), ("messenger_user_ref", other.get("user_ref"))]
    return person(ids, {"username": text(other.get("username"))})


def _conversation(thing: Thing) -> str:
    other = _other(thing)
    return f"{channel(thing)}:{thing.page}:{text(other.get('id')) or text(other.get('user_ref')) or ''}"
