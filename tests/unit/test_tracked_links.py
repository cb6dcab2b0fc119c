"""Links in messages: where they lead, what they say, and that nobody else can make one."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.errors import Invalid, NotFound
from segue.keys import digest
from segue.messages import Message
from segue.messaging.link_policies import LinkPolicy, links_policy
from segue.messaging.links import Links
from segue.messaging.targets import Target, opened, sealed
from segue.messaging.tracking import tagged, tracked
from tests.builders import NOON

SECRET = b"of the links"
KIM, MAIL = f"u_{digest(SECRET, 'kim')}", f"e_{digest(SECRET, 'mail')}"
MESSAGE = Message(f"{KIM}_{digest(SECRET, 'm')}", KIM, MAIL, "left", "c1", "0", "cart", "email", "marketing", NOON)
POLICY = LinkPolicy(track=frozenset({"email", "sms"}), source="segue", medium={"email": "mail"}, campaign="journey")
TAGS = "utm_source=segue&utm_medium=mail&utm_campaign=left"
KEPT: dict[str, Target] = {}
LINKS = Links(SECRET, b"", "https://segue.test", "https://go.test", KEPT.__setitem__)
SHOP = "https://shop.test/tent"


def leading(token: str) -> str:
    return opened(SECRET, token.removeprefix("https://go.test/l/")).url


def changed(part: str, text: str, policy: LinkPolicy = POLICY, **said: Any) -> str:
    return tracked({part: text}, replace(MESSAGE, **said), LINKS, policy)[part]


@given(st.text(max_size=300), st.text(max_size=40), st.sampled_from(["email", "sms", "inapp"]))
def test_a_token_leads_where_it_was_made_for(url: str, identity: str, channel: str) -> None:
    target = Target(MAIL, identity, channel, url.encode("utf-8", "replace").decode())
    assert opened(SECRET, sealed(SECRET, target)) == target


def test_a_token_of_usual_size_is_short_enough_for_a_mail() -> None:
    url = f"{SHOP}s/ultralight-two?variant=12345678&{TAGS}"
    assert len(sealed(SECRET, Target(MAIL, MESSAGE.id, "email", url))) < 220


@given(st.integers(0, 120), st.sampled_from("Aa0_-"))
def test_a_token_that_was_changed_anywhere_opens_nothing(place: int, letter: str) -> None:
    token = sealed(SECRET, Target(MAIL, MESSAGE.id, "email", SHOP))
    if token[place % len(token)] == letter or place % len(token) == len(token) - 1:
        return  # the last letter has bits to spare
    with pytest.raises(NotFound):
        opened(SECRET, token[: place % len(token)] + letter + token[place % len(token) + 1 :])


@pytest.mark.parametrize("token", ["", "=", "äöü", "A", "AAAA" * 20, "https%3A%2F%2Fevil.test", "..."])
def test_what_is_no_token_opens_nothing(token: str) -> None:
    with pytest.raises(NotFound):
        opened(SECRET, token)


def test_a_token_of_another_purpose_is_none_of_these() -> None:
    with pytest.raises(NotFound):
        opened(SECRET, LINKS.unsubscribe(MESSAGE).rpartition("/")[2])


@pytest.mark.parametrize(
    ("url", "said"),
    [
        (SHOP, f"{SHOP}?{TAGS}"),
        (f"{SHOP}?a=1&b=%20+", f"{SHOP}?a=1&b=%20+&{TAGS}"),
        (f"{SHOP}#size", f"{SHOP}?{TAGS}#size"),
        (f"{SHOP}?utm_source=own", f"{SHOP}?utm_source=own&utm_medium=mail&utm_campaign=left"),
        ("https://shop.test", f"https://shop.test?{TAGS}"),
    ],
)
def test_tags_are_added_and_nothing_that_stood_there_changes(url: str, said: str) -> None:
    assert tagged(url, POLICY.tags(MESSAGE)) == said


def test_links_in_html_lead_through_ours_and_all_else_stays_as_it_was() -> None:
    html = f'<a class="b" href="{SHOP}?a=1&amp;b=2">Tent</a> <img src="{SHOP}.jpg"> <a href="mailto:a@b.test">Mail</a>'
    made = changed("html", html)
    (link,) = [one for one in made.split('"') if one.startswith("https://go.test")]
    assert leading(link) == f"{SHOP}?a=1&b=2&{TAGS}"
    assert made.replace(link, f"{SHOP}?a=1&amp;b=2") == html


def test_links_in_text_end_where_the_sentence_goes_on() -> None:
    made = changed("text", f"See {SHOP}. Or ({SHOP}/2), too: {SHOP}?")
    assert [leading(one.strip("().,?")) for one in made.split() if "go.test" in one] == [
        f"{SHOP}?{TAGS}",
        f"{SHOP}/2?{TAGS}",
        f"{SHOP}?{TAGS}",
    ]


def test_what_opts_out_is_never_touched() -> None:
    ways = LINKS.ways_out(MESSAGE)
    links = [ways["unsubscribe_url"], ways["preferences_url"], ways["survey"]["choices"][6]["url"]]
    text, html = " ".join(links), "".join(f'<a href="{one}">x</a>' for one in links)
    assert (changed("text", text), changed("html", html)) == (text, html)


@pytest.mark.parametrize("said", [{"purpose": "transactional"}, {"template": "receipt"}])
def test_a_receipt_keeps_its_links(said: dict[str, str]) -> None:
    policy = replace(POLICY, untouched=frozenset({"receipt"}))
    assert changed("text", SHOP, policy, **said) == SHOP


def test_a_channel_that_is_not_tracked_has_its_tags_all_the_same() -> None:
    policy = replace(POLICY, track=frozenset())
    assert changed("text", SHOP, policy) == f"{SHOP}?{TAGS}"
    assert changed("text", SHOP, LinkPolicy()) == SHOP


def test_a_link_in_a_text_message_is_short_and_always_the_same() -> None:
    first, again = changed("text", SHOP, channel="sms"), changed("text", SHOP, channel="sms")
    name = first.removeprefix("https://go.test/l/")
    assert (len(name), first) == (12, again)
    assert KEPT[name].url.endswith("utm_source=segue&utm_medium=sms&utm_campaign=left")
    assert changed("text", SHOP, channel="sms", id=f"{KIM}_other") != first


def test_a_broadcast_is_a_campaign_by_its_own_id() -> None:
    assert POLICY.tags(replace(MESSAGE, journey="broadcast:b1"))["utm_campaign"] == "b1"
    assert replace(POLICY, campaign="template").tags(MESSAGE)["utm_campaign"] == "cart"


@pytest.mark.parametrize(
    ("spec", "sentence"),
    [
        ({"trak": []}, "did you mean `track`"),
        ({"track": "email"}, "a list of channels"),
        ({"track": ["emial"]}, "did you mean"),
        ({"except": "receipt"}, "a list of templates"),
        ({"utm": {"source": 1}}, "a word such as segue"),
        ({"utm": {"medium": "email"}}, "for each channel"),
        ({"utm": {"campaign": "name"}}, "is one of journey, template"),
        ({"utm": {"sorce": "x"}}, "did you mean `source`"),
    ],
)
def test_a_policy_that_is_wrong_is_told_what_was_meant(spec: Any, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        links_policy(spec)
