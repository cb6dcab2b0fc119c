"""Carrying a message: the one call to its provider. Nothing here tries again: a repeat of a lost answer would send
twice."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus

import msgspec
from botocore.exceptions import BotoCoreError, ClientError, ConnectTimeoutError, EndpointConnectionError

from segue.aws.clients import READ_SECONDS, client, code_of, unavailable
from segue.aws.https import LostError, NeverSentError, answer
from segue.channels.outgoing import AwsCall, HttpsCall, Outgoing, Said, Sender
from segue.errors import Refused, Unauthorized, Unavailable
from segue.messages import Envelope, Message
from segue.messaging.ports import GONE, OutcomeUnknownError

NEVER_SENT = (ConnectTimeoutError, EndpointConnectionError)  # no connection, so nothing can have gone out


class _NotTakenError(Exception):
    """The provider answered with this code."""


@dataclass(frozen=True)
class Carrier:
    """A provider and who its messages come from; `sender` is asked at every message, since secrets change."""

    provider: Outgoing
    sender: Callable[[], Sender]

    def ready(self, message: Message, envelope: Envelope) -> Callable[[], str]:
        """The one call, to be made once. Raises Unavailable where the sender's secret is not set.

        The call answers the provider's id; it raises Refused("rejected" or GONE), Unavailable or OutcomeUnknownError.
        What goes before it has happened by then, and raises as it does, but for OutcomeUnknownError.
        """
        call = self.provider.outgoing(message, envelope, self._sender())
        if isinstance(call, AwsCall) and call.first:
            call = call._replace(parameters={**call.parameters, call.into: self._prepared(call.first)})
        return partial(self._carry, call)

    def _carry(self, call: AwsCall | HttpsCall) -> str:
        try:
            return _by_aws(call) if isinstance(call, AwsCall) else _by_https(call, self.provider.ANSWERS)
        except _NotTakenError as said:
            if isinstance(call, AwsCall) and call.first and self.provider.ANSWERS.get(str(said)) == "gone":
                _forgotten(call)
            raise self._translated(str(said)) from said

    def _prepared(self, call: AwsCall) -> str:
        try:
            return getattr(client(call.service), call.method)(**call.parameters)[call.id]
        except ClientError as problem:
            refused = self.provider.ANSWERS.get(code_of(problem)) == "refused"
            raise Refused(GONE) if refused else Unavailable("throttled", code_of(problem)) from problem
        except BotoCoreError as problem:
            raise Unavailable("unreachable", type(problem).__name__) from problem

    def _sender(self) -> Sender:
        try:
            return self.sender()
        except Unauthorized as lacking:  # nothing has gone out: the queue brings it again, for 100 hours
            raise Unavailable(lacking.reason, lacking.detail) from lacking

    def _translated(self, code: str) -> Exception:
        match self.provider.ANSWERS.get(code):
            case "refused":
                return Refused("rejected", code)
            case "gone":
                return Refused(GONE, code)
            case "later":
                return Unavailable("throttled", code)
        return OutcomeUnknownError(code)


def _forgotten(call: AwsCall) -> None:
    """Deletes what was made for an address that is gone. Raises Unavailable: nothing has gone out, so all of it may be
    tried again."""
    method, parameter = call.forget
    with unavailable("unreachable"):
        getattr(client(call.service), method)(**{parameter: call.parameters[call.into]})


def _by_aws(call: AwsCall) -> str:
    try:
        line = client(call.service, attempts=1, seconds=call.seconds or READ_SECONDS)
        answer = getattr(line, call.method)(**call.parameters)
    except ClientError as problem:
        raise _NotTakenError(code_of(problem)) from problem
    except NEVER_SENT as problem:
        raise Unavailable("unreachable", type(problem).__name__) from problem
    except BotoCoreError as problem:
        raise OutcomeUnknownError from problem
    if answer.get("FunctionError"):  # it was at it, and nobody can tell how far it got
        raise OutcomeUnknownError(answer["FunctionError"])
    return str({**answer.get("ResponseMetadata", {}), **answer}.get(call.id, ""))


def _by_https(call: HttpsCall, answers: Mapping[str, Said]) -> str:
    try:
        said = answer(call)
    except NeverSentError as problem:
        raise Unavailable("unreachable", str(problem)) from problem
    except LostError as problem:
        raise OutcomeUnknownError from problem
    if not HTTPStatus.OK <= said.status < HTTPStatus.MULTIPLE_CHOICES:
        code = _field(said.body, call.code)
        raise _NotTakenError(code if code in answers else str(said.status))
    return said.headers.get(call.id) or _field(said.body, call.id)


def _field(body: bytes, name: str) -> str:
    """Taken is taken: an answer that cannot be read has no id. A dot in the name leads further in."""
    try:
        found: object = msgspec.json.decode(body)
    except msgspec.DecodeError:
        return ""
    for part in name.split("."):
        found = found.get(part, "") if isinstance(found, dict) else ""
    return str(found)
