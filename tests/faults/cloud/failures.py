"""What the services answer when they refuse."""

from collections.abc import Mapping
from typing import Any


class AwsError(Exception):
    """A service's error answer: code, message, HTTP status and the modelled extra members."""

    def __init__(self, code: str, message: str = "", status: int = 400, extra: Mapping[str, Any] | None = None) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.status = status
        self.extra = extra or {}


def invalid(message: str) -> AwsError:
    """A ValidationException."""
    return AwsError("ValidationException", message)


class Crash(BaseException):
    """The process is gone: nothing that handlers catch, and nothing they can answer."""
