"""Keys are rotated; queues and topics refuse what does not come over TLS; buckets do so in `test_buckets.py`."""

from segue_tools.templates import resources


def refusals(kind):
    """(what a policy is of, statement) of those of this kind that refuse what does not come over TLS."""
    over_tls = {"Bool": {"aws:SecureTransport": "false"}}
    every = [(it, one) for it in resources(kind).values() for one in it["PolicyDocument"]["Statement"]]
    bare = [(it, one["Fn::If"][1] if "Fn::If" in one else one) for it, one in every]
    return [(it, one) for it, one in bare if one["Effect"] == "Deny" and one["Condition"] == over_tls]


def test_every_queue_refuses_what_does_not_come_over_tls():
    refused = refusals("AWS::SQS::QueuePolicy")
    assert sorted(one["Ref"] for it, _ in refused for one in it["Queues"]) == sorted(resources("AWS::SQS::Queue"))
    assert {one["Action"] for _, one in refused} == {"sqs:*"}


def test_every_topic_refuses_what_does_not_come_over_tls():
    refused = refusals("AWS::SNS::TopicPolicy")
    assert sorted(one["Ref"] for it, _ in refused for one in it["Topics"]) == sorted(resources("AWS::SNS::Topic"))
    assert {one["Action"] for _, one in refused} == {"sns:Publish"}


def test_a_key_of_ours_is_rotated_and_is_not_deleted_at_once():
    keys = resources("AWS::KMS::Key")
    assert {name for name, one in keys.items() if one["EnableKeyRotation"]} == {*keys} > set()
    assert all(int(one.get("PendingWindowInDays", 30)) >= 7 for one in keys.values())
