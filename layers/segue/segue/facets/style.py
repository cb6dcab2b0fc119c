"""Style: where and in which language the customer lives, and which form of messages the customer answers.

What the customer declared stands among the traits and comes first
(`segue.profile.styles`); this is what can be learned.
"""

from typing import Any

from segue.events import Event
from segue.facets.buckets import add_buckets
from segue.facets.engagement import KINDS
from segue.facets.machines import is_machine
from segue.facets.registers import TIE, Register, add_registers, short, text
from segue.times import DAY

VERSION = 1
BLOCK, WINDOW, MOST = 28, 6, 48  # days, blocks before the newest, keys in a block
ANSWERS = ("opened", "clicked", "replied")
COUNTED = ("sent", "delivered", *ANSWERS)
TRIED = "v."  # before what became of a style that one of our templates was sent in
FORMS = ("format", "length", "tone", "language")
OWN_WORDS = ("Conversation Turn", "Live Chat Message Sent")
AUTHORS = ("", "customer", "user", "contact")
LONG = 200  # characters of a turn
PLACES = ("locale", "timezone")
Style = dict[str, Any]
# l: {"locale": [day, id, text], "timezone": ...} of contexts; w: {block of 28 days: {"format:short": answers,
# "v.sent:short": times that a template was sent in its style `short`}}


def of(event: Event) -> Style:
    """Locale and time zone of the context, and the form of what was answered or of what the customer wrote."""
    tie, day = short(event.message_id) & TIE, event.timestamp // DAY
    said = {name: [day, tie, found] for name in PLACES if (found := text(event.context.get(name), 40))}
    forms = [*_forms(event), *_tried(event)]
    return {"l": said, "w": {day // BLOCK: dict.fromkeys(forms, 1)} if forms else {}} if said or forms else {}


def add(left: Style, right: Style) -> Style:
    """The newest places; forms added up, old ones dropped."""
    if not left or not right:
        return left or right
    return {"l": add_registers(left["l"], right["l"]), "w": add_buckets(left["w"], right["w"], WINDOW, MOST)}


def places(value: Style) -> dict[str, str]:
    """{"locale", "timezone"} as the newest context told, each only where one did."""
    registers: dict[str, Register] = value.get("l", {})
    return {name: one[2] for name, one in registers.items()}


def forms(value: Style) -> dict[str, dict[str, int]]:
    """{"format" | "length" | "tone" | "language": {what: how often the customer answered it, or wrote so}}."""
    return {form: counts for form, counts in _sums(value).items() if form in FORMS}


def variants(value: Style) -> dict[str, dict[str, int]]:
    """{style of a template: {"sent" | "delivered" | "opened" | "clicked" | "replied": times}}."""
    found: dict[str, dict[str, int]] = {}
    for said, counts in _sums(value).items():
        for name in counts if said.startswith(TRIED) else ():
            found.setdefault(name, {})[said.removeprefix(TRIED)] = counts[name]
    return found


def _sums(value: Style) -> dict[str, dict[str, int]]:
    """{what stands before the colon: {what stands behind it: count}} of all blocks."""
    found: dict[str, dict[str, int]] = {}
    for counts in value.get("w", {}).values():
        for key, count in counts.items():
            said, _, what = key.partition(":")
            sums = found.setdefault(said, {})
            sums[what] = sums.get(what, 0) + count
    return found


def _tried(event: Event) -> list[str]:
    """What became of a message that says in which style of its template it was sent."""
    kind, name = KINDS.get(event.event or "", ""), text(event.properties.get("variant"), 24).lower()
    counts = name and kind in COUNTED and not (kind in ANSWERS and is_machine(event))
    return [f"{TRIED}{kind}:{name}"] if counts else []


def _forms(event: Event) -> list[str]:
    said = event.properties
    if KINDS.get(event.event or "") in ANSWERS and not is_machine(event):
        return [f"{form}:{what}" for form in FORMS if (what := text(said.get(form), 24).lower())]
    author = text(said.get("author") or said.get("from")).lower()
    if event.event not in OWN_WORDS or author not in AUTHORS:
        return []
    words = said.get("body") or said.get("message_body") or said.get("text")
    return [f"length:{'long' if len(words) > LONG else 'short'}"] if isinstance(words, str) else []
