"""Templates rendered before they are in force: for one person, or for some real ones."""

from collections.abc import Mapping, Sequence
from functools import cache, partial
from typing import Any

from segue.aws.settings import settings
from segue.lambdas import now
from segue.messaging.coupons import coupon_notes
from segue.messaging.facts import Facts
from segue.messaging.notes import notes
from segue.messaging.policies import policy_of
from segue.messaging.previewing import Previewing
from segue.messaging.rehearsing import MOST, Rehearsal, rehearse
from segue.playbook.stopping import sold_by_text, unstoppable
from segue.profile.profiles import Profile
from segue.recommending.wishes import Wish
from segue.times import Millis
from segue.wiring.catalog import catalog
from segue.wiring.coupons import coupons
from segue.wiring.segments import everybody
from segue.wiring.tables import playbooks

Specs = Mapping[str, Mapping[str, Any]]
SAMPLED = 3 * MOST  # identities: a person may have several


def previewing(policies: Specs) -> Previewing:
    """Renders by these policies, with products as the catalog has them."""
    products = cache(partial(catalog().one, "product"))
    facts = Facts(policy_of(policies), products, serve=recommended)
    return Previewing(facts, f"{settings().public_url}/unsubscribe/preview")


def recommended(profile: Profile, wish: Wish, moment: Millis) -> Sequence[Any]:
    """What may suit somebody, as of a minute ago."""
    from segue.wiring.recommending import recommending  # for templates that recommend

    return recommending().serve(profile, wish, moment).shown


def rehearsals(definitions: Mapping[str, Specs]) -> dict[str, tuple[Rehearsal, tuple[str, ...]]]:
    """Of each template that would be another than the one in force, how it went, and notes."""
    before, policies = playbooks().definitions("template"), definitions["policy"]
    changed = {key: made for key, made in definitions["template"].items() if before.get(key) != made}
    if not changed:
        return {}
    people, shows = some_people(), previewing(policies)
    shop, sold = policies.get("shop", {}), sold_by_text(definitions["journey"])
    known = {key: (*notes(made, shop), *coupon_notes(made, coupons())) for key, made in changed.items()}
    told = {key: (*known[key], *(unstoppable(made) if key in sold else ())) for key, made in changed.items()}
    return {key: (rehearse(made, people, shows, now()), told[key]) for key, made in changed.items()}


def some_people() -> Sequence[Profile]:
    """A few people, always the same ones while nobody comes; nobody who is a till."""
    found = everybody().whole(everybody().sample(SAMPLED).rows[:SAMPLED])
    return [one for one in found if not one.shared][:MOST]
