"""Conversations as the console's desk shows them and answers in them."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from segue.aws.seen_conversations import SeenConversations
from segue.aws.settings import settings, summary_model
from segue.catalog.items import Item
from segue.console.talks import Offered, Offers, Talks, Way
from segue.conversations.cards.summarising import Summary
from segue.conversations.conversations import Conversation, Turn
from segue.conversations.desk.acts import Act
from segue.conversations.desk.reaching import Reach
from segue.conversations.knowledge.macro_rows import Macro, Rendered, Sets, macro_of, sets_of
from segue.languages.texts import _
from segue.profile.profiles import Profile
from segue.times import Millis
from segue.wiring.attaching import Attaching
from segue.wiring.conversations import conversations, desk_of_conversations, of_person
from segue.wiring.people import profiles
from segue.wiring.phoning import Phoning
from segue.wiring.tables import messages

UNTOLD = ("none", "off")  # ways that nobody asks why
READABLE = ("email", "sms", "whatsapp")  # whose addresses people know; other channels have ids of their own
WHY = {"topic": _("answers this topic"), "group": _("about this"), "words": _("has the customer's words")}


@cache
def talks() -> Talks:
    """What the desk works with."""
    return Talks(
        kept=conversations(),
        seen=SeenConversations(settings().conversations),
        desking=desk_of_conversations,
        people=profiles().read_many,
        of_person=of_person,
        messages=messages().read_all,
        helping=Helping(),
    )


class Helping(Phoning, Attaching):
    """What decides and what suggests: loaded by whoever asks first."""

    def ways(self, head: Conversation, profile: Profile | None, now: Millis) -> list[Way]:
        """The channels that somebody would ask for, those that are open first."""
        from segue.wiring.reaching import reach_of

        told = (one for one in reach_of(head, profile, now) if one.state not in UNTOLD)
        return [_way(one) for one in told]

    def offers(self, head: Conversation, turns: Sequence[Turn], profile: Profile | None) -> Offers:
        """Macros, articles and products that fit to the last words of these turns, and all other macros."""
        from segue.wiring.answering import macros, suggested

        found = suggested(head, turns, profile, head.language)
        fits = [Offered(one.macro.id, one.macro.name, WHY[one.reason]) for one in found.macros]
        articles = [
            Offered(one.article.id, one.article.title, _why(one.reason), one.article.body) for one in found.articles
        ]
        rest = (macro_of(key, spec) for key, spec in macros().items())
        return Offers(fits, articles, _products(found.products), _further(rest, {one.key for one in fits}))

    def macro(self, key: str, conversation: str, writer: str) -> Rendered:
        """What a macro says to the customer of a conversation."""
        from segue.wiring.answering import Writer, rendered

        return rendered(key, conversation, Writer(writer))

    def used(self, key: str, conversation: str, sent: str) -> dict[str, Any]:
        """What a turn keeps of a macro."""
        from segue.wiring.answering import used

        return used(key, conversation, sent)

    def sets(self, key: str) -> Sets:
        """What a macro does beside its words; nothing where there is no such macro any more."""
        from segue.wiring.answering import macros

        return sets_of(macros().get(key, {}))

    def move(self, conversation: str, place: tuple[str, str], act: Act) -> object:
        """Goes on elsewhere."""
        from segue.wiring.reaching import move

        return move(conversation, place, act)

    def merge(self, stays: str, goes: str, act: Act) -> object:
        """Another conversation goes on in this one."""
        from segue.wiring.merging_talks import merging

        return merging().merge(stays, goes, act)

    def part(self, stays: str, goes: str, act: Act) -> object:
        """Takes that back."""
        from segue.wiring.merging_talks import merging

        return merging().part(stays, goes, act)

    def topics(self) -> Sequence[str]:
        """What a conversation may be about: the shop's topics, and those that the model knows."""
        from segue.conversations.topics.topics import known_topics
        from segue.wiring.topics import topics

        return sorted(known_topics(topics().own))

    def summarises(self) -> bool:
        """Whether the stack names a model."""
        return bool(summary_model())

    def summary(self, conversation: str) -> Summary:
        """A conversation in a few sentences, by that model."""
        from segue.wiring.answering import summary

        return summary(conversation)


def _way(one: Reach) -> Way:
    possible = one.state == "open"
    to = one.address if possible and one.channel in READABLE else ""
    return Way(one.channel, "" if possible else one.words, possible, to)


def _why(reason: str) -> str:
    return WHY["topic" if "topic" in reason else "words"]


def _further(macros: Iterable[Macro], told: set[str]) -> list[Offered]:
    rest = [Offered(one.id, one.name) for one in macros if one.id not in told]
    return sorted(rest, key=lambda one: (one.name.casefold(), one.key))


def _products(ids: Sequence[str]) -> list[Offered]:
    """Products by their names, with where they stand in the shop; what the catalog lacks is left out."""
    from segue.wiring.catalog import catalog

    items = [one for key in ids if (one := catalog().one("product", key))]
    return [Offered(one.id, _name(one), "", f"{_name(one)} {one.fields.get('url', '')}".strip()) for one in items]


def _name(item: Item) -> str:
    return str(item.fields.get("title") or item.id)
