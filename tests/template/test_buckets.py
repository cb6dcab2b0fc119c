"""What lies in buckets is private, encrypted, comes over TLS, and goes after some days."""

import pytest

from segue_tools.templates import resources, template

BUCKETS = resources("AWS::S3::Bucket")
POLICIES = {one["Bucket"]["Ref"]: name for name, one in resources("AWS::S3::BucketPolicy").items()}


@pytest.mark.parametrize("name", BUCKETS)
def test_a_bucket_is_private_encrypted_and_forgets(name):
    assert set(BUCKETS[name]["PublicAccessBlockConfiguration"].values()) == {True}
    assert BUCKETS[name]["BucketEncryption"]
    rules = BUCKETS[name]["LifecycleConfiguration"]["Rules"]
    assert rules
    for rule in rules:
        assert rule["Status"] == "Enabled"
        assert rule["ExpirationInDays"]


@pytest.mark.parametrize("name", BUCKETS)
def test_a_bucket_refuses_what_does_not_come_over_tls(name):
    policy = resources("AWS::S3::BucketPolicy")[POLICIES[name]]
    (said,) = policy["PolicyDocument"]["Statement"]
    assert (said["Effect"], said["Action"]) == ("Deny", "s3:*")
    assert said["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    assert template()["Resources"][POLICIES[name]]["Condition"] == "OverTls"
    assert template()["Parameters"]["TlsOnly"]["Default"] == "true"
