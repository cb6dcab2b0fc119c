"""Why something was not understood or was left out, in words, and what to do about it. Pure."""

from typing import NamedTuple

from segue.console.words import label
from segue.languages.texts import _, translated


class Reason(NamedTuple):
    """`text` says what was wrong, `todo` what mends it."""

    text: str
    todo: str


OTHER = Reason(
    _("It was not understood for a reason of its provider's."),
    _("Read the detail below. Once the cause is mended, replay it."),
)
REASONS = {
    "no-identifier": Reason(
        _("It names nobody: no user id, anonymous id, e-mail address or other identifier is in it."),
        _("Send an identifier with it. Where the provider never does, leave the topic out at the provider."),
    ),
    "unknown-topic": Reason(
        _("The provider sent a kind of event that no meaning is known for yet."),
        _(
            "Add it to the mapping where the playbook has one. Else switch it off at the provider, or wait for a "
            "version of Segue that knows it. Then replay."
        ),
    ),
    "bad-address": Reason(
        _("The endpoint's address is no e-mail address, or no phone number."),
        _("Let the app check what is typed before it sends it. There is nothing to replay."),
    ),
    "unknown-type": Reason(
        _("The message has a type that Segment's specification does not have."),
        _("Send identify, track, page, screen, group or alias."),
    ),
    "not-understood": Reason(
        _("It has a shape that its provider does not document: a field is missing or is of another kind."),
        _("Compare the body with what the provider documents. If it is right, tell us; after an update, replay it."),
    ),
    "bad-json": Reason(
        _("The body is no JSON."),
        _("Choose JSON as the format of the webhook at the provider. What came before cannot be mended."),
    ),
    "bad-gzip": Reason(
        _("The body says that it is compressed, and is not."), _("Look at what sits between sender and us.")
    ),
    "bad-time": Reason(
        _("A time in it is no time, or lies in no year that a shop knows."),
        _("Send times as ISO 8601 in UTC. A browser's wrong clock is corrected by itself and does not end here."),
    ),
    "bad-message": Reason(
        _("The message is no object of the fields that Segment knows."), _("Mend it where it is sent.")
    ),
    "bad-topic": Reason(
        _("It is an SNS message of a topic that is not ours."), _("Look who may post to this address.")
    ),
    "bad-form": Reason(_("The body is no form of names and values."), _("Choose the format that the guide names.")),
    "bad-csv": Reason(
        _("It is no CSV with a line of column names and a record a line."),
        _("Mend the export at the till; the detail says what was expected."),
    ),
    "bad-record": Reason(
        _("A record lacks a field that the format needs, or has one of another kind."),
        _("The detail names the field. Mend it where the record is made, and send it again."),
    ),
    "unknown-column": Reason(
        _("The file has a column that the format does not know."),
        _("Rename the column as the format names it, or leave it out."),
    ),
    "bad-mapping": Reason(
        _("The mapping of this source in the playbook does not fit what came."),
        _("The detail says where. Mend the mapping, apply the playbook, and replay."),
    ),
    "no-event": Reason(
        _("The mapping of this source found no name for the event in what came."),
        _("Mend `event_from` in the mapping, or name it under `ignore`; apply the playbook, and replay."),
    ),
    "no-event-name": Reason(
        _("A track message without the name of its event."), _("Give the event a name in the tracking.")
    ),
    "off-plan": Reason(
        _("The tracking plan says that this event must look otherwise."),
        _(
            "The detail names what is wrong. Mend it where the event is made; or change the plan, apply the playbook, "
            "and replay."
        ),
    ),
    "public-key": Reason(
        _(
            "It came by the write key, which anybody can read in your pages, and says what only your staff, a call, a "
            "help desk or nobody in particular can have said."
        ),
        _(
            "Where your own server sends it, give it the server's key (`sk_...`), which no page shows. Replay it only "
            "if you know that it is yours: by that you vouch for it. Else set it aside."
        ),
    ),
    "item-full": Reason(
        _("All sources together say more of this item than one row of the catalog holds (400 KB)."),
        _(
            "Make what is said shorter where the most is said, for instance by fewer variants or shorter texts, and "
            "replay; or set it aside, if the other sources say enough."
        ),
    ),
    "cut": Reason(
        _("Only the beginning was kept: it was too long."), _("Ask the source to send it again, in smaller parts.")
    ),
    "oversize": Reason(_("It is larger than a webhook may be."), _("Ask the provider for smaller batches.")),
    "oversize-message": Reason(
        _("The message is larger than Segment's limit of 32 KB."), _("Send less with each event.")
    ),
    "oversize-context": Reason(
        _("The context of the message is too large."), _("Send less of the page or the device.")
    ),
    "too-many-messages": Reason(_("The batch holds more messages than may come at once."), _("Send smaller batches.")),
}

# What each is called in a list; those behind `too-many-messages` are of rows of imports alone.
NAMES = {
    "no-identifier": _("No identifier"),
    "unknown-topic": _("Unknown topic"),
    "bad-address": _("Bad address"),
    "unknown-type": _("Unknown type"),
    "not-understood": _("Not understood"),
    "bad-json": _("No JSON"),
    "bad-gzip": _("Badly compressed"),
    "bad-time": _("Bad time"),
    "bad-message": _("Bad message"),
    "bad-topic": _("Topic of somebody else"),
    "bad-form": _("No form"),
    "bad-csv": _("No CSV"),
    "bad-record": _("Bad record"),
    "unknown-column": _("Unknown column"),
    "bad-mapping": _("Bad mapping"),
    "no-event": _("No event"),
    "no-event-name": _("Event without a name"),
    "off-plan": _("Off the plan"),
    "public-key": _("Public key"),
    "item-full": _("Item is full"),
    "cut": _("Cut off"),
    "oversize": _("Too large"),
    "oversize-message": _("Message too large"),
    "oversize-context": _("Context too large"),
    "too-many-messages": _("Too many messages"),
    "bad-field": _("Bad field"),
    "bad-row": _("Bad row"),
    "bad-line": _("Bad line"),
    "bad-number": _("No number"),
    "bad-consent": _("Neither yes nor no"),
    "no-endpoint": _("No endpoint"),
    "too-deep": _("Nested too deep"),
    "too-large": _("Too large"),
    "too-long": _("Too long"),
    "nothing-bought": _("Nothing bought"),
    "nothing-said": _("Nothing said"),
}


def reason_of(word: str) -> Reason:
    """What a reason means; one that has no entry is told by its detail alone."""
    return REASONS.get(word, OTHER)


def reason(word: str) -> str:
    """What a reason is called in a list: `No identifier`; one without a name by its own word."""
    return translated(NAMES[word]) if word in NAMES else label(word)
