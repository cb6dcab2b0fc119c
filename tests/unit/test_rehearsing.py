"""A template is rendered for real people before it is in force; what a preview shows, and what is worth knowing."""

from collections.abc import Iterable
from typing import Any

import pytest

from segue import contact_points, facets
from segue.contact_points import Channel
from segue.errors import Refused
from segue.messaging.facts import Facts
from segue.messaging.making import Around, compile_template
from segue.messaging.notes import CLIPPED, notes
from segue.messaging.policies import Policy, policy_of
from segue.messaging.pretending import somebody
from segue.messaging.previewing import Previewing, Wanted
from segue.messaging.rehearsing import MOST, rehearse
from segue.profile.profiles import Profile
from tests.builders import NOON, a_mail, an_add, an_identify
from tests.starter import starter

SHOP = {"name": "Shop", "url": "https://shop.test"}
PREVIEWING = Previewing(Facts(Policy(shop=SHOP)), "https://segue.test/unsubscribe/preview")
EMAIL = Wanted("email")


def a_template(**said: Any) -> dict[str, Any]:
    """A mail that says this, in English unless it says otherwise."""
    return compile_template("t", {"subject": "s", "mjml": a_mail("Hello"), **said}, Around(shop=SHOP))


def people(*traits: dict[str, Any], events: Iterable[Any] = ()) -> list[Profile]:
    """A person of each of these traits."""
    made = [facets.absorb({}, [an_identify(**one), *events]) for one in traits]
    return [Profile(f"u_{at}", one, ()) for at, one in enumerate(made)]


def lacking(fact: str) -> str:
    """What is said of a fact that is not known."""
    return f"`{fact}` is not known: ask first by `if`, or say what stands instead by `default`"


def test_whom_a_template_fails_for_is_told_with_the_reason() -> None:
    template = a_template(subject="{{ person.traits.tier }}")
    told = rehearse(template, people({"tier": "gold"}, {"a": 1}, {"a": 2}), PREVIEWING, NOON)
    (failure,) = told.failures
    assert (told.people, told.messages, failure.count, failure.person) == (3, 4, 2, "u_1")
    assert failure.reason == lacking("person.traits.tier")


def test_who_has_nothing_that_it_could_be_about_is_left_out() -> None:
    template = a_template(subject="{{ cart.items.first.name }}")
    told = rehearse(template, [*people({"a": 1}), *people({"a": 1}, events=[an_add(NOON)])], PREVIEWING, NOON)
    assert (told.people, told.failures) == (1, ())
    assert rehearse(template, [], PREVIEWING, NOON).messages == 0


def test_every_language_and_style_is_rendered_with_somebody_and_nobody_beyond_the_first_twenty() -> None:
    german = {"subject": "{{ person.traits.nie }}", "mjml": a_mail("Hallo"), "styles": {"short": {"subject": "x"}}}
    template = a_template(locale="en", locales={"de": german}, styles={"short": {"subject": "{{ run.data.nie }}"}})
    told = rehearse(template, people(*({"n": n} for n in range(MOST + 5))), PREVIEWING, NOON)
    assert told.people == MOST
    assert {one.reason for one in told.failures} == {lacking(one) for one in ("person.traits.nie", "run.data.nie")}


def test_a_preview_is_what_the_person_reads_in_their_language() -> None:
    german = {"subject": "Hallo {{ person.traits.name }}", "preview": "Bald", "mjml": a_mail("Tag")}
    template = a_template(locale="en", preview="Soon", locales={"de": german})
    (person,) = people({"locale": "de", "name": "Kim"})
    shown = PREVIEWING.show(template, person, EMAIL, NOON)
    assert (shown.locale, shown.preview, shown.parts["subject"]) == ("de", "Bald", "Hallo Kim")
    assert shown.sizes["html"] == len(shown.parts["html"].encode())
    assert PREVIEWING.show(template, person, Wanted("email", "en"), NOON).preview == "Soon"


def test_a_preview_says_why_there_is_none() -> None:
    (person,) = people({"a": 1})
    for template, reason in (({}, "no-such-template"), (a_template(subject="{{ order.id }}"), "nothing-to-say")):
        with pytest.raises(Refused) as refused:
            PREVIEWING.show(template, person, EMAIL, NOON)
        assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        ("Hi", []),
        ("x" * 161, ["2 parts of GSM-7: each is paid for"]),
        ("ž", ["ž is not in the alphabet of text messages: a part holds 70 characters instead of 160"]),
        ("{{ shop.slogan }}", ["`sms` is empty"]),
    ],
)
def test_what_a_text_message_takes_is_told(monkeypatch: pytest.MonkeyPatch, text: str, warnings: list[str]) -> None:
    monkeypatch.setitem(contact_points.CHANNELS, "sms", Channel("phone", ("sms",), "texts"))
    shown = Previewing(Facts(Policy(shop={"slogan": ""})), "").show(
        {"sms": text}, people({"a": 1})[0], Wanted("sms"), NOON
    )
    assert list(shown.warnings) == warnings


def test_a_mail_that_gmail_cuts_off_is_told() -> None:
    template = a_template(mjml=a_mail("{{ person.traits.a }}" * 2))
    (person,) = people({"a": "x" * 500})
    assert PREVIEWING.show(template, person, EMAIL, NOON).warnings == ()
    long = a_template(mjml=a_mail("x" * CLIPPED))
    assert "Gmail cuts it off" in PREVIEWING.show(long, person, EMAIL, NOON).warnings[0]
    assert [one for one in notes(long, {}) if "Gmail" in one]


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (["en", "de"], []),
        (["en", "fr"], ["there is no `fr`, which the shop speaks: who reads it gets en"]),
        (["de-AT"], []),
        ([], []),
    ],
)
def test_a_language_that_the_shop_speaks_and_a_template_does_not_is_told(wanted: list[str], told: list[str]) -> None:
    template = a_template(locale="en", locales={"de": {"subject": "s", "mjml": a_mail("Tag")}})
    assert list(notes(template, {"locales": wanted})) == told


def test_a_made_up_person_can_be_shown_every_starter_template() -> None:
    previewing = Previewing(Facts(policy_of(starter()["policy"])), "")
    for key, template in starter()["template"].items():
        told = rehearse(template, [somebody(NOON)], previewing, NOON)
        assert (key, told.messages > 0, told.failures) == (key, True, ())
