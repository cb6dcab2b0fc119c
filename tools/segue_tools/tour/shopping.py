"""What became of the steps in the shop: a visitor, a customer, a cart left alone, its mail, the banner."""

from collections.abc import Iterator

from segue.console.words import label
from segue_tools.tour.seen import (
    Browser,
    Desk,
    Json,
    Seen,
    ago,
    awaited,
    counted,
    entries,
    kinds,
    link,
    person_of,
    seconds_between,
)

SEGMENT, JOURNEY, HERO = "open-cart", "abandoned-cart", "home-hero"
WAITS, HOME = "continue", "Home"  # the banner's variant for an open cart; the name of the home page
EMPTIED = ("Product Removed", "Order Completed")
SENDING = {
    "intended": "what speaks against it is looked at once more",
    "held": "it waits for its hour",
    "claimed": "it is on its way",
    "dropped": "something spoke against sending it",
    "failed": "it could not be sent",
    "unknown": "nobody can say whether it was sent",
}
LIVE = 90  # seconds in which "after the click" says something


def visitor(desk: Desk, browser: Browser) -> Seen:
    """Whether a product was looked at."""
    person = person_of(desk, browser.visitor)
    if not person:
        return awaited("Nothing has come from this browser yet.")
    events = entries(desk, person)
    viewed = [one for one in events if one["title"] == "Product Viewed"]
    if not viewed:
        return awaited(f"{counted(len(events), 'event')} of yours came in; none is a product yet.")
    name, late = viewed[0]["detail"].get("name", "a product"), ago(viewed[0]["time"])
    facts = [
        f"{counted(len(events), 'event')} of yours came in and are in the ledger; you looked at {name}.",
        *([f"At most {late:.1f} seconds after the click it was in your profile."] if 0 < late < LIVE else []),
        "You are a visitor without a name, known by an id that the script keeps in this browser.",
    ]
    links = [link("Your page in the console", f"/people/{person['id']}")]
    return Seen(True, facts, links, [f"You: {person['id']}", f"This browser: {browser.visitor}"])


def customer(desk: Desk, browser: Browser) -> Seen:
    """Whether the visitor has signed in."""
    person = person_of(desk, browser.visitor)
    known = {one["type"]: one["value"] for one in person.get("identifiers", ())}
    if "email" not in known or "user_id" not in known:
        return awaited("You are still a visitor without a name.")
    facts = [
        "Your browser and your account are now one person: whatever was known of the one is known of the other.",
        f"You are known by {kinds(person)}.",
        *joined(desk, person, browser.visitor, "the browser"),
    ]
    ids = [f"You: {person['id']}", *(f"{one} became {person['id']}" for one in person["merged_from"])]
    ids += [f"{one['type']}: {one['value']}" for one in person["identifiers"]]
    return Seen(True, facts, [link("Who became one, when and why", f"/people/{person['id']}#who")], ids)


def joined(desk: Desk, person: Json, visitor: str, called: str) -> Iterator[str]:
    """What made one person of an account and the browser with this id, if anything did."""
    for one in desk.api().get(f"/v1/people/{person['id']}/links")["items"]:
        ends = [(end["type"], end["value"]) for end in (one["left"], one["right"])]
        if one["state"] == "joined" and ("anonymous_id", visitor) in ends:
            title = label(one["title"])
            yield f"The reason: “{title}” named {called} together with your account."
            return


def cart(desk: Desk, browser: Browser) -> Seen:
    """Whether something waits in a cart."""
    person = person_of(desk, browser.visitor)
    found = [one for one in person.get("facets", {}).get("carts", ()) if one["open"] and one["items"]]
    if not found:
        return awaited("Your cart is empty, as far as Segue knows.")
    since = [one["since"] for one in person["segments"] if one["id"] == SEGMENT]
    if not since:
        return awaited("The cart is there; the segment follows in a moment.")
    items = ", ".join(f"{one['quantity']} × {one['name']}" for one in found[0]["items"])
    facts = [
        f"Your cart holds {items}: {found[0]['value'] / 100:.2f} {found[0]['currency']}.",
        f"You entered the segment {SEGMENT} {_late(found[0]['updated'], since[0])}.",
        "A timer stands for the moment at which the cart counts as left alone; touching the cart moves it.",
    ]
    links = [link("Your page, with the cart", f"/people/{person['id']}"), link("The segment", f"/segments/{SEGMENT}")]
    return Seen(True, facts, links, [f"The cart: {found[0]['id']}"])


def _late(updated: str, since: str) -> str:
    late = seconds_between(updated, since)
    return f"{late:.1f} seconds after the cart was touched" if 0 < late < LIVE else "as the cart was filled"


def mail(desk: Desk, browser: Browser) -> Seen:
    """Whether the reminder was sent, and why by mail."""
    person = person_of(desk, browser.visitor)
    if not person:
        return awaited("Nothing has come from this browser yet.")
    sent = desk.api().get(f"/v1/people/{person['id']}/messages")["items"]
    ours = [one for one in sent if one["journey"] == JOURNEY]
    if not ours:
        return awaited("The journey has not written yet.")
    said = ours[0]
    if said["state"] != "sent":
        return awaited(f"The reminder is written: {SENDING.get(said['state'], said['state'])}.")
    why, took = " ".join(one["text"] for one in said["considered"]), seconds_between(said["created"], said["decided"])
    facts = [
        f"The cart was left alone, so you entered the segment {JOURNEY}, and that started the journey {JOURNEY}.",
        f"It wrote one message out of the template {said['template']}: {said['subject']}.",
        f"By {said['channel']}, decided {took:.1f} seconds later: cart and consent were looked at once more. {why}",
        "There is one reminder per cart, whatever is repeated or crashes on the way.",
    ]
    links = [
        link("The message, with all reasons", f"/people/{person['id']}/why/messages/{said['id']}"),
        link("The journey", f"/journeys/{JOURNEY}"),
    ]
    return Seen(True, facts, links, [f"The message: {said['id']}"])


def banner(desk: Desk, browser: Browser) -> Seen:
    """Whether somebody came back to the home page once no cart was in the way."""
    person = person_of(desk, browser.visitor)
    if not person:
        return awaited("Nothing has come from this browser yet.")
    shown = desk.api().get(f"/v1/people/{person['id']}/why/placements/{HERO}")
    content = shown["content"] or {}
    title, kicker = content.get("title", "what the shop itself says"), content.get("kicker", "")
    if shown["variant"] == WAITS:
        return awaited(f"The banner says: {title} The cart comes first.")
    since = [one["title"] for one in entries(desk, person) if one["title"] in (HOME, *EMPTIED)]
    if HOME not in since[:1] or not set(since) & set(EMPTIED):
        return awaited("The cart is empty. Now go back to the home page.")
    chosen = next((one for one in shown["variants"] if one["variant"] == shown["variant"]), {})
    facts = [
        f"The banner said that your cart waits. Now it says: {title}{f' ({kicker})' if kicker else ''}.",
        f"That is the variant {shown['variant'] or 'of the shop itself'} of {shown['name']}. {shown['text']}",
        *(f"What decided: {one['text']}." for one in ((chosen.get("why") or {}).get("facts") or ())[:2]),
        "What you read counts too, by how long it was in view: ten seconds on a field note are a point.",
    ]
    return Seen(True, facts, [link("Why you see this", f"/people/{person['id']}/why/placements/{HERO}")])
