"""On the running stack: a test event comes in by the public address, arrives, and leaves nothing but that it did."""

import time

from tests.local.waiting import eventually


def test_a_test_event_goes_the_whole_way(ask, aws, resource):
    began = int(time.time() * 1000)
    assert aws("lambda").invoke(FunctionName=resource("Knock"), Payload=b"{}")["Payload"].read() == b"null"
    place = {"pk": {"S": "canary"}, "sk": {"S": "canary"}}
    database = aws("dynamodb")

    def arrived():
        row = database.get_item(TableName=resource("JourneysTable"), Key=place, ConsistentRead=True).get("Item")
        return row if row and int(row["sent"]["N"]) >= began else None

    assert int(eventually(arrived)["took"]["N"]) < 120_000
    (said,) = [one for one in ask("admin", "GET", "/v1/health").json["checks"] if one["name"] == "canary"]
    assert said["said"].startswith("The last test event arrived after")
    kept = database.get_item(TableName=resource("IdentitiesTable"), Key={"pk": {"S": "canary"}})["Item"]
    assert "p" not in kept  # linked with nobody
