"""Sentences: a finding in plain words, as a person would tell it to another."""

from typing import Protocol

from segue.money import EXPONENTS

ON = {
    "phone": "On phones",
    "tablet": "On tablets",
    "desktop": "On desktops",
    "app": "In the app",
    "store": "In the store",
}
PAGES = {"thanks": "the page of thanks", "home": "the home page", "other": "other pages", "": "pages"}
HUNDRED = 100
UNITS = ((5400, 3600, "hour"), (50, 60, "minute"), (0, 1, "second"))  # from how many seconds on, and what it has
AFTER_WAY = "{on} {own} leave after {place}; from the same pages by other ways {usual}."
WORDS = {
    "step": "{on} {own} leave at {step}; on other devices {usual}.",
    "rage": "{on} {own} leave {page} after clicking {place} in rage; others {usual}.",
    "dead": "{on} {own} leave {page} after a click on {place} that did nothing; others {usual}.",
    "form": "{on} {own} leave {page} after the field {place} was refused; others {usual}.",
    "slow": "{on} {own} leave {page} when it is slow; when it is fast {usual}.",
    "loop": "{on} {own} leave after going back and forth ({place}); others at the same page {usual}.",
    "policy": "Of the messages of {journey} {own} are blocked by {place}; elsewhere {usual}.",
    "pair": AFTER_WAY,
    "triple": AFTER_WAY,
    "answers": "{asked} {wait} for an answer in opening hours; on other channels {usual_wait}.",
}
ASKED = {
    "email": "E-mails wait",
    "chat": "Chats wait",
    "phone": "Calls wait",
    "voice": "Calls wait",
    "sms": "Text messages wait",
    "whatsapp": "WhatsApp messages wait",
}


class Finding(Protocol):
    """What a sentence tells of."""

    @property
    def kind(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def page(self) -> str: ...
    @property
    def device(self) -> str: ...
    @property
    def share(self) -> float: ...
    @property
    def usual(self) -> float: ...
    @property
    def wait(self) -> float | None: ...
    @property
    def usual_wait(self) -> float | None: ...
    @property
    def month(self) -> float | None: ...


def sentence(of: Finding, currency: str) -> str:
    """`On phones 38 % leave at step 3 of the checkout; on other devices 12 %. About 1,240 EUR a month.`"""
    words = WORDS[of.kind].format(
        on=ON.get(of.device, "On unknown devices"),
        own=f"{of.share * HUNDRED:.0f} %",
        usual=f"{of.usual * HUNDRED:.0f} %",
        page=PAGES.get(of.page, f"the {of.page} page"),
        journey=of.page or "no journey",
        place=of.place,
        asked=ASKED.get(of.place, f"Messages by {of.place} wait"),
        wait=_long(of.wait or 0),
        usual_wait=_long(of.usual_wait or 0),
        step=f"{of.place} of the checkout" if of.place.startswith("step") else f"the {of.place}",
    )
    return words if of.month is None else f"{words} About {_money(of.month, currency)} a month."


def _long(seconds: float) -> str:
    """`18 minutes`."""
    size, name = next((size, name) for least, size, name in UNITS if seconds >= least)
    count = round(seconds / size)
    return f"{count:,} {name}" + ("" if count == 1 else "s")


def _money(minor: float, currency: str) -> str:
    return f"{minor / 10 ** EXPONENTS.get(currency, 2):,.0f} {currency}"
