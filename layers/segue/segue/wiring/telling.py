"""What a customer reads where a conversation goes on: put together of what is known of it."""

from segue.aws.secrets import derived
from segue.conversations.cards.cards import card_of
from segue.conversations.chat.passes import own_thread
from segue.conversations.conversations import Conversation
from segue.conversations.desk.acts import LOOKED_AT, Act
from segue.conversations.desk.move_texts import texts_in
from segue.conversations.desk.replying import Destination
from segue.conversations.desk.telling import Facts, Told, told
from segue.handover.handovers import Seals
from segue.handover.ways_back import LASTS, WaysBack
from segue.messaging.languages import person_locale
from segue.messaging.locales import shop_locale
from segue.times import DAY, Millis
from segue.wiring import conversations as wired
from segue.wiring.people import profiles
from segue.wiring.policies import policy

BY = "customer"  # whose wish it was, where it was not one of the staff's


def ways_back() -> WaysBack:
    """Makes and opens links back to conversations; a secret for them alone."""
    return WaysBack(Seals(derived("ways-back")))


def told_at(head: Conversation, to: Destination, act: Act) -> Told:
    """The words for a destination. An address that is not known to be the person's gets nothing that was said."""
    shop, profile = policy().shop, profiles().read(head.person)
    wanted = [head.language, person_locale(profile) if profile else ""]
    language, texts = texts_in(wanted, shop_locale(shop), wired.policy().moves)
    turns = wired.conversations().turns(head.id, LOOKED_AT)
    said = next((one.text for one in turns if one.author == "agent" and one.kind == "said"), "")
    facts = Facts(
        shop=str(shop.get("name") or ""),
        order=str((card_of(head, turns, profile).order or {}).get("id") or ""),
        topic=head.topic,
        said="" if to.address else said,
        agent=_agent(head, act),
        link=_link(head, str(shop.get("url") or ""), not to.address, act.now),
        days=LASTS // DAY,
    )
    return told(texts, facts, to.channel, language)


def _agent(head: Conversation, act: Act) -> str:
    """Who goes on with it: who moves it, else whoever has it, else who answered last."""
    names = (act.by if act.by != BY else "", head.assignee, head.answered_by)
    return next((found for one in names if one and (found := wired.signature(one))), "")


def _link(head: Conversation, page: str, shows: bool, now: Millis) -> str:
    """Where the chat goes on; "" for a conversation that was in no chat of ours, and a shop without a page."""
    return ways_back().link(page, head.id, shows, now) if page and own_thread(head.threads) else ""
