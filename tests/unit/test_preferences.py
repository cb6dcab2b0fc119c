"""What may be chosen behind a link, and by whom."""

from typing import Any

import pytest

from segue.contact_points import CHANNELS, Channel, ContactPoint
from segue.errors import Invalid
from segue.messaging.page_texts import TEXTS, asked_for, both, named, on, spoken
from segue.messaging.policies import Policy
from segue.messaging.preference_pages import Paper, shown
from segue.messaging.preferences import Point, Reach, View, view_of
from segue.messaging.reasons import REASONS
from segue.messaging.wishes import Wish, wish_of
from segue.times import DAY
from tests.builders import NOON

MAIL, PHONE = ContactPoint("e_1"), ContactPoint("p_1")
ASKS = Policy(consent={"email/marketing": "ask-first", "email/transactional": "always", "sms/marketing": "ask-first"})


def the_view(mail: ContactPoint = MAIL, phone: ContactPoint = PHONE, policy: Policy = ASKS) -> View:
    """What a link to a mail address shows of somebody with a telephone."""
    reaches = (
        Reach(("email",), (Point(mail, "", own=True),)),
        Reach(("sms", "whatsapp"), (Point(phone, "+49", own=False),)),
    )
    return view_of(reaches, None, policy, NOON)


def states(view: View) -> dict[str, tuple[bool, str]]:
    return {one.name: (one.on, one.locked) for one in view.switches}


def test_behind_a_link_one_agrees_for_its_own_address_and_for_no_other() -> None:
    assert states(the_view()) == {
        "email.marketing": (False, ""),
        "email.transactional": (True, "always"),
        "sms.marketing": (False, "no-consent"),
    }


def test_what_was_agreed_to_before_can_be_switched_on_again_from_another_address() -> None:
    left = ContactPoint("p_1", granted={"marketing": 1}, denied={"marketing": 2})
    assert states(the_view(phone=left))["sms.marketing"] == (False, "")


@pytest.mark.parametrize("why", ["bounce", "complaint", "stop", "erased"])
def test_an_address_to_which_nothing_is_sent_says_why(why: str) -> None:
    view = the_view(ContactPoint("e_1", suppressed=why, granted={"marketing": 1}))
    assert states(view)["email.marketing"] == (False, f"suppressed-{why}")
    assert f"suppressed-{why}" in REASONS
    assert all(texts[f"suppressed-{why}"] for texts in TEXTS.values())


def test_programs_of_the_shop_have_no_switch_and_no_name_but_stop_with_everything() -> None:
    reaches = (
        Reach(("email",), (Point(MAIL, "", own=True),)),
        Reach(("custom", "webhook"), (Point(PHONE, "", False),)),
    )
    view = view_of(reaches, None, Policy(consent={f"{one}/marketing": "until-opt-out" for one in CHANNELS}), NOON)
    body = shown(view, Paper("de", "Shop")).body.decode()
    assert not [word for word in ("custom", "webhook", "function") if word in body.lower()]
    assert view.channels == ("email",)
    assert wish_of(b"stop=all", view).off == {"email.marketing", "custom.marketing"}


def test_a_pause_stands_until_it_is_over() -> None:
    paused = ContactPoint("e_1", paused=NOON + DAY)
    assert the_view(paused).paused == NOON + DAY
    assert the_view(ContactPoint("e_1", paused=NOON)).paused == 0


def test_only_what_was_moved_is_a_wish() -> None:
    view = the_view(policy=Policy(consent={"email/marketing": "until-opt-out"}))
    moved = b"was=email.marketing&pause=keep&language=&channel="
    assert wish_of(moved + b"&on=email.marketing", view) == Wish()
    assert wish_of(moved, view) == Wish(off=frozenset({"email.marketing"}))
    assert wish_of(b"", view).empty


def test_one_button_stops_every_offer_and_leaves_service_alone() -> None:
    policy = Policy(consent=dict.fromkeys(("email/marketing", "email/transactional", "sms/marketing"), "until-opt-out"))
    wish = wish_of(b"was=email.transactional&on=email.transactional&stop=all", the_view(policy=policy))
    assert wish == Wish(off=frozenset({"email.marketing", "sms.marketing"}))


@pytest.mark.parametrize("body", [b"on=sms.marketing", b"was=email.transactional", b"pause=3", b"pause=soon"])
def test_what_cannot_be_chosen_here_is_refused(body: bytes) -> None:
    with pytest.raises(Invalid, match="open the page again"):
        wish_of(body, the_view())


def page(view: View, language: str = "en", said: str = "") -> str:
    return shown(view, Paper(language, "Shop & Son", said)).body.decode()


@pytest.mark.parametrize("language", TEXTS)
def test_every_control_has_a_label_in_every_language(language: str) -> None:
    html = page(the_view(), language, "late")
    assert html.count("<legend>") == html.count("<fieldset>") - 1  # the language's has a label instead
    assert 'for="speech"' in html
    assert html.count("<label") == html.count('type="checkbox"') + html.count('type="radio"') + 1
    assert "Shop &amp; Son" in html
    assert "<script" not in html


def test_all_languages_say_the_same_things() -> None:
    english = TEXTS["en"]
    for texts in TEXTS.values():
        assert texts.keys() == english.keys()
        assert all(set(_holes(texts[key])) == set(_holes(english[key])) for key in english)
        assert len(texts["months"].split()) == 12


def _holes(text: str) -> list[str]:
    return [one.partition("}")[0] for one in text.split("{")[1:]]


@pytest.mark.parametrize(
    ("known", "browser", "shop", "language"),
    [
        ((), "", "", "en"),
        ((), "", "de-CH", "de"),
        ((), "en-GB", "de", "en"),
        (("de-AT",), "en", "en", "de"),
        (("fi",), "sv, de;q=0.2", "en", "de"),
        ((), "de;q=0, *;q=0.1", "", "en"),
        ((), "de;q=x,,;;", "", "en"),
    ],
)
def test_a_page_speaks_the_reader_s_language_then_the_browser_s_then_the_shop_s(
    known: Any, browser: str, shop: str, language: str
) -> None:
    assert spoken(known, browser, shop) == language


def test_days_languages_and_lists_are_written_as_people_write_them() -> None:
    assert on(NOON, TEXTS["en"]) == "22 November 2026"
    assert on(NOON, TEXTS["de"]) == "22. November 2026"
    assert (named("de-AT"), named("xx")) == ("Deutsch (AT)", "xx")
    assert both(["a", "b", "c"], TEXTS["de"]) == "a, b und c"
    assert asked_for("de-at,en;q=0.9") == ["de-AT", "en"]


def test_a_channel_that_no_text_knows_is_called_as_it_is_registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CHANNELS, "pigeon", Channel("loyalty_id", ("text",), "pigeons"))
    view = view_of((Reach(("pigeon",), (Point(MAIL, "", own=True),)),), None, Policy(), NOON)
    assert "<legend>pigeons</legend>" in page(view)
