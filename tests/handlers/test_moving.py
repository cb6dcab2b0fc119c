"""What goes out where a conversation goes on, word for word."""

from segue.times import MINUTE
from tests.faults.shop import identified, post, put_in_force
from tests.handlers.chats import signed_in
from tests.handlers.mails_in import headers_of, last_mail, mailed
from tests.handlers.moves import TYPED, answered, body, moved, named, opened, subject, token_in
from tests.handlers.starter import starter_files
from tests.handlers.talks import KIM, chatted, known, texts, the_one

PAGE = "http://localhost/shop/#segue-chat="


GERMAN = """Guten Tag, hier ist Fernweh Outfitters.

Unser Gespräch über Bestellung 1001 geht hier weiter.

Sie schreiben mit Amy.

Antworten Sie einfach auf diese Nachricht: Wir wissen alles, was bisher gesagt wurde.

Lieber im Chat weiter? Dieser Link führt 3 Tage lang dorthin zurück: http://localhost/shop/#segue-chat=(token)"""
SIGNED = "\n\n-- \nAmy\nFernweh Outfitters"


def test_a_mail_to_a_typed_address_tells_nothing_that_was_said(world):
    opened(world, locale="de")
    named(world)
    answered(world)
    moved(world, address=TYPED)
    said = body(last_mail(world))
    assert said.replace(token_in(said), "(token)") == GERMAN + SIGNED
    assert subject(last_mail(world)) == "Fernweh Outfitters: unser Gespräch über Bestellung 1001"


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
    link = f"{PAGE}{token_in(body(last_mail(world)))}"
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
    assert subject(last_mail(world)) == f"Re: {own}" == "Re: Fernweh Outfitters: our conversation about order 1001"


def test_the_shop_s_own_words_are_said(world):
    texts = "moves: {en: {hello: 'Hi from {shop}!', 'topic.delivery': 'your parcel'}}\n"
    put_in_force(world, {**starter_files(), "policies/conversations.yaml": texts})
    opened(world)
    moved(world, address=TYPED)
    assert body(last_mail(world)).startswith("Hi from ")
