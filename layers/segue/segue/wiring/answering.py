"""What an agent is given to answer with: macros with what is known of the customer, suggestions, a summary."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from segue.aws.settings import summary_model
from segue.aws.summaries import Bedrock
from segue.conversations.cards.cards import card_of
from segue.conversations.cards.summarising import Summary, summarised
from segue.conversations.conversations import Conversation, Turn
from segue.conversations.joined import turns_of
from segue.conversations.knowledge.localised import LOCALE, LOCALES, Spec
from segue.conversations.knowledge.macro_rows import Rendered, is_sent, used_of
from segue.conversations.knowledge.suggesting import Suggesting, Suggestions
from segue.errors import NotFound, Refused
from segue.messaging.languages import person_locale
from segue.profile.profiles import Profile
from segue.spelling import meant
from segue.wiring.articles import languages, shelf
from segue.wiring.conversations import conversations, desk_of_conversations
from segue.wiring.people import profiles
from segue.wiring.policies import policy
from segue.wiring.tables import playbooks
from segue.wiring.topics import topics

LOOKED_AT = 100  # turns


class Writer(NamedTuple):
    """Who answers, as customers read it, and in which language; "" leaves that to the macro."""

    name: str
    locale: str = ""


class Told(NamedTuple):
    """A conversation, whose it is, and the order that its card knows."""

    head: Conversation
    profile: Profile
    order: str


def macros() -> Mapping[str, Spec]:
    """The macros in force, by id."""
    return playbooks().definitions("macro")


def macro(key: str) -> Spec:
    """One of them. Raises NotFound("unknown-macro")."""
    found = macros().get(key)
    if found is None:
        raise NotFound("unknown-macro", f"there is no macro {key!r}{meant(key, macros())}")
    return found


def used(key: str, conversation: str, sent: str) -> dict[str, Any]:
    """What a turn keeps of the macro that it was made with, judged by what is sent. Raises NotFound."""
    kept, told = macro(key), _told(conversation)
    locales = (kept[LOCALE], *kept.get(LOCALES, {}))
    return used_of(key, kept, any(is_sent(_said(kept, told, one), sent) for one in locales))


def _said(kept: Spec, told: Told, locale: str) -> str:
    """What a macro says in a language; "" where it asks for what is not known by now: then nobody has sent it."""
    try:
        return _rendered(kept, told, Writer("", locale)).text
    except Refused:
        return ""


def _told(conversation: str) -> Told:
    """What macros are made of. Raises NotFound."""
    head = desk_of_conversations().read(conversation)
    profile = _profile(head)
    order = card_of(head, _turns(head), profile).order or {}
    return Told(head, profile, str(order.get("id") or ""))


def _rendered(kept: Spec, told: Told, by: Writer) -> Rendered:
    from segue.conversations.knowledge.macros import About, render_macro  # Liquid, for whoever uses one

    return render_macro(kept, About(told.profile, told.head, by.name, by.locale, told.order, policy()))


def rendered(key: str, conversation: str, by: Writer) -> Rendered:
    """A macro with what is known of the customer of a conversation. Raises NotFound, and Refused("template-error")
    where it asks for what is not known."""
    return _rendered(macro(key), _told(conversation), by)


def suggested(head: Conversation, turns: Sequence[Turn], profile: Profile | None, locale: str) -> Suggestions:
    """What fits to the last of these turns (oldest first) of a conversation, in its customer's language, else in this
    one."""
    own = person_locale(profile or _nobody(head))
    found = Suggesting(shelf(), macros(), topics())
    return found.suggest(head, turns, (own, *languages(locale)))


def suggested_for(conversation: str, locale: str) -> Suggestions:
    """The same for a conversation by its id. Raises NotFound."""
    head = desk_of_conversations().read(conversation)
    return suggested(head, _turns(head), _profile(head), locale)


def summary(conversation: str) -> Summary:
    """A conversation in a few sentences, where the stack has a model for that. Raises what
    `conversations.summarising` raises."""
    head = desk_of_conversations().read(conversation)
    return summarised(_turns(head), summary_model(), Bedrock())


def _turns(head: Conversation) -> Sequence[Turn]:
    return turns_of(conversations(), head, LOOKED_AT)


def _profile(head: Conversation) -> Profile:
    """Whose it is; somebody of whom nothing is known where nobody is."""
    return profiles().read(head.person) or _nobody(head)


def _nobody(head: Conversation) -> Profile:
    return Profile(head.person, {}, (head.person,))
