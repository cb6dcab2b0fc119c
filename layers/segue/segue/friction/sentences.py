"""Sentences: a finding in plain words, as a person would tell it to another."""

from typing import Protocol

from segue.languages.numbers import number
from segue.languages.texts import _
from segue.money import EXPONENTS

ON = {
    "phone": _("On phones"),
    "tablet": _("On tablets"),
    "desktop": _("On desktops"),
    "app": _("In the app"),
    "store": _("In the store"),
}
PAGES = {"thanks": _("the page of thanks"), "home": _("the home page"), "other": _("other pages"), "": _("pages")}
STEP, PLACE = _("{place} of the checkout"), _("the {place}")
PLACES = {"cart": _("the cart"), "checkout": _("the checkout")}
NUMBERED = _("step {number}")
COSTS = _("About {much} a month.")
HUNDRED = 100
UNITS = (
    (5400, 3600, _("{count} hour"), _("{count} hours")),
    (50, 60, _("{count} minute"), _("{count} minutes")),
    (0, 1, _("{count} second"), _("{count} seconds")),
)  # from how many seconds on, and what it has
AFTER_WAY = _("{on} {own} leave after {place}; from the same pages by other ways {usual}.")
WORDS = {
    "step": _("{on} {own} leave at {step}; on other devices {usual}."),
    "rage": _("{on} {own} leave {page} after clicking {place} in rage; others {usual}."),
    "dead": _("{on} {own} leave {page} after a click on {place} that did nothing; others {usual}."),
    "form": _("{on} {own} leave {page} after the field {place} was refused; others {usual}."),
    "slow": _("{on} {own} leave {page} when it is slow; when it is fast {usual}."),
    "loop": _("{on} {own} leave after going back and forth ({place}); others at the same page {usual}."),
    "policy": _("Of the messages of {journey} {own} are blocked by {place}; elsewhere {usual}."),
    "pair": AFTER_WAY,
    "triple": AFTER_WAY,
    "answers": _("{asked} {wait} for an answer in opening hours; on other channels {usual_wait}."),
}
ASKED = {
    "email": _("E-mails wait"),
    "chat": _("Chats wait"),
    "phone": _("Calls wait"),
    "voice": _("Calls wait"),
    "sms": _("Text messages wait"),
    "whatsapp": _("WhatsApp messages wait"),
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
        on=ON.get(of.device, _("On unknown devices")),
        own=f"{number(of.share * HUNDRED)} %",
        usual=f"{number(of.usual * HUNDRED)} %",
        page=PAGES.get(of.page) or _("the {page} page").format(page=of.page),
        journey=of.page or _("no journey"),
        place=of.place,
        asked=ASKED.get(of.place) or _("Messages by {place} wait").format(place=of.place),
        wait=_long(of.wait or 0),
        usual_wait=_long(of.usual_wait or 0),
        step=_step(of.place),
    )
    return words if of.month is None else f"{words} {COSTS.format(much=_money(of.month, currency))}"


def _step(place: str) -> str:
    """`step 3 of the checkout`, `the payment`."""
    word, _space, count = place.partition(" ")
    if word == "step":
        return STEP.format(place=NUMBERED.format(number=count))
    return PLACES.get(place) or PLACE.format(place=place)


def _long(seconds: float) -> str:
    """`18 minutes`."""
    _least, size, one, many = next(unit for unit in UNITS if seconds >= unit[0])
    count = round(seconds / size)
    return (one if count == 1 else many).format(count=number(count))


def _money(minor: float, currency: str) -> str:
    return f"{number(minor / 10 ** EXPONENTS.get(currency, 2))} {currency}"
