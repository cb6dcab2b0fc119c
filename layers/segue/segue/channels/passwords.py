"""Passwords: a source's secret as it is, where a provider signs nothing."""

from segue.channels.proofs import Proof
from segue.errors import Unauthorized
from segue.signatures import basic, same


def is_presented(proof: Proof) -> bool:
    """Whether a secret comes as the password of HTTP Basic or as `?token=`."""
    user = basic(proof.request.headers.get("authorization", ""))
    presented = (user[1] if user else "", proof.request.query.get("token", ""))
    return sum(same(one, proof.secrets) for one in presented) > 0


def check(proof: Proof) -> None:
    """Raises Unauthorized where it does not."""
    if not is_presented(proof):
        raise Unauthorized("bad-secret", "neither the password nor the token is the source's secret")
