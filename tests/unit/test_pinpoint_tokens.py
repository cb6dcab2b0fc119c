"""An endpoint of an app, as Pinpoint has it, says where the app can be written to."""

import pytest

from segue.identifiers import Identifier, identifiers_of
from segue.pinpoint_api.endpoints import event_of
from tests.builders import NOON


@pytest.mark.parametrize(
    ("channel", "token"),
    [("APNS", "apple:t1"), ("APNS_SANDBOX", "apple:t1"), ("GCM", "google:t1"), ("BAIDU", ""), ("EMAIL", "")],
)
def test_the_address_of_an_app_is_its_token(channel, token):
    endpoint = {"ChannelType": channel, "Address": "t1", "User": {"UserId": "u1"}}
    found = identifiers_of(event_of(endpoint, ("e1", NOON), "", {}))
    assert (Identifier("push_id", token) in found) == bool(token)
    assert not token or event_of(endpoint, ("e1", NOON), "", {}).channel == "push"
