"""The routes about the running of the place: whether it answers, and how it stands."""

from typing import Literal

from pydantic import Field

from segue.api.answers import Answer, Health
from segue.api.checking import worst
from segue.lambdas import now


def read_health() -> Health:
    """Whether the service answers."""
    return Health()


class CheckAnswer(Answer):
    """One thing that is looked at."""

    name: Literal[
        "dead-letters",
        "quarantine",
        "unknown-sends",
        "sending",
        "providers",
        "requests",
        "measures",
        "models",
        "canary",
    ]
    state: Literal["good", "warn", "bad"]
    said: str
    todo: str = Field(description="what to do; empty where it is good")


class HealthDetails(Answer):
    """How the place stands; `state` is that of the worst."""

    state: Literal["good", "warn", "bad"]
    checks: list[CheckAnswer]
    version: str = Field(description="which version of Segue answers")


def read_details() -> HealthDetails:
    """What waits, what is paused, and how the last nights went, with what to do."""
    from segue.version import VERSION
    from segue.wiring.checks import looked

    found = looked(now())
    names = ("name", "state", "said", "todo")
    told = [{name: getattr(one, name) for name in names} for one in found]
    return HealthDetails.model_validate({"state": worst(found), "checks": told, "version": VERSION})
