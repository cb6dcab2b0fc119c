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
    def month(self) -> float | None: ...


def sentence(of: Finding, currency: str) -> str:
    """`On phones 38 % leave at step 3 of the checkout; on other devices 12 %. About 1,240 EUR a month.`"""
    on = ON.get(of.device, "On unknown devices") if of.kind != "policy" else ""
    own, usual = f"{of.share * HUNDRED:.0f} %", f"{of.usual * HUNDRED:.0f} %"
    words = _words(of, on, own, usual)
    return words if of.month is None else f"{words} About {_money(of.month, currency)} a month."


def _words(of: Finding, on: str, own: str, usual: str) -> str:
    page = _page(of.page)
    match of.kind:
        case "step":
            at = f"{of.place} of the checkout" if of.place.startswith("step") else f"the {of.place}"
            return f"{on} {own} leave at {at}; on other devices {usual}."
        case "rage":
            return f"{on} {own} leave {page} after clicking {of.place} in rage; others {usual}."
        case "dead":
            return f"{on} {own} leave {page} after a click on {of.place} that did nothing; others {usual}."
        case "form":
            return f"{on} {own} leave {page} after the field {of.place} was refused; others {usual}."
        case "slow":
            return f"{on} {own} leave {page} when it is slow; when it is fast {usual}."
        case "loop":
            return f"{on} {own} leave after going back and forth ({of.place}); others at the same page {usual}."
        case "policy":
            return f"Of the messages of {of.page or 'no journey'} {own} are blocked by {of.place}; elsewhere {usual}."
        case _:
            return f"{on} {own} leave after {of.place}; from the same pages by other ways {usual}."


def _page(kind: str) -> str:
    return PAGES.get(kind, f"the {kind} page")


def _money(minor: float, currency: str) -> str:
    return f"{minor / 10 ** EXPONENTS.get(currency, 2):,.0f} {currency}"
