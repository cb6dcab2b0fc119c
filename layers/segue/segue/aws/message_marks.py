"""Where a person's messages stand: four words of each row, which is a tenth of what reading them whole takes."""

from collections.abc import Iterator

from segue.aws.items import to_item
from segue.aws.queries import pages
from segue.keys import PersonId
from segue.messages import Mark


def marks_of(table: str, person: PersonId) -> Iterator[Mark]:
    """The marks of all messages under one id, strongly consistent, in no order of time."""
    asked = {
        "TableName": table,
        "KeyConditionExpression": "pk = :pk",
        "ExpressionAttributeValues": to_item({":pk": person}),
        "ProjectionExpression": "sk, created, channel, state_",
        "ConsistentRead": True,
    }
    for page in pages(asked):
        for row in page["Items"]:
            yield Mark(row["sk"]["S"], int(row["created"]["N"]), row["channel"]["S"], row["state_"]["S"])
