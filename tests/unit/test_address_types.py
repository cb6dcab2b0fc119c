"""Channels that write to more than one type of address: WhatsApp to numbers and ids, a site to users and browsers."""

import re
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec.structs import replace as replace_event

from segue import facets
from segue.aws.telling import Telling
from segue.contact_points import ADDRESSES, CHANNELS, ContactPoint, address_types, channel_of, point_of
from segue.events import Event
from segue.http import Request
from segue.identifiers import Identifier
from segue.keys import digest
from segue.messages import Message
from segue.messaging.asking import Asking
from segue.messaging.keywords import said_in
from segue.messaging.links import Links, OptOut
from segue.messaging.policies import Policy
from segue.messaging.preferences import PROFILED
from segue.messaging.preferring import Preferring
from segue.profile.profiles import Profile
from segue.segments.compiling import compile_segment
from segue.suppressions import suppressions
from tests.builders import NOON, an_event

LINKS = Links(b"secret", b"identities", "https://segue.test")
NUMBER, NAMED = "+31612345678", {"type": "whatsapp_id", "id": "NL.77"}
KEY = LINKS.key("whatsapp_id", "NL.77")
NO = {"channel": "whatsapp", "purpose": "marketing", "granted": False, "method": "whatsapp"}
MESSAGE = Message("u_1_m", "u_1", KEY, "j", "k", "0", "t", "whatsapp", "marketing", NOON)
ASKING: Any = type("Points", (), {"read_many": lambda _self, keys: {one: ContactPoint(one) for one in keys}})()
WHATSAPP = Policy(consent={"whatsapp/marketing": "ask-first"})


def said(*, phone: str = "", **more: Any) -> Event:
    """What somebody wrote by WhatsApp."""
    context = {"externalIds": [NAMED], **({"traits": {"phone": phone}} if phone else {})}
    return an_event("Consent Updated", channel="whatsapp", context=context, properties=NO, anonymous_id=None, **more)


def person(*events: Event) -> Profile:
    return Profile("u_1", facets.absorb({}, events), ("u_1",))


def test_every_type_that_a_channel_writes_to_has_it_as_its_own() -> None:
    assert (address_types("whatsapp"), address_types("inapp")) == (
        ("phone", "whatsapp_id"),
        ("user_id", "anonymous_id"),
    )
    assert (address_types("phone"), address_types("webhook"), address_types("fax")) == (("phone",), (), ())
    assert all(ADDRESSES[one] in (*address_types(one), "") for one in (*CHANNELS, *ADDRESSES))
    assert (channel_of("w_1"), channel_of("a_1")) == ("whatsapp", "inapp")


def test_a_stop_holds_at_every_address_that_it_names_before_it_is_acknowledged() -> None:
    found = [one.address for one in suppressions(said(phone=NUMBER))]
    assert found == [Identifier("phone", NUMBER), Identifier("whatsapp_id", "NL.77")]


def test_a_keyword_of_somebody_without_a_number_is_answered() -> None:
    found = said_in(said())
    assert found
    assert found.address == Identifier("whatsapp_id", "NL.77")


def test_a_message_to_a_fixed_address_goes_there_also_where_another_type_comes_first() -> None:
    asking = Asking(ASKING, LINKS.key, {"t": dict.fromkeys(CHANNELS["whatsapp"].parts, "Hello")})
    assert [one.point for one in asking.of(MESSAGE, person(said(phone=NUMBER))).ways] == [KEY]


@pytest.mark.parametrize("channel", ["whatsapp", "sms"])
def test_a_link_says_which_channel_its_message_came_on(channel: str) -> None:
    message = Message("u_1_m", "u_1", "p_1", "j", "k", "0", "t", channel, "marketing", NOON)
    token = LINKS.unsubscribe(message).rpartition("/")[2]
    assert LINKS.opt_out(token) == OptOut("p_1", "marketing", "u_1_m", token, channel)


@pytest.mark.parametrize(("point", "channel"), [("p_1", "sms"), ("w_1", "whatsapp"), ("e_1", "email")])
def test_a_link_that_was_made_before_still_works_and_means_the_first_channel(point: str, channel: str) -> None:
    body = f"{point}.marketing.u_1_m"
    token = f"{body}.{digest(b'secret', body)}"
    assert LINKS.opt_out(token) == OptOut(point, "marketing", "u_1_m", token, channel)


def shown(link: Message, known: Profile, policy: Policy) -> tuple[list[str], set[str]]:
    """The switches of channels on the page behind a message's link, and the contact points that it looks at."""
    read: set[str] = set()
    points = {"read_many": lambda keys: read.update(keys) or {one: ContactPoint(one) for one in keys}}
    world: Any = SimpleNamespace(read=lambda _key: known, contact_points=SimpleNamespace(**points))
    page = Preferring(LINKS.opt_out, LINKS.key, world, world, lambda: policy)
    path = LINKS.preferences(link).removeprefix("https://segue.test")
    body = page.answer(Request("GET", path), NOON).body.decode()
    return [one for one in re.findall(r'name="on" value="([a-z.]+)"', body) if one != PROFILED], read


def test_a_link_to_an_id_of_whatsapp_shows_whatsapp() -> None:
    assert shown(MESSAGE, person(said()), Policy()) == (["whatsapp.marketing"], {KEY})


def test_who_has_a_number_has_one_switch_for_it_and_none_for_the_id_beside() -> None:
    mail = replace(MESSAGE, contact_point="e_1", channel="email")
    switches, read = shown(mail, person(said(phone=NUMBER)), WHATSAPP)
    assert (switches, read) == (["email.marketing", "whatsapp.marketing"], {"e_1", LINKS.key("phone", NUMBER)})


def test_a_link_to_the_id_of_who_has_a_number_shows_both_under_one_switch() -> None:
    switches, read = shown(MESSAGE, person(said(phone=NUMBER)), WHATSAPP)
    assert (switches, read) == (["whatsapp.marketing"], {KEY, LINKS.key("phone", NUMBER)})


def test_programs_of_the_shop_have_no_switch_and_an_address_of_their_own() -> None:
    webhook = replace(MESSAGE, contact_point=point_of("webhook", "u_1"), channel="webhook")
    assert shown(webhook, person(said()), Policy()) == ([], {"at:webhook:u_1"})


@pytest.mark.parametrize(("granted", "phone"), [(True, ""), (False, NUMBER)])
def test_an_answer_stands_at_each_address_that_it_names(granted: bool, phone: str) -> None:
    event = replace_event(said(phone=phone), properties={**NO, "granted": granted})
    keys = [LINKS.key("phone", NUMBER)] if phone else []
    assert answered(event, person()) == [(one, granted) for one in (*keys, KEY)]


def test_a_no_that_names_no_address_stands_at_all_of_them_and_where_none_is_needed_at_the_person() -> None:
    no = an_event("Unsubscribed", properties={"channel": "whatsapp"}, anonymous_id="kim")
    assert answered(no, person(said())) == [(KEY, False)]
    assert answered(replace_event(no, properties={"channel": "custom"}), person()) == [("at:custom:u_1", False)]


def answered(event: Event, known: Profile) -> list[tuple[str, bool]]:
    """Where an event's answer is written down, and which one it is."""
    found: list[tuple[str, bool]] = []
    points = SimpleNamespace(answer=lambda key, _purpose, granted, _moment: found.append((key, granted)))
    quiet: Any = SimpleNamespace(publish=list, heard=lambda *_: [], note=lambda *_: None, tell=lambda *_: None)
    profiles: Any = SimpleNamespace(read=lambda _person: known)
    bare: Any = points
    telling = Telling(quiet, quiet, bare, profiles, quiet, quiet, quiet, quiet, lambda one: LINKS.key(*one))
    telling.tell([("u_1", event)], NOON)
    return found


@pytest.mark.parametrize(("channel", "holds"), [("whatsapp", True), ("sms", False)])
def test_who_is_known_by_an_id_of_whatsapp_is_reachable_there(channel: str, holds: bool) -> None:
    yes = replace_event(said(), properties={**NO, "granted": True})
    when = {"reachable": {"channel": channel, "purpose": "marketing"}}
    assert compile_segment("s", {"when": when}).when.test(person(yes), NOON).holds is holds
