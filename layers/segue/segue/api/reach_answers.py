"""The shapes of answers about where a customer can be reached."""

from typing import Literal

from segue.api.answers import Answer, Maybe


class ReachAnswer(Answer):
    """A channel to answer by. `state`: open; `template` (what WhatsApp has approved alone); closed; refused; none (no
    address is known); off (not set up here). `words` say why; `until`: it is open until then."""

    channel: str
    state: Literal["open", "template", "closed", "refused", "none", "off"]
    words: str
    address: str
    until: Maybe
    preselected: bool


class ReachesAnswer(Answer):
    """All channels, the one that the customer used last first."""

    items: list[ReachAnswer]
    next: None = None
