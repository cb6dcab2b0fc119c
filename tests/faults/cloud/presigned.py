"""Addresses that are signed to be used by somebody else: they carry the rights of the function that signs."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from botocore.signers import RequestSigner, S3PostPresigner

from tests.faults.cloud.buckets import params_of
from tests.faults.cloud.gate import the_open
from tests.faults.cloud.wire import Params, Request

_url, _post = RequestSigner.generate_presigned_url, S3PostPresigner.generate_presigned_post


@contextmanager
def presigning() -> Iterator[None]:
    """Inside, who signs is asked for the right at once, where AWS asks when the address is used."""
    with (
        patch.object(RequestSigner, "generate_presigned_url", _signed_url),
        patch.object(S3PostPresigner, "generate_presigned_post", _signed_post),
    ):
        yield


def _signed_url(signer: Any, **asked: Any) -> str | None:
    _permit(asked["operation_name"], asked["request_dict"]["url"], {})
    return str(_url(signer, **asked))


def _signed_post(signer: Any, **asked: Any) -> Params:
    _permit("PutObject", asked["request_dict"]["url"], {"Key": asked["fields"]["key"]})
    return _post(signer, **asked)


def _permit(operation: str, url: str, said: Params) -> None:
    gate = the_open()
    if gate is not None:
        asked = Request("s3", operation, {**params_of(url, {}), **said}, gate.invocation.function)
        getattr(gate.cloud, "permit", lambda _: None)(asked)
