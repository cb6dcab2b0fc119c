"""Whether a macro asks for what is known: said at plan, since nobody should have to say an order number twice. Pure."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from segue.conversations.conversations import Conversation
from segue.conversations.knowledge.localised import LOCALE, LOCALES, Spec
from segue.conversations.knowledge.macros import About, render_macro
from segue.errors import Refused
from segue.messaging.policies import Policy
from segue.profile.profiles import Profile

ORDER = "1001"
SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
NAMED = r"(?:order|bestell|auftrags)[\s-]*(?:number|nummer|id|no\b)"
ASKS = (
    re.compile(
        rf"\b(?:which|what|welche\w*|wie lautet|um welche)\b.*\b(?:order|bestell|auftrag).*\?|{NAMED}.*\?", re.I
    ),
    re.compile(rf"\b(?:send|tell|give|need|provide|share|schick\w*|nenn\w*|sag\w*|gib|brauch\w*)\b.*{NAMED}", re.I),
)
WORDS = (
    "asks for the order, also where the card knows it: "
    "{% if conversation.order %} ... {{ conversation.order }} ... {% else %} ... {% endif %}"
)


def asking(macros: Mapping[str, Spec], policy: Policy) -> dict[str, Sequence[str]]:
    """{id: notes} of the compiled macros that ask for the number of an order that the conversation has told."""
    return {key: (WORDS,) for key, kept in macros.items() if any(_asks(one) for one in _texts(kept, policy))}


def _texts(kept: Spec, policy: Policy) -> list[str]:
    """What it says in each language where nothing but the order is known."""
    nobody = Profile("u_nobody", {}, ("u_nobody",))
    talk: Mapping[str, Any] = {"order": ORDER}
    found: list[str] = []
    for locale in (kept[LOCALE], *kept.get(LOCALES, {})):
        try:
            about = About(nobody, Conversation("c_nobody", nobody.id, known=talk), locale=locale, policy=policy)
            told = render_macro(kept, about)
        except Refused:  # it hits a limit: then it is not used so
            continue
        found += [] if told.gaps else [told.text]  # it asks for more than that is known
    return found


def _asks(text: str) -> bool:
    return any(asks.search(one) for one in SENTENCE.split(text) for asks in ASKS)
