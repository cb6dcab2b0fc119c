"""Proofs of origin."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.channels import provider, reporting
from segue.errors import NotFound, Unauthorized
from segue.http import Request
from segue.signatures import basic, hmac_sha256, same, signed_base64
from tests.fake_doors import basic as basic_header
from tests.provider_samples import proof

BODY = '{"id": 1, "title": "Zelt – grün \\ud83c\\udfd5"}'.encode()


def sign(secret: str, body: bytes = BODY) -> str:
    return base64.b64encode(hmac_sha256(secret, body)).decode()


def test_a_known_answer():
    known = "97yD9DBThCSxMpjmqm+xQ+9NWaFJRhdZl0edvC0aPNg="  # RFC 4231, the quick brown fox under "key"
    assert signed_base64(b"The quick brown fox jumps over the lazy dog", known, ["key"])


@pytest.mark.parametrize("secrets", [["new", "old"], ["old", "new"], ["", "old"]])
def test_every_secret_of_a_rotation_is_valid(secrets):
    assert signed_base64(BODY, sign("old"), secrets)
    assert not signed_base64(BODY, sign("older"), secrets)


def test_a_signature_with_anything_in_between_is_none() -> None:
    right = sign("s")
    assert signed_base64(BODY, f" {right}\n", ["s"])
    assert not any(signed_base64(BODY, f"{right[:4]}{junk}{right[4:]}", ["s"]) for junk in "!-_ \n")


@given(bit=st.integers(0, len(BODY) * 8 - 1))
def test_one_turned_bit_of_the_body_is_enough(bit):
    turned = bytearray(BODY)
    turned[bit // 8] ^= 1 << bit % 8
    assert not signed_base64(bytes(turned), sign("s"), ["s"])


@given(st.text(max_size=60))
def test_no_other_text_is_a_signature(text):
    assert signed_base64(BODY, text, ["s"]) is (text.strip() == sign("s"))


@pytest.mark.parametrize("given_secret", ["", "secre", "secret ", "sécret", "\ud800"])
def test_only_the_secret_itself_is_the_secret(given_secret):
    assert not same(given_secret, ["secret", ""])
    assert same("secret", ["other", "secret"])


def test_basic_authorization_is_read_as_rfc_7617_says():
    assert basic(basic_header("user", "pass:word")) == ("user", "pass:word")
    assert basic(basic_header("user", "word").replace(" ", "  ")) == ("user", "word")
    assert [basic(one) for one in ("", "Bearer x", "Basic ä", "Basic /w==")] == [None] * 4


@pytest.mark.parametrize("name", reporting())
def test_no_provider_accepts_an_unproven_request(name):
    for headers in ({}, {"x-shopify-hmac-sha256": "AAAA"}, {"authorization": basic_header("x", "")}):
        with pytest.raises(Unauthorized):
            provider(name).verify(proof(Request("POST", "/", {"token": ""}, headers, BODY), ["secret", ""]))


def test_a_provider_without_a_module_is_not_found():
    with pytest.raises(NotFound):
        provider("os")
