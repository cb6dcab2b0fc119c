"""Secrets presented as they are, by providers that sign nothing."""

from segue.channels.proofs import Proof
from segue.errors import Unauthorized
from segue.signatures import basic, same


def presented(proof: Proof) -> None:
    """The source's secret as the password of HTTP Basic, or as `?token=`. Raises Unauthorized("bad-secret")."""
    user = basic(proof.request.headers.get("authorization", ""))
    words = (user[1] if user else "", proof.request.query.get("token", ""))
    if not sum(same(one, proof.secrets) for one in words):
        raise Unauthorized("bad-secret", "neither the password nor the token is the source's secret")
