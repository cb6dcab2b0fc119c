"""What may suit a customer, as the staff see it: with the reason of each, and what was left out and why."""

from typing import Any

from segue.console.operations.goods import link
from segue.languages.texts import _
from segue.profile.profiles import Profile
from segue.recommending.wishes import Wish
from segue.times import Millis
from segue.wiring.recommending import told_of_them

MOST, BESIDE = 5, 4
LISTS = (
    (_("For them"), Wish("for_you", most=MOST)),
    (_("Completes what they have or look at"), Wish("completes", most=MOST)),
    (_("Bought together with what they have"), Wish("together", most=MOST)),
    (_("Like what they looked at last"), Wish("similar", most=MOST)),
    (_("Trending"), Wish("trending", most=MOST)),
    (_("To read and to watch"), Wish("for_you", "content", most=MOST)),
)


def suits(profile: Profile, now: Millis) -> list[dict[str, Any]]:
    """A list of each kind {"name", "items", "left_out", "words"}; `words`: why there is nothing, or less."""
    return [{"name": name, **_shown(told_of_them(profile, wish, now))} for name, wish in LISTS]


def beside(profile: Profile, now: Millis) -> list[dict[str, Any]]:
    """The first few for them, then what to read about what they are reading up on; each with what is put into an
    answer."""
    wishes = (Wish(most=BESIDE), Wish("for_you", "content", 1))
    goods, read = (told_of_them(profile, one, now) for one in wishes)
    return [*_shown(goods)["items"], *_shown(read)["items"]]


def _shown(found: dict[str, Any]) -> dict[str, Any]:
    return found | {"items": [_row(one) for one in found["items"]]}


def _row(one: dict[str, Any]) -> dict[str, Any]:
    url = link(one["url"])
    said = f"{one['title']}: {url}" if url else one["title"]
    return {**one, "url": url, "image_url": link(one["picture"]), "said": said}
