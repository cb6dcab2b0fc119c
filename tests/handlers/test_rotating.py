"""Secrets rotate: what is signed with the one before goes on, what is signed with the one before that ends."""

import hashlib
import hmac

import pytest

from segue.aws import secrets
from segue.errors import Invalid
from segue.jwts import Signing, claims_of, signed
from segue.times import MINUTE, SECOND

SHOWN = {
    "users": (secrets.user_secret, None),
    "page-tokens": (secrets.token_secret, secrets.token_secrets),
    "panels": (secrets.panel_secret, secrets.panel_secrets),
}


def proven(name: str, secret: str, now: int) -> bool:
    """Whether a proof by this secret is taken."""
    if name == "users":
        return secrets.proves_user(hmac.new(secret.encode(), b"u1", hashlib.sha256).hexdigest(), "u1")
    token = signed({"sub": "u1", "exp": now // SECOND + 60}, secret)
    try:
        return claims_of(token, Signing(SHOWN[name][1](), name, 10 * MINUTE), now)["sub"] == "u1"
    except Invalid:
        return False


@pytest.mark.parametrize("name", secrets.ROTATES)
def test_the_one_before_is_accepted_until_the_next_rotation(world, name):
    told = []
    with world.aside():
        for _ in range(3):
            told.append(SHOWN[name][0]())
            secrets.rotate(name)
        told.append(SHOWN[name][0]())
        assert len({*told}) == 4
        assert [proven(name, one, world.clock) for one in told] == [False, False, True, True]


@pytest.mark.parametrize("name", secrets.ROTATES)
def test_an_environment_that_has_not_heard_of_it_yet_takes_the_new_one_too(world, name):
    with world.aside():
        before = SHOWN[name][0]()
        known = secrets.sealed()
        secrets.rotate(name)
        after = SHOWN[name][0]()
        secrets._kept()[:] = [known]
        assert SHOWN[name][0]() == before
        assert proven(name, after, world.clock)


@pytest.mark.parametrize("name", ["identity", "names", "write-key", ""])
def test_what_every_profile_is_made_of_never_rotates(world, name):
    with world.aside():
        before = secrets.derived("identity")
        with pytest.raises(Invalid):
            secrets.rotate(name)
        assert secrets.derived("identity") == before


def test_the_secret_s_own_value_stays_as_it_is(world):
    with world.aside():
        before = (secrets.master(), secrets.derived("identity"), secrets.write_key())
        for name in secrets.ROTATES:
            secrets.rotate(name)
        assert (secrets.master(), secrets.derived("identity"), secrets.write_key()) == before
        assert world.region.vault.labels["Secret"] == {f"rotated-{name}-2" for name in secrets.ROTATES}


def test_while_the_secret_cannot_be_read_again_the_known_one_will_do(world, monkeypatch):
    with world.aside():
        before = secrets.master()
        monkeypatch.setattr(world.region.vault, "secrets", {})
        known = secrets.sealed()
        secrets._kept()[:] = [secrets.Sealed(known.value, known.labels, known.at - secrets.FRESH)]
        assert secrets.master() == before
