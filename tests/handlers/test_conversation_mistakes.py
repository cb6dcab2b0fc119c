"""What an agent asks wrongly is a problem with a sentence, or nothing; never a failure of ours."""

import pytest

from segue.api.cursors import opaque
from tests.handlers.chats import anonymous
from tests.handlers.talks import desk, the_one


@pytest.mark.parametrize("place", ["a", "head", "t"])
def test_before_the_first_place_of_all_nothing_was_said(place, world):
    anonymous(world).open().say("Hello")
    status, said = desk(world).get(f"/v1/conversations/{the_one(world)['id']}?before={opaque(place)}")
    assert (status, said["turns"], said["next"]) == (200, [], None)
