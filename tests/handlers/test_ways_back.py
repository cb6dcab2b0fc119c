"""The link in a message of a move leads back to the chat, on whichever device it is opened."""

from segue.times import DAY, MINUTE
from tests.faults.shop import identified, post
from tests.handlers.chats import anonymous, signed_in
from tests.handlers.mails_in import last_mail
from tests.handlers.moves import TYPED, answered, body, moved, opened, token_in
from tests.handlers.talks import KIM, chatted, heads


def test_no_link_leads_to_a_chat_that_is_none_of_ours(world):
    chatted(world, "Where is my tent?", "t1", anonymousId="a9")
    moved(world, address=TYPED)
    assert "#segue-chat" not in body(last_mail(world))


def theirs(world):
    """Kim's chat has gone on at Kim's own address; the token of its link."""
    post(world, identified(world, "m1", "u1", KIM, anonymousId="a1"))
    world.pass_time(MINUTE)
    signed_in(world, "u1", "a1").open().say("Where is my tent?")
    world.pass_time(MINUTE)
    answered(world)
    moved(world)
    return token_in(body(last_mail(world)))


def test_a_link_at_the_customer_s_own_address_goes_on_with_the_chat_on_another_device(world):
    token = theirs(world)
    phone = anonymous(world, "phone").open(back=token)
    assert [one["text"] for one in phone.chat["turns"]][:2] == ["Where is my tent?", "It is in Utrecht."]
    phone.say("Thank you")
    world.pass_time(MINUTE)
    answered(world, "You are welcome")
    assert [one["text"] for one in phone.new()["turns"]][-2:] == ["Thank you", "You are welcome"]
    assert len({one.id for one in heads(world)}) == 1
    assert [one["text"] for one in anonymous(world, "phone").open().chat["turns"]] == []


def test_a_link_at_a_typed_address_goes_on_without_showing_what_was_said(world):
    opened(world)
    answered(world)
    moved(world, address=TYPED)
    stranger = anonymous(world, "phone").open(back=token_in(body(last_mail(world))))
    assert stranger.chat["turns"] == []
    stranger.say("From my phone")
    world.pass_time(MINUTE)
    answered(world, "Good")
    assert [one["text"] for one in stranger.new()["turns"]] == ["From my phone", "Good"]
    assert len(heads(world)) == 1
    code = stranger.ask("POST", f"/v1/chat/{stranger.chat['id']}/code", {}, stranger.chat["token"])
    assert (stranger.status, code["type"][-7:]) == (403, "sign-in")


def test_in_the_browser_where_it_began_a_link_shows_the_chat_as_it_is(world):
    guest = opened(world)
    moved(world, address=TYPED)
    again = anonymous(world).open(back=token_in(body(last_mail(world))))
    assert (again.chat["id"], again.chat["turns"][0]["kind"]) == (guest.chat["id"], "form")


def test_a_link_ends_and_nobody_makes_one_up(world):
    token = theirs(world)
    made_up = anonymous(world, "x").open(back=f"{token[:-1]}{'a' if token[-1] != 'a' else 'b'}")
    assert (made_up.status, made_up.chat["type"][-8:]) == (404, "bad-link")
    world.pass_time(3 * DAY)
    late = anonymous(world, "x").open(back=token)
    assert (late.status, late.chat["type"][-7:]) == (410, "expired")


def test_who_is_signed_in_sees_what_is_theirs_and_no_link_says_otherwise(world):
    token = theirs(world)
    other = signed_in(world, "u2").open(back=token)
    assert (other.status, other.chat["turns"]) == (200, [])
