"""What the shop says of itself to whoever opens its chat."""

from typing import Any

from segue.aws.ledger import key_of
from segue.aws.settings import of_channel
from segue.conversations.chat.covering import covered
from segue.conversations.chat.passes import Pass
from segue.conversations.chat.turns import CHAT, is_theirs
from segue.conversations.conversations import Conversation
from segue.conversations.desk.moving import TO
from segue.conversations.routing.hours import is_open, opens
from segue.identifiers import identifier
from segue.profile.addresses import addresses, every_address
from segue.profile.profiles import Profile
from segue.times import MINUTE, Millis, to_text
from segue.wiring.conversations import policy, whose
from segue.wiring.people import profiles
from segue.wiring.tables import playbooks


def welcome(given: Pass, head: Conversation | None, now: Millis) -> dict[str, Any]:
    """Who the shop is, when somebody answers, what is asked first, whether articles may answer, and where it can go
    on; of whoever is proven also at which addresses, covered."""
    rules, policies = policy(), playbooks().definitions("policy")
    shop = policies.get("shop", {})
    hours = rules.hours_for(CHAT, "")
    here = is_open(hours, now)
    closed = {} if here else {"opens": to_text(opens(hours, now))}
    minutes = rules.within(CHAT, "", first=True) // MINUTE
    ways = [one for one in TO if of_channel(one, "transactional_queue")]
    return {
        "shop": str(shop.get("name") or ""),
        "title": rules.chat.title(given.topic, given.locale),
        "phone": str(shop.get("phone") or ""),
        "hours": {"open": here, "minutes": minutes, **closed},
        "ask": [one.told(given.locale) for one in rules.chat.asks],
        "articles": bool(policies.get("articles", {}).get("customers")),
        "moves": ways,
        "reach": _reach(given, head, ways) if given.user else {},
    }


def called(agent: str) -> str:
    """What one of the staff is called in public, "" where the shop says nothing of it."""
    return policy().chat.public(agent, _also)


def _also(agent: str) -> tuple[str, ...]:
    from segue.wiring.staff_names import names  # only where somebody has a public name

    known = names()
    return known.called(agent), known.emails.get(agent, "")


def _reach(given: Pass, head: Conversation | None, ways: list[str]) -> dict[str, str]:
    """Where whoever is proven would be written to without typing an address: where they wrote from, else the best."""
    found = identifier("user_id", given.user)
    person = whose(key_of(found)) if found else None
    profile = profiles().read(person.id) if person else None
    if person is None or profile is None:
        return {}
    there = head if head and is_theirs(head, frozenset(person.ids)) else Conversation("", person.id)
    told = {channel: _address(there, profile, channel) for channel in ways}
    return {channel: covered(one) for channel, one in told.items() if one}


def _address(head: Conversation, profile: Profile, channel: str) -> str:
    point = head.points.get(channel)
    if not point:
        return next((one.value for one in addresses(profile, channel)), "")
    own = (one.value for one in every_address(profile, channel) if key_of(one) == point)
    return next(own, head.given.get(channel, ""))
