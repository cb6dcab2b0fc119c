"""What the audit trail tells, in plain words."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from segue.console.words import label
from segue.languages.texts import _
from segue.trailing import AGAIN, FAILED, REFUSED

ACTIONS = {
    "person.viewed": _("Looked at a customer"),
    "person.searched": _("Searched for a customer"),
    "person.exported": _("Took out all that is held of a customer"),
    "timeline.viewed": _("Looked at a timeline"),
    "people.listed": _("Looked at a list of customers"),
    "quarantine.viewed": _("Looked at what was held back"),
    "live.viewed": _("Looked at the live feed"),
    "inbox.viewed": _("Looked at the inbox"),
    "conversation.viewed": _("Read a conversation"),
    "conversations.listed": _("Looked at a list of conversations"),
    "conversation.assigned": _("Gave or took a conversation"),
    "conversation.moved": _("Took a conversation to another channel"),
    "conversation.merged": _("Merged two conversations"),
    "conversation.parted": _("Parted two conversations"),
    "conversation.resolved": _("Said that a conversation is over"),
    "conversation.reopened": _("Opened a conversation again"),
    "conversation.snoozed": _("Snoozed a conversation"),
    "conversation.sorted": _("Said what a conversation is about"),
    "conversation.tagged": _("Tagged a conversation"),
    "turn.added": _("Answered a customer"),
    "note.added": _("Noted something"),
    "attachment.added": _("Added a file"),
    "code.made": _("Made a code for going on elsewhere"),
    "code.entered": _("Entered a customer's code"),
    "consent.recorded": _("Recorded what a customer agreed to"),
    "cart.handed_over": _("Made a link to a cart"),
    "message.send": _("Sent a message"),
    "message.stop": _("Stopped a message"),
    "merge": _("Merged two customers"),
    "undo": _("Took a merge back"),
    "dismiss": _("Said that two customers are not one"),
    "erase": _("Erased a customer"),
    "journey.enter": _("Brought people into a journey"),
    "journey.start": _("Started a journey"),
    "journey.pause": _("Paused a journey"),
    "journey.resume": _("Let a journey go on"),
    "journey.stop": _("Stopped a journey"),
    "sending.pause": _("Paused sending"),
    "sending.resume": _("Let sending go on"),
    "broadcast.make": _("Planned a broadcast"),
    "broadcast.cancel": _("Cancelled a broadcast"),
    "coupons.add": _("Added coupons"),
    "import.ask": _("Asked for an import"),
    "source.secret": _("Stored a secret of a source"),
    "template-tested": _("Sent a test of a template"),
    "deadletter.redrive": _("Sent a dead letter on"),
    "quarantine.set-aside": _("Set aside what nobody understands"),
    "key.created": _("Made a write key"),
    "key.revoked": _("Revoked a write key"),
    "second-factor.set": _("Set up a second factor"),
    "audit.viewed": _("Looked at the audit trail"),
    "audit.exported": _("Took out the audit trail as CSV"),
    "case.opened": _("Wrote down what a customer asks for"),
    "case.code-sent": _("Sent a code to find out who asks"),
    "case.identified": _("Made sure who asks"),
    "case.begun": _("Began what a customer asked for"),
    "case.extended": _("Took longer for what a customer asked for"),
    "case.answered": _("Answered what a customer asked for"),
    "case.refused": _("Refused what a customer asked for"),
    "case.lifted": _("Lifted a restriction"),
    "address.opened": _("Opened an address again"),
    "person.sensitive_viewed": _("Looked at sensitive data of a customer"),
    "message.settle": _("Said whether a message was sent"),
    "journey.timers": _("Set the timers of a journey anew"),
    "reconciliation.begun": _("Compared profiles with the ledger"),
    "erasures.replay": _("Erased again who was erased before"),
}
ICONS = {
    "conversation": "chat",
    "turn": "chat",
    "note": "note",
    "attachment": "file",
    "code": "mobile",
    "consent": "check",
    "cart": "cart",
    "message": "mail",
    "merge": "merge",
    "undo": "split",
    "dismiss": "split",
    "erase": "cross",
    "erasures": "cross",
    "journey": "journey",
    "sending": "send",
    "broadcast": "send",
    "template-tested": "eye",
    "import": "file",
    "coupons": "coin",
    "address": "mail",
    "source": "sources",
    "deadletter": "alert",
    "quarantine": "quarantine",
    "key": "key",
    "second-factor": "shield",
    "case": "note",
    "reconciliation": "refresh",
}
LOOKS = ("viewed", "listed", "searched")
MARKS = {
    REFUSED: ("bad", _("Refused"), _("It was not done.")),
    FAILED: ("bad", _("Broke off"), _("Look at the thing itself to see whether it was done.")),
    AGAIN: ("warn", _("Asked for again"), _("The first try on the same occasion is an entry of its own.")),
}


class Mark(NamedTuple):
    """What became of a try: `why` of a refusal, `means` what that says of the thing."""

    tone: str
    text: str
    why: str
    means: str


def words_of(action: str) -> str:
    """The sentence of an action; of one without a sentence its name, with spaces."""
    return ACTIONS.get(action) or action.replace(".", " ").replace("_", " ").replace("-", " ").capitalize()


def icon_of(action: str) -> str:
    """The picture of an action: an eye for whatever only looked."""
    first, _dot, last = action.partition(".")
    if last.endswith(LOOKS):
        return "eye"
    return "download" if last == "exported" else ICONS.get(first, "dot")


def marks_of(evidence: Mapping[str, Any]) -> tuple[Mark, ...]:
    """The marks of an entry that was refused, broke off or was asked for again (docs/decisions/0303)."""
    return tuple(
        Mark(tone, text, "" if name == AGAIN else label(str(evidence[name])), means)
        for name, (tone, text, means) in MARKS.items()
        if evidence.get(name)
    )
