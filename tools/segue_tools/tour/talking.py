"""What became of the steps that cross devices and channels: the cart on the phone, a conversation, one person again;
and the numbers at the end."""

from collections.abc import Mapping, Sequence
from typing import Any

from segue.console.conversations.talk_words import topic
from segue.console.label_words import own
from segue.console.words import by_channel
from segue_tools.tour.seen import Browser, Desk, Json, Seen, awaited, counted, entries, link, person_of
from segue_tools.tour.shopping import joined

MEASURES, MAIL = "/measures", "email"


def phone(desk: Desk, browser: Browser) -> Seen:
    """Whether the laptop's cart is on the phone, and was seen there."""
    if not browser.phone:
        return awaited("Nobody has done anything on the phone yet.")
    if browser.phone_cart != browser.cart or not browser.cart:
        return awaited("The phone's cart is another one.")
    theirs = person_of(desk, browser.phone)
    if not theirs or not any(one["title"] == "Cart Viewed" for one in entries(desk, theirs)):
        return awaited("The cart is on the phone; what happened there is on its way.")
    mine = person_of(desk, browser.visitor)
    facts = [
        "The code was good for one phone and is used up. Your cart is now on both devices.",
        "To Segue these are still two people: you on the laptop, and a stranger on the phone.",
        "A code opens a cart; it proves nobody.",
    ]
    if mine["id"] == theirs["id"]:
        facts = [facts[0], "You have signed in on both, so you are one person."]
    links = [link("The laptop's page", f"/people/{mine['id']}"), link("The phone's page", f"/people/{theirs['id']}")]
    ids = [f"The cart: {browser.cart}", f"You on the laptop: {mine['id']}", f"The phone: {theirs['id']}"]
    return Seen(True, facts, links, ids)


def _talk(desk: Desk, person: Json) -> Json:
    """The newest conversation of somebody; {} before there is one."""
    if not person:
        return {}
    items = desk.api().get(f"/v1/people/{person['id']}/conversations")["items"]
    return desk.api().get(f"/v1/conversations/{items[0]['id']}") if items else {}


def _moved(talk: Json) -> bool:
    """Whether a conversation says of itself that it was moved to mail."""
    return any((one.get("detail") or {}).get("moved") == MAIL for one in talk.get("turns", ()))


def may_reply(desk: Desk, visitor: str) -> bool:
    """Whether the chat of a visitor was moved to mail, so that there is a mail to answer."""
    return _moved(_talk(desk, person_of(desk, visitor)))


def _talk_ids(talk: Json) -> Sequence[str]:
    return [f"The conversation: {talk['id']}"]


def _desk_link(talk: Json) -> Json:
    return link("The conversation at the desk", f"/inbox/{talk['id']}")


def support(desk: Desk, browser: Browser) -> Seen:
    """Whether something was asked in the chat."""
    person = person_of(desk, browser.visitor)
    talk = _talk(desk, person)
    if not talk.get("turns"):
        return awaited("Nobody has written in the chat yet.")
    queue = f", in the queue {own(talk['queue'])}" if talk["queue"] else ""
    facts = [
        f"Your words opened a conversation. It is {talk['state']}{queue}.",
        f"The topic was sorted as “{topic(talk['topic'])}”."
        if talk["topic"]
        else "No topic was recognised in these words; an agent may set one.",
        "At the desk your words stand beside your cart, your segments and the mail that you got.",
    ]
    links = [_desk_link(talk), link("Your timeline", f"/people/{person['id']}#timeline")]
    return Seen(True, facts, links, _talk_ids(talk))


def switch(desk: Desk, browser: Browser) -> Seen:
    """Whether the same conversation was moved to mail and has gone on there."""
    talk = _talk(desk, person_of(desk, browser.visitor))
    if not _moved(talk):
        return awaited("The conversation is in the chat alone so far: press By e-mail there.", ready=False)
    if not any(one["channel"] == MAIL and one["author"] == "customer" for one in talk["turns"]):
        return awaited("The conversation was moved to your mailbox. Now answer from there.")
    facts = [
        f"It is still one conversation on these channels: {', '.join(map(by_channel, talk['channels']))}.",
        f"It holds {counted(len(talk['turns']), 'turn')}. Nobody has to ask again what you said in the chat.",
        "The mail came in signed by its provider, was known by your address, and was filed where you had been writing.",
    ]
    return Seen(True, facts, [_desk_link(talk)], _talk_ids(talk))


def recognised(desk: Desk, browser: Browser) -> Seen:
    """Whether laptop and phone are one person."""
    mine, theirs = person_of(desk, browser.visitor), person_of(desk, browser.phone)
    if not mine or not theirs or mine["id"] != theirs["id"]:
        return awaited("The phone is a stranger's still.")
    browsers = {one["value"] for one in mine["identifiers"] if one["type"] == "anonymous_id"}
    if not {browser.visitor, browser.phone} <= browsers:
        return awaited("The phone is known; what is known of both comes together in a moment.")
    facts = [
        f"The phone has become yours too: you are one person on {counted(len(browsers), 'browser')}.",
        *joined(desk, mine, browser.phone, "the phone's browser"),
        "One cart, one conversation, one set of consents, one limit on how often you are written to.",
        "Staff can take a merge back: both are then as if it had never been.",
    ]
    links = [
        link("Who became one, when and why", f"/people/{mine['id']}#who"),
        link("Your timeline on both devices", f"/people/{mine['id']}#timeline"),
    ]
    ids = [f"You: {mine['id']}", f"The laptop's browser: {browser.visitor}", f"The phone's browser: {browser.phone}"]
    return Seen(True, facts, links, ids)


def numbers(desk: Desk, browser: Browser) -> Seen:
    """Whether the measures were opened; what one tour was, in counts."""
    person = person_of(desk, browser.visitor)
    if not browser.left or not person:
        return awaited("Open the measures: the button above.")
    counts = _counts(desk, person)
    told = ", ".join(counted(number, one) for one, number in counts.items() if number)
    facts = [
        f"Of you alone there are now {told}.",
        "What came in is kept as rows without names as well. The measures are worked out over these rows.",
    ]
    return Seen(True, facts, [link("Measures", MEASURES), link("What came in from where", "/sources")])


def _counts(desk: Desk, person: Json) -> Mapping[str, int]:
    newest: Mapping[str, Any] = {"event": "event", "message": "message", "conversation turn": "turn", "merge": "merge"}
    return {name: len(entries(desk, person, kind)) for name, kind in newest.items()}
