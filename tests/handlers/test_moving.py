"""What goes out where a conversation goes on, word for word, and the link that leads back to the chat."""

import re

from segue.times import DAY, MINUTE
from segue.wiring.staff_names import staff_names
from tests.faults.shop import identified, post, put_in_force
from tests.handlers.chats import anonymous, signed_in
from tests.handlers.mails_in import headers_of, last_mail, mailed
from tests.handlers.starter import starter_files
from tests.handlers.talks import KIM, chatted, desk, heads, known, texts, the_one

TYPED = "kim@else.test"
ORDER = {"order": "1001"}


def named(world, address="amy@shop.test"):
    """The agent has signed in at the console."""
    with world.aside():
        staff_names().note("agent-1", address, world.clock)


def moved(world, channel="email", address="", **more):
    """The agent goes on elsewhere."""
    status, said = desk(world).post(
        f"/v1/conversations/{the_one(world)['id']}/move", {"channel": channel, "address": address, **more}
    )
    assert status == 201, said
    world.pass_time(MINUTE)
    return said


def answered(world, text="It is in Utrecht."):
    """The agent answers as the customer came."""
    assert desk(world).post(f"/v1/conversations/{the_one(world)['id']}/turns", {"text": text})[0] == 201
    world.pass_time(MINUTE)


def opened(world, text="Where is my tent?", **more):
    """A chat of ours that has begun."""
    guest = anonymous(world).open(**more)
    guest.say(form=ORDER, text=text)
    world.pass_time(MINUTE)
    return guest


def body(mail) -> str:
    return mail.request["Content"]["Simple"]["Body"]["Text"]["Data"].replace("\r\n", "\n")


def subject(mail) -> str:
    return mail.request["Content"]["Simple"]["Subject"]["Data"]


def token_in(text: str) -> str:
    return re.findall(r"#segue-chat=([\w.-]+)", text)[-1]


def test_a_mail_to_a_typed_address_names_shop_order_and_agent_and_nothing_that_was_said(world):
    opened(world, locale="de")
    named(world)
    answered(world)
    moved(world, address=TYPED)
    mail = last_mail(world)
    lines = body(mail).split("\n\n")
    assert lines[:4] == [
        "Guten Tag, hier ist Fernweh Outfitters.",
        "Unser Gespräch über Ihre Lieferung (Bestellung 1001) geht hier weiter.",
        "Sie schreiben mit Amy.",
        "Antworten Sie einfach auf diese Nachricht: Wir wissen alles, was bisher gesagt wurde.",
    ]
    assert re.fullmatch(
        r"Lieber im Chat weiter\? Dieser Link führt 3 Tage lang dorthin zurück: http://localhost/shop/#segue-chat=[\w.-]+",
        lines[4],
    )
    assert lines[5:] == ["-- \nAmy\nFernweh Outfitters"]
    assert subject(mail) == "Fernweh Outfitters: unser Gespräch über Ihre Lieferung (Bestellung 1001)"


def test_a_mail_to_the_customer_s_own_address_has_what_the_shop_said_last_and_the_link_is_one(world):
    post(world, identified(world, "m1", "u1", KIM, anonymousId="a1"))
    world.pass_time(MINUTE)
    signed_in(world, "u1", "a1").open().say("Where is my tent?")
    world.pass_time(MINUTE)
    answered(world)
    moved(world)
    assert last_mail(world).to == KIM
    assert "What we said last: “It is in Utrecht.”" in body(last_mail(world))
    assert "Where is my tent?" not in str(last_mail(world).request)
    html = last_mail(world).request["Content"]["Simple"]["Body"]["Html"]["Data"]
    link = f"http://localhost/shop/#segue-chat={token_in(body(last_mail(world)))}"
    assert f'<a href="{link}">{link}</a>' in html


def test_a_move_of_the_visitor_s_is_signed_by_who_has_it_and_never_by_the_customer(world):
    guest = opened(world)
    named(world)
    answered(world)
    guest.ask("POST", f"/v1/chat/{guest.chat['id']}/move", {"channel": "email", "address": TYPED}, guest.chat["token"])
    world.pass_time(MINUTE)
    assert body(last_mail(world)).endswith("\n\n-- \nAmy\nFernweh Outfitters")
    assert "You write with Amy." in body(last_mail(world))


def test_where_nobody_has_it_the_shop_alone_signs(world):
    guest = opened(world)
    guest.ask("POST", f"/v1/chat/{guest.chat['id']}/move", {"channel": "email", "address": TYPED}, guest.chat["token"])
    world.pass_time(MINUTE)
    assert body(last_mail(world)).endswith("\n\n-- \nFernweh Outfitters")
    assert "customer" not in str(last_mail(world).request)


def test_a_text_message_is_one_line_and_the_conversation_says_that_it_went(world):
    known(world)
    mailed(world, "Where is my tent?", "m1@kim", KIM, Subject="My tent")
    named(world)
    moved(world, "sms")
    assert [one.request["Message"] for one in world.region.mailbox.mails] == [
        "Hello, this is Fernweh Outfitters. Our conversation about your delivery goes on here. You write with Amy."
        " Just answer this message: we know all that was said before."
    ]
    assert texts(the_one(world))[-1] == "We go on by text message: you have one from us."


def test_a_mail_goes_below_the_customer_s_own_under_its_subject(world):
    known(world)
    mailed(world, "Where is my tent?", "m1@kim", KIM, Subject="My tent")
    chatted(world, "Still waiting", "t1")
    moved(world)
    assert (headers_of(last_mail(world))["In-Reply-To"], subject(last_mail(world))) == ("<m1@kim>", "Re: My tent")


def test_an_answer_has_the_subject_of_the_mail_that_it_answers(world):
    opened(world)
    moved(world, address=TYPED)
    own = subject(last_mail(world))
    mailed(world, "Here I am", "m1@else", TYPED, Subject=f"Re: {own}")
    answered(world)
    assert (
        subject(last_mail(world))
        == f"Re: {own}"
        == "Re: Fernweh Outfitters: our conversation about your delivery (order 1001)"
    )


def test_the_shop_s_own_words_are_said(world):
    texts = "moves: {en: {hello: 'Hi from {shop}!', 'topic.delivery': 'your parcel'}}\n"
    put_in_force(world, {**starter_files(), "policies/conversations.yaml": texts})
    opened(world)
    moved(world, address=TYPED)
    assert body(last_mail(world)).startswith("Hi from ")


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
