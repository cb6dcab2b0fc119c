"""When and where a sample is signed: at noon for the tests' shop, or now for a stack that runs."""

from contextvars import ContextVar

from tests.builders import NOON

WHEN = ContextVar("when", default=NOON)  # milliseconds
WHERE = ContextVar("where", default="https://api.shop.example")
