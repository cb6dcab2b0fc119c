"""Every recorded webhook of a listed provider, with its proof, through the door: what it is, and that it adds up.

`tests/handlers/recorded` says of each file what becomes of it: the names of its events (an `identify` by its type), or
`ignored:<name>`, or `quarantined:<reason>`. The payloads are read in place and never copied.
"""

from dataclasses import replace

import pytest

from segue.intake.receiving import Receiving
from segue.intake.sources import Source
from tests.builders import NOON
from tests.fake_doors import Behind
from tests.provider_samples import kept
from tests.recorded_webhooks import ENDINGS, EXPECTED, PAYLOADS, SPECS, provider_of, request_of
from tests.signing import WHERE

SECRET = "the secret of a source"

pytestmark = pytest.mark.skipif(not PAYLOADS.exists(), reason="no recordings: the folder ../shared/data is not here")


def received(behind: Behind, file: str) -> int:
    """Through the door; answers the status."""
    name = provider_of(file)
    source = Source(name, name, "any")
    door = Receiving(behind.accepting(), lambda _: source, lambda *_: tuple(kept(name, [SECRET])), WHERE.get())
    return door.answer(replace(request_of(file, SECRET), path=f"/webhooks/{name}"), NOON).status


def told(behind: Behind) -> object:
    """What became of it, in the words of `EXPECTED`."""
    named = [one.event or one.type for one in behind.ledger.events]
    others = {outcome for tally in behind.counted for each in tally.values() for outcome in each}
    said = [outcome.replace(".", ":", 1) for outcome in sorted(others) if outcome != "duplicate"]
    return named if not said else said[0] if not named and len(said) == 1 else [*named, *said]


def repeats(behind: Behind) -> int:
    """How many of its events were known."""
    return sum(each.get("duplicate", 0) for tally in behind.counted for each in tally.values())


@pytest.mark.parametrize("file", sorted(EXPECTED))
def test_a_recorded_webhook_is_what_it_is_and_adds_up(file):
    behind = Behind()
    assert received(behind, file) == 200
    assert told(behind) == EXPECTED[file]


@pytest.mark.parametrize("file", sorted(EXPECTED))
def test_a_recorded_webhook_that_comes_again_stores_nothing(file):
    behind = Behind()
    received(behind, file)
    stored, repeated, held = len(behind.ledger.events), repeats(behind), len(behind.quarantine.rejected)
    received(behind, file)
    assert len(behind.ledger.events) == stored
    assert repeats(behind) - repeated == stored + repeated + held


def test_every_recorded_webhook_of_a_listed_provider_is_expected():
    files = [one for one in PAYLOADS.rglob("*.*") if one.suffix in ENDINGS and not one.name.endswith(".headers.json")]
    found = {
        str(one.relative_to(PAYLOADS)) for one in files if one.parent.name not in SPECS and "vector" not in one.name
    }
    assert found - set(EXPECTED) == set()
