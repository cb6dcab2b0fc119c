"""KMS: keys that wrap data keys, and can be taken away."""

import base64
import hashlib
from dataclasses import dataclass, field
from typing import Any

from tests.faults.cloud.failures import AwsError

Params = dict[str, Any]


@dataclass
class Keys:
    """Data keys by what wraps them; `gone`: ARNs that are to be deleted; `away`: none can be asked."""

    wrapped: dict[str, tuple[str, Params, str]] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    away: bool = False

    def generate(self, params: Params) -> Params:
        """GenerateDataKey."""
        self._check(params["KeyId"])
        number = len(self.wrapped)
        plain = _text(hashlib.sha256(f"data key {number}".encode()).digest())
        blob = _text(f"wrapped {number:08d} ".encode() * 8)
        self.wrapped[blob] = (params["KeyId"], params.get("EncryptionContext", {}), plain)
        return {"KeyId": params["KeyId"], "CiphertextBlob": blob, "Plaintext": plain}

    def decrypt(self, params: Params) -> Params:
        """Decrypt."""
        self._check(params["KeyId"])
        key, context, plain = self.wrapped.get(params["CiphertextBlob"], ("", {}, ""))
        if key not in ("", params["KeyId"]):
            raise AwsError("IncorrectKeyException", "The key ID in the request does not identify the CMK used.")
        if not key or context != params.get("EncryptionContext", {}):
            raise AwsError("InvalidCiphertextException", "")
        return {"KeyId": key, "Plaintext": plain}

    def _check(self, key: str) -> None:
        if self.away:
            raise AwsError("KMSInternalException", "Not now", 500)
        if key in self.gone:
            raise AwsError("KMSInvalidStateException", f"{key} is pending deletion.")


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
