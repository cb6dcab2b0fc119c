"""Why something was not understood or was left out, in words, and what to do about it. Pure."""

from typing import NamedTuple


class Reason(NamedTuple):
    """`text` says what was wrong, `todo` what mends it."""

    text: str
    todo: str


OTHER = Reason(
    "It was not understood for a reason of its provider's.",
    "Read the detail below. Once the cause is mended, replay it.",
)
REASONS = {
    "no-identifier": Reason(
        "It names nobody: no user id, anonymous id, e-mail address or other identifier is in it.",
        "Send an identifier with it. Where the provider never does, leave the topic out at the provider.",
    ),
    "unknown-topic": Reason(
        "The provider sent a kind of event that no meaning is known for yet.",
        "Add it to the mapping where the playbook has one. Else switch it off at the provider, or wait for a version "
        "of Segue that knows it. Then replay.",
    ),
    "bad-address": Reason(
        "The endpoint's address is no e-mail address, or no phone number.",
        "Let the app check what is typed before it sends it. There is nothing to replay.",
    ),
    "unknown-type": Reason(
        "The message has a type that Segment's specification does not have.",
        "Send identify, track, page, screen, group or alias.",
    ),
    "not-understood": Reason(
        "It has a shape that its provider does not document: a field is missing or is of another kind.",
        "Compare the body with what the provider documents. If it is right, tell us; after an update, replay it.",
    ),
    "bad-json": Reason(
        "The body is no JSON.",
        "Choose JSON as the format of the webhook at the provider. What came before cannot be mended.",
    ),
    "bad-gzip": Reason("The body says that it is compressed, and is not.", "Look at what sits between sender and us."),
    "bad-time": Reason(
        "A time in it is no time, or lies in no year that a shop knows.",
        "Send times as ISO 8601 in UTC. A browser's wrong clock is corrected by itself and does not end here.",
    ),
    "bad-message": Reason("The message is no object of the fields that Segment knows.", "Mend it where it is sent."),
    "bad-topic": Reason("It is an SNS message of a topic that is not ours.", "Look who may post to this address."),
    "bad-form": Reason("The body is no form of names and values.", "Choose the format that the guide names."),
    "bad-csv": Reason(
        "It is no CSV with a line of column names and a record a line.",
        "Mend the export at the till; the detail says what was expected.",
    ),
    "bad-record": Reason(
        "A record lacks a field that the format needs, or has one of another kind.",
        "The detail names the field. Mend it where the record is made, and send it again.",
    ),
    "unknown-column": Reason(
        "The file has a column that the format does not know.",
        "Rename the column as the format names it, or leave it out.",
    ),
    "bad-mapping": Reason(
        "The mapping of this source in the playbook does not fit what came.",
        "The detail says where. Mend the mapping, apply the playbook, and replay.",
    ),
    "no-event": Reason(
        "The mapping of this source found no name for the event in what came.",
        "Mend `event_from` in the mapping, or name it under `ignore`; apply the playbook, and replay.",
    ),
    "no-event-name": Reason("A track message without the name of its event.", "Give the event a name in the tracking."),
    "off-plan": Reason(
        "The tracking plan says that this event must look otherwise.",
        "The detail names what is wrong. Mend it where the event is made; or change the plan, apply the playbook, and "
        "replay.",
    ),
    "public-key": Reason(
        "It came by the write key, which anybody can read in your pages, and says what only your staff, a call, a help "
        "desk or nobody in particular can have said.",
        "Where your own server sends it, give it the server's key (`sk_...`), which no page shows. Replay it only if "
        "you know that it is yours: by that you vouch for it. Else set it aside.",
    ),
    "item-full": Reason(
        "All sources together say more of this item than one row of the catalog holds (400 KB).",
        "Make what is said shorter where the most is said, for instance by fewer variants or shorter texts, and "
        "replay; or set it aside, if the other sources say enough.",
    ),
    "cut": Reason(
        "Only the beginning was kept: it was too long.", "Ask the source to send it again, in smaller parts."
    ),
    "oversize": Reason("It is larger than a webhook may be.", "Ask the provider for smaller batches."),
    "oversize-message": Reason("The message is larger than Segment's limit of 32 KB.", "Send less with each event."),
    "oversize-context": Reason("The context of the message is too large.", "Send less of the page or the device."),
    "too-many-messages": Reason("The batch holds more messages than may come at once.", "Send smaller batches."),
}


def reason_of(word: str) -> Reason:
    """What a reason means; one that has no entry is told by its detail alone."""
    return REASONS.get(word, OTHER)
