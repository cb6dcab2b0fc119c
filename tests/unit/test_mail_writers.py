"""Who wrote a mail, and what a stranger's headers cost."""

import time

import pytest

from segue.channels.email import mails
from tests.provider_words import became

OURS = ["help@support.shop.example"]


def customer(**headers: str) -> tuple[str, str]:
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return mails.customer(mails.mail_of("\r\n".join([*lines, "", "Hi"]).encode()), OURS)


@pytest.mark.parametrize("form", ["form@shop.example", "form@support.shop.example", "form@EU.support.shop.example"])
def test_the_shop_s_own_machine_says_who_the_customer_is(form):
    assert customer(From=form, Reply_To="Lee <lee@mail.example>") == ("Lee", "lee@mail.example")
    assert customer(From=form, Reply_To="other@shop.example") == ("", form)


def test_who_writes_from_elsewhere_is_named_by_the_address_they_write_from():
    assert customer(From="kim@notshop.example", Reply_To="lee@mail.example") == ("", "kim@notshop.example")


def test_an_address_that_it_was_sent_to_is_no_customer():
    assert customer(From="Help@support.shop.example") == ("", "")
    wrote = {"headers": [{"name": "From", "value": "Help@support.shop.example"}], "messageId": "m-1", "source": "x"}
    notice = {"notificationType": "Received", "receipt": {"recipients": OURS}, "mail": wrote}
    assert became("ses_inbound", notice) == "ignored:own-mail"


@pytest.mark.parametrize("name", ["From", "Subject", "References", "Content-Type", "Content-Disposition"])
@pytest.mark.parametrize("hostile", ["a@b, ", "=?utf-8?q?a?= ", '"', ";a*0=b", "<a@b> "])
def test_a_hostile_header_takes_no_time(name, hostile):
    raw = f"{name}: {hostile * (200_000 // len(hostile))}\r\n\r\nHello".encode()
    start = time.process_time()
    mail = mails.mail_of(raw)
    assert mails.text_of(mail) in {"Hello", ""}
    assert len(mails.sender(mail)[1]) + len(mails.thread(mail).id) < mails.HEADER
    assert time.process_time() - start < 3
