"""Where a person's messages stand: two words of each row, or four, instead of all that is kept of a message. And the
mark on those of which nobody knows whether they left (`segue.aws.unsettled`)."""

from collections.abc import Iterator

from segue.aws.items import to_item
from segue.aws.queries import pages
from segue.keys import PersonId
from segue.messages import Mark, State

MOMENT, WHOLE = "sk, created", "sk, created, channel, state_"
NONE = {"S": ""}
UNKNOWN: State = "unknown"


def marks_of(table: str, person: PersonId, whole: bool) -> Iterator[Mark]:
    """The marks of all messages under one id, strongly consistent, in no order of time; without channel and state where
    they are not `whole`."""
    asked = {
        "TableName": table,
        "KeyConditionExpression": "pk = :pk",
        "ExpressionAttributeValues": to_item({":pk": person}),
        "ProjectionExpression": WHOLE if whole else MOMENT,
        "ConsistentRead": True,
    }
    for page in pages(asked):
        for row in page["Items"]:
            said = (row.get(name, NONE)["S"] for name in ("channel", "state_"))
            yield Mark(row["sk"]["S"], int(row["created"]["N"]), *said)


def change_of(state: State) -> tuple[str, dict[str, str]]:
    """What is added to an update that ends a message in this state, with its values."""
    if state == UNKNOWN:
        return ", unsettled = :unsettled", {"unsettled": UNKNOWN}
    return (" REMOVE unsettled", {}) if state in ("sent", "failed") else ("", {})
