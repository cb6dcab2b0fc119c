"""The page of write keys: made, copied once, last used, revoked after a question."""

import re

from tests.handlers.test_write_keys import sent

PAGE = "/keys"
FIELDS = {"name": "Web shop", "kind": "browser", "origins": "https://shop.example\nhttps://www.shop.example"}


def made(ann) -> str:
    """A key, as the page shows it this once."""
    occasion = ann.get(PAGE).find(r'name="occasion" value="([^"]+)"')
    return ann.post(PAGE, FIELDS | {"occasion": occasion}).find(r'id="key" value="([^"]+)"')


def test_a_key_is_shown_once_with_a_button_that_copies_it(ann) -> None:
    key = made(ann)
    assert ann.reads("It is not kept and never shown again")
    assert 'data-copy="key"' in ann.body
    assert key not in ann.get(PAGE).body
    assert ann.reads("https://shop.example, https://www.shop.example")
    assert ann.reads("never")


def test_the_day_of_its_last_use_is_shown(world, ann) -> None:
    sent(world, made(ann))
    assert ann.get(PAGE).reads("2026-01-01")


def test_it_is_revoked_after_a_question(world, ann) -> None:
    key = made(ann)
    (way, *_) = re.findall(r'href="/console(/keys/[a-z2-7]+/revoke)"', ann.get(PAGE).body)
    assert ann.get(way).reads("Revoke Web shop?")
    assert sent(world, key)[0] == 200
    assert ann.post(way, {}).status == 303
    assert ann.get(PAGE).reads("Revoked")
    world.pass_time(60_000)
    assert sent(world, key, "m2")[0] == 401


def test_what_is_wrong_is_said_and_stays_typed(ann) -> None:
    refused = ann.get(PAGE).post(PAGE, FIELDS | {"origins": "shop.example/path"})
    assert (refused.status, refused.reads("An origin is written as https://shop.example")) == (422, True)
    assert "shop.example/path</textarea>" in refused.body
    assert ann.get("/keys/nothing/revoke").status == 404


def test_it_is_for_administrators(amy, max_) -> None:
    for one in (amy, max_):
        assert one.get(PAGE).status == 403
        assert one.post(PAGE, FIELDS).status == 403
