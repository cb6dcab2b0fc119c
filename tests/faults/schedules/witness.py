"""A witness at the gate: who claimed which address when, and which provider calls began."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from segue.aws.settings import settings
from tests.faults.cloud.gate import Gate
from tests.faults.cloud.wire import Request
from tests.faults.schedules.callers import Callers
from tests.faults.schedules.stories import Event


@dataclass(frozen=True)
class Call:
    """A call to the provider: the address, and the ordinals of its claim (its own where there was none) and itself."""

    to: str
    claimed: int
    made: int


@dataclass
class Witness:
    """Watches requests; an attempt begins when it claims the address. `keys`: the contact points of addresses."""

    gate: Gate
    keys: Mapping[str, str]
    claims: dict[tuple[int, str], int] = field(default_factory=dict)  # (invocation, contact point): ordinal
    calls: list[Call] = field(default_factory=list)
    kept: list[object] = field(default_factory=list)  # invocations, so that no two have one id

    def __call__(self, request: Request) -> None:
        """Sees a request as it comes in."""
        run = self.gate.invocation
        if request.operation == "UpdateItem" and _is_claim(request):
            self.kept.append(run)
            self.claims[id(run), request.params["Key"]["pk"]["S"]] = request.ordinal
        if request.operation == "SendEmail":
            (to,) = request.params["Destination"]["ToAddresses"]
            claimed = self.claims.get((id(run), self.keys.get(to, "")), request.ordinal)
            self.calls.append(Call(to, claimed, request.ordinal))

    def broken(self, callers: Callers) -> list[str]:
        """Calls that began after an opt-out had been answered which no newer yes had lifted."""
        wrong = [one for one in self.calls if _forbidden(one.to, one.claimed, callers)]
        return [f"{one.to} was written to by request {one.made}" for one in wrong]

    def under_way(self, callers: Callers) -> int:
        """Calls whose claim stood before the opt-out was answered: nobody can call them back."""
        return sum(
            _forbidden(one.to, one.made, callers) and not _forbidden(one.to, one.claimed, callers) for one in self.calls
        )


def _is_claim(request: Request) -> bool:
    asked = request.params
    claims = asked["UpdateExpression"].startswith("SET m_") and "ConditionExpression" in asked
    return claims and asked["TableName"] == settings().contact_points


def _forbidden(to: str, ordinal: int, callers: Callers) -> bool:
    said = [one for one in callers.all if isinstance(one.act, Event) and one.act.what == to]
    noes = [one.act.at for one in said if one.act.verb == "opts out" and 0 <= one.answered <= ordinal]
    yeses = [one.act.at for one in said if one.act.verb == "opts in" and 0 <= one.begun <= ordinal]
    return bool(noes) and max(noes) >= max(yeses, default=-1)
