"""What a look at the desk costs while nothing is new: pages of all agents ask every two seconds."""

from tests.handlers.talks import known, the_one, wrote


def asked(world, browser, path):
    """The requests to AWS that a poll makes, by operation."""
    before = world.region.meter.requests.copy()
    assert browser.get(path).status == 204
    made = world.region.meter.requests - before
    return {name: count for (_, name), count in made.items() if "DynamoDB" in name or "dynamodb" in name}


def test_a_poll_of_the_inbox_is_a_row_of_each_state(world, amy):
    known(world)
    wrote(world, "Where is my tent?", "i1")
    seen = amy.get("/inbox").find(r'data-seen="(\w+)"')
    amy.get(f"/inbox/new?seen={seen}")  # the first of a minute says who is there
    assert asked(world, amy, f"/inbox/new?seen={seen}") == {"dynamodb.Query": 4}


def test_a_poll_of_a_conversation_is_one_row_and_the_answers_that_it_follows(world, amy):
    known(world)
    wrote(world, "Where is my tent?", "i1")
    talk = f"/inbox/{the_one(world)['id']}"
    seen = amy.get(talk).find(r'id="thread".*?data-seen="(\w+)"')
    assert asked(world, amy, f"{talk}/new?seen={seen}") == {"dynamodb.GetItem": 1}
