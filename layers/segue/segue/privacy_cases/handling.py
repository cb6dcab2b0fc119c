"""Handling cases: each act is done once on an occasion, saved against the version that was read, and on the audit
trail before that."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

from segue.audit import Entry
from segue.errors import Conflict, Invalid, NotFound
from segue.messages import Message
from segue.privacy_cases.cases import Case, Event, Kind
from segue.times import Millis

CUSTOMER = "customer"  # who typed the code on the page of the link


class Act(NamedTuple):
    """Something that is done about a case: by whom, on which occasion, when, and in which words."""

    by: str
    occasion: str
    time: Millis
    note: str = ""

    def event(self, what: str) -> Event:
        """As it stands in the case's history."""
        return Event(self.time, self.by, what, self.note, self.occasion)


class Wanted(NamedTuple):
    """What is to be done for a case: new traits, identifiers (type and value), and what an objection is to."""

    traits: Mapping[str, Any] = MappingProxyType({})
    identifiers: Sequence[tuple[str, str]] = ()
    to: Sequence[str] = ()


class Cases(Protocol):
    """Where cases are kept."""

    def find(self, case: str, /) -> Case: ...

    def save(self, case: Case, /) -> Case: ...

    def noted(self, case: Case, /) -> Case: ...


# What a kind of case does; answers the ids of what it began.
Effect = Callable[[Case, Act, Wanted], Sequence[str]]


@dataclass(frozen=True)
class Handling:
    """`effects` by kind; `secret` is that of the codes, `carrier` the message with one; `began` tells what a case had
    begun before it was erased."""

    cases: Cases
    audit: Callable[[Sequence[Entry]], object]
    effects: Callable[[Kind], Effect]
    carrier: Callable[[Case, Act], Message]
    send: Callable[[Message], object]
    lift: Callable[[Case, Act], object]
    secret: Callable[[], bytes]
    began: Callable[[Case], Sequence[str]] = lambda _: ()

    def open(self, case: Case, act: Act) -> Case:
        """A new case; on the same occasion it is one."""
        self._note(case, "opened", act)
        return self.cases.noted(case.with_(act.event("opened")))

    def send_code(self, case: str, act: Act) -> Case:
        """A code goes to an address that was known before, once it stands in the case: of two who ask at the same
        moment one sends it. Raises Conflict, TooMany, Invalid("no-address")."""
        found = self.cases.find(case)
        if found.had(act.occasion):
            return self._sent(found, act)
        found.must_be("open", "verifying")
        check = found.check.another(self.carrier(found, act).id, act.time)
        try:
            asked = replace(found, state="verifying", check=check).with_(act.event("code-sent"))
            return self._sent(self._saved(asked, act), act)
        except Conflict:
            after = self.cases.find(case)
            if after.check.message in ("", found.check.message):
                raise
            return after

    def _sent(self, case: Case, act: Act) -> Case:
        """The newest code is on its way, where it is that of this occasion."""
        message = self.carrier(case, act) if case.state == "verifying" else None
        if message and message.id == case.check.message:
            self.send(message)
        return case

    def enter_code(self, case: str, code: str, act: Act) -> Case:
        """Each try is counted before it is looked at. Raises Invalid("wrong-code", "code-over"), Conflict."""
        found = self.cases.find(case)
        if found.had(act.occasion):
            return found
        found.must_be("verifying")
        right = found.check.holds(self.secret(), code, act.time)
        if not right:
            self.cases.save(replace(found, check=found.check.tried()))
            raise Invalid("wrong-code", "this is not the code of the newest message")
        return self._saved(found.identified_by("code", act.event("identified")), act)

    def identify(self, case: str, act: Act) -> Case:
        """Who asks is known in another way, which the act's words say."""
        return self._step(case, act, lambda found: found.identified_by(act.note, act.event("identified")))

    def work(self, case: str, wanted: Wanted, act: Act) -> Case:
        """What was asked for is done, or begun. Raises Conflict, Invalid."""
        found = self.cases.find(case)
        if found.had(act.occasion):
            return found
        found.must_be("open", "verifying", "verified", "working")
        found.must_be_known()
        begun = () if found.asked else self.began(found)
        if not (found.asked or begun):
            raise NotFound("nobody", "whom it is about is erased")
        self._note(found, "begun", act)
        return self._begun(found, begun or self.effects(found.kind)(found, act, wanted), act)

    def _begun(self, case: Case, requests: Sequence[str], act: Act) -> Case:
        """Saved. An erasure may be over by now, and has saved the case without any word of whom it is about: neither it
        nor what it begins is lost by that."""
        try:
            begun = case.begun(requests, act.event("begun"))
            return self.cases.save(begun if case.asked else begun.forgotten())
        except Conflict:
            found = self.cases.find(case.id)
            if found.asked or not case.asked:
                raise
            return found if found.had(act.occasion) else self._begun(found, requests, act)

    def extend(self, case: str, act: Act) -> Case:
        """Two further months, for a reason. Raises Conflict."""
        return self._step(case, act, lambda found: found.longer(act.event("extended")))

    def answer(self, case: str, act: Act) -> Case:
        """The customer has been answered. Raises Conflict."""
        return self._step(case, act, lambda found: found.ending("answered", act.event("answered")))

    def refuse(self, case: str, act: Act) -> Case:
        """The customer has been told why not. Raises Conflict."""
        return self._step(case, act, lambda found: found.ending("refused", act.event("refused")))

    def lifted(self, case: str, act: Act) -> Case:
        """A restriction ends; the customer has been told before (article 18(3)). Raises Conflict, Invalid."""
        found = self.cases.find(case)
        if found.had(act.occasion):
            return found
        if found.kind != "restriction" or not found.asked:
            raise Invalid("no-restriction", "nothing is restricted by this case")
        found.must_be("working", "answered")
        self.lift(found, act)
        return self._saved(found.with_(act.event("lifted")), act)

    def _step(self, case: str, act: Act, step: Callable[[Case], Case]) -> Case:
        found = self.cases.find(case)
        return found if found.had(act.occasion) else self._saved(step(found), act)

    def _saved(self, case: Case, act: Act) -> Case:
        self._note(case, case.history[-1].what, act)
        return self.cases.save(case)

    def _note(self, case: Case, what: str, act: Act) -> None:
        """The words stay in the case: the trail names ids alone."""
        action, told = f"case.{what}", {"case": case.id, "kind": case.kind}
        self.audit([Entry(f"{action}.{case.id}.{act.occasion}", act.time, act.by, action, (case.asked,), "", told)])
