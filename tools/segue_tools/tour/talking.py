"""What became of the steps that cross devices and channels: the cart on the phone, a conversation, one person again;
and the numbers at the end."""

from collections.abc import Mapping
from typing import Any

from segue_tools.tour.seen import Browser, Desk, Json, Seen, awaited, counted, entries, link, person_of
from segue_tools.tour.shopping import joined

MEASURES = "/measures"


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
        f"The code was good for one phone and is used up. The cart {browser.cart} is now on both devices.",
        f"To Segue these are still two: you on the laptop are {mine['id']}, the phone is {theirs['id']}.",
        "A code opens a cart; it proves nobody.",
    ]
    if mine["id"] == theirs["id"]:
        facts = [facts[0], f"You have signed in on both, so you are one person: {mine['id']}."]
    links = [link("The laptop's page", f"/people/{mine['id']}"), link("The phone's page", f"/people/{theirs['id']}")]
    return Seen(True, facts, links)


def _talk(desk: Desk, person: Json) -> Json:
    """The newest conversation of somebody; {} before there is one."""
    if not person:
        return {}
    items = desk.api().get(f"/v1/people/{person['id']}/conversations")["items"]
    return desk.api().get(f"/v1/conversations/{items[0]['id']}") if items else {}


def _desk_link(talk: Json) -> Json:
    return link("The conversation at the desk", f"/inbox/{talk['id']}")


def support(desk: Desk, browser: Browser) -> Seen:
    """Whether something was asked in the chat."""
    person = person_of(desk, browser.visitor)
    talk = _talk(desk, person)
    if not talk.get("turns"):
        return awaited("Nobody has written in the chat yet.")
    facts = [
        f"Your words opened the conversation {talk['id']}. It is {talk['state']}, in the queue {talk['queue']}.",
        f"The topic was sorted as {talk['topic']}."
        if talk["topic"]
        else "No topic was recognised in these words; an agent may set one.",
        "At the desk your words stand beside your cart, your segments and the mail that you got.",
    ]
    return Seen(True, facts, [_desk_link(talk), link("Your timeline", f"/people/{person['id']}#timeline")])


def switch(desk: Desk, browser: Browser) -> Seen:
    """Whether the same conversation has gone on by mail."""
    talk = _talk(desk, person_of(desk, browser.visitor))
    mails = [one for one in talk.get("turns", ()) if one["channel"] == "email" and one["author"] == "customer"]
    if not mails:
        return awaited("The conversation is in the chat alone so far.")
    facts = [
        f"It is still one conversation, {talk['id']}, on these channels: {', '.join(talk['channels'])}.",
        f"It holds {counted(len(talk['turns']), 'turn')}. Nobody has to ask again what you said in the chat.",
        "The mail came in signed by its provider, was known by your address, and was filed where you had been writing.",
    ]
    return Seen(True, facts, [_desk_link(talk)])


def recognised(desk: Desk, browser: Browser) -> Seen:
    """Whether laptop and phone are one person."""
    mine, theirs = person_of(desk, browser.visitor), person_of(desk, browser.phone)
    if not mine or not theirs or mine["id"] != theirs["id"]:
        return awaited("The phone is a stranger's still.")
    browsers = {one["value"] for one in mine["identifiers"] if one["type"] == "anonymous_id"}
    if not {browser.visitor, browser.phone} <= browsers:
        return awaited("The phone is known; what is known of both comes together in a moment.")
    facts = [
        f"You are one person, {mine['id']}, on {counted(len(browsers), 'browser')}.",
        *joined(desk, mine),
        "One cart, one conversation, one set of consents, one limit on how often you are written to.",
        "Staff can take a merge back: both are then as if it had never been.",
    ]
    links = [
        link("Who became one, when and why", f"/people/{mine['id']}#who"),
        link("Your timeline on both devices", f"/people/{mine['id']}#timeline"),
    ]
    return Seen(True, facts, links)


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
