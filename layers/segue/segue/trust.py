"""What an event's source is worth where somebody is to believe who said something (docs/decisions/0215).

A write key stands in every page: whoever reads it may tell events in anybody's name. So what comes by one is the word
of the browser that its `anonymousId` names, and of nobody else: that id is random, and only this browser has it. It is
a customer's turn of a conversation, never the staff's, and never says where a case of a help desk or a call stands.

What the shop's own server, a provider with a signature, an import by the staff or the chat's pass brings is believed.
"""

from segue.consent import asked
from segue.contact_points import GUARDIAN, USE
from segue.events import CALLS, CLOSES, EXPERIMENT, LIVE_CHAT, OPENS, PREDICTED, SURVEY, TURNS, UNPROVEN, USED_UP, Event
from segue.identifiers import Identifier, identifier

WEB, PINPOINT = "web", "pinpoint"  # sources whose key is in pages and apps
SERVER = "server"  # by the key that only the shop's server has, or one of the staff has said that it is the shop's own
PUBLIC = (WEB, PINPOINT)
UNPROVEN_USER = "unproven_user"  # in an event's context, set at the door
REASON = "public-key"  # why it waits in quarantine
STAFFS = (f"{LIVE_CHAT} Message Received", *OPENS, *CLOSES, *CALLS)
EXPERIMENTED = ("journey:", "template:", "placement:", "global")  # that the names of our experiments begin with
OWN = (PREDICTED, USED_UP)  # nobody but ourselves: what others tell by these names is worth nothing to a profile
AUTHORS = ("agent", "bot", "system")
STATE = "the write key is public: only a trusted source tells what staff, calls and help desks did"
EXPERIMENTS = "the write key is public: who takes part in an experiment of Segue, Segue alone tells"
PREDICTIONS = "the write key is public: what is predicted of a customer Segue alone tells"
AUTHOR = "the write key is public: words that come by it are a customer's, not the staff's"
RIGHTS = "the write key is public: a restriction, its end and a guardian's word are told by a trusted source"
CLAIMED = "this write key needs a proof of who is named: `context.userHash` beside the `userId`"
NOBODY = "the write key is public: without the browser's `anonymousId` nothing tells whose words these are"


def claims(event: Event) -> bool:
    """Whether it came by a key that wants a proof of whoever it names, and has none."""
    return event.source != SERVER and event.context.get(UNPROVEN_USER) is True


def is_public(event: Event) -> bool:
    """Whether it came by a key that anybody can have."""
    return event.source in PUBLIC or (event.source != SERVER and event.context.get(UNPROVEN) is True)


def overreach(event: Event) -> str:
    """What an event that came by a public key says that it cannot know: of conversations, of how easy somebody found
    them, of what is foretold, of who takes part in which experiment, of whether somebody may be used at all; "" of all
    others."""
    if not is_public(event):
        return ""
    answer = asked(event)
    return RIGHTS if answer and answer[1] in (USE, GUARDIAN) else _beyond(event, event.event or "")


def _beyond(event: Event, name: str) -> str:
    if name not in (*STAFFS, *TURNS, *OWN, SURVEY, EXPERIMENT):
        return ""
    if name == EXPERIMENT:
        return EXPERIMENTS if str(event.properties.get("experiment_id")).startswith(EXPERIMENTED) else ""
    if name in OWN:
        return PREDICTIONS
    if name in STAFFS:
        return STATE
    if name != SURVEY and event.properties.get("author") in AUTHORS:
        return AUTHOR
    return "" if browser_of(event) else NOBODY


def browser_of(event: Event) -> Identifier | None:
    """The browser whose word an event by a public key is; None where it names none."""
    return identifier("anonymous_id", event.anonymous_id)


def is_believed(event: Event) -> bool:
    """Whether it may be a word in a conversation: what came by a public key is that of the browser that it names."""
    return not overreach(event) and not (is_public(event) and browser_of(event) is None)
