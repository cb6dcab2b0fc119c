"""Fanning out: one turn of a run, as long as its time lasts; it goes on where the last one saved its place.

Whatever happens twice is harmless: a message has the id of whom it is for and of which run, so a repeat finds it
written; a place is saved against the version that was read, so of two turns one stops.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from segue.broadcasts.choosing import counted, winner
from segue.broadcasts.definitions import Broadcast
from segue.broadcasts.orders import Order, Timers, order_of
from segue.broadcasts.ports import Audience, Book, ContactPoints, Outbox, People, Starts, Store
from segue.broadcasts.recipients import Addresses, Looking, Recipient, meant, message_to, refused
from segue.broadcasts.runs import LEASE, Paged, Run, begun
from segue.contact_points import ContactPoint
from segue.errors import Conflict
from segue.journeys.instances import brought_in
from segue.messages import Message
from segue.times import SECOND, Millis

LASTS: Millis = 20 * SECOND  # a turn; the function has a minute
PAGE = 100  # people between two saves
Done = tuple[list[str], list[str]]  # what was done, a word each, and why not for the others


@dataclass(frozen=True)
class Fanning:
    """The collaborators of `broadcast`."""

    store: Store
    audience: Audience
    people: People
    points: ContactPoints
    outbox: Outbox
    starts: Starts
    timers: Timers
    book: Callable[[], Book]
    key: Addresses
    clock: Callable[[], Millis]

    def work(self, order: Order) -> None:
        """One message of the queue; one about a broadcast that is cancelled or no more says nothing."""
        broadcast, now = self.store.find(order["broadcast"]), self.clock()
        if broadcast is None or broadcast.cancelled:
            return
        if order["due"] > now:
            self.timers.set(order, now)
        else:
            self._look(broadcast, order, now)

    def _look(self, broadcast: Broadcast, order: Order, now: Millis) -> None:
        known = self.store.run(broadcast.id, order["run"])
        if known is None and broadcast.scheduled and self.book().lacks(broadcast):
            return  # the playbook has another schedule by now, or none
        run = known or self._begun(broadcast, order, now)
        what, step, later = run.turn(order["step"], now)
        if what == "again":
            self._send_on(run, step, later)
        elif what == "work":
            self._work(broadcast, run)

    def _begun(self, broadcast: Broadcast, order: Order, now: Millis) -> Run:
        """The run, written down; the one after it is set first, so that none is forgotten."""
        following = broadcast.after(order["at"])
        if following:
            self.store.keep(broadcast, now)
            number = broadcast.number_after(order["run"], following)
            self.timers.set(order_of(broadcast, number, following), now)
        run = begun(broadcast, order["run"], order["at"], now)
        return self.store.save(replace(run, expected=self.audience.count(broadcast.segment)))

    def _work(self, broadcast: Broadcast, run: Run) -> None:
        """As many pages as there is time for. Where another turn is at it this one looks again later."""
        until = self.clock() + LASTS
        try:
            while not run.ended and self._goes_on(run, until):
                moved = self._further(broadcast, run, self.clock())
                run = self.store.save(replace(moved, alive=self.clock() + LEASE))
            if not run.ended:
                run = self.store.save(replace(run, step=run.step + 1, alive=0))
        except Conflict:
            return self._send_on(run, run.step, self.clock() + LEASE)
        return None if run.ended else self._send_on(run, run.step, run.ready)

    def _goes_on(self, run: Run, until: Millis) -> bool:
        """Within a wave a pace may be a second ahead; a cancelled broadcast goes no further."""
        now, known = self.clock(), self.store.find(run.broadcast)
        early = SECOND if run.place else 0
        return now < until and run.ready <= now + early and known is not None and not known.cancelled

    def _send_on(self, run: Run, step: int, due: Millis) -> None:
        order = {"broadcast": run.broadcast, "run": run.number, "at": run.at, "step": step, "due": due}
        self.timers.set(order, self.clock())

    def _further(self, broadcast: Broadcast, run: Run, now: Millis) -> Run:
        """One page further, or in the next wave or part."""
        book = self.book()
        gone = book.lacks(broadcast)
        if gone:
            return run.failed(gone.kept)
        settled = run.settled(broadcast, now)
        if settled != run:
            return settled
        looking = book.looking(broadcast, self.key)
        match run.stage:
            case "surveying":
                return self._survey(looking, run)
            case "deciding":
                return self._count(broadcast, run, now)
        return self._page(looking, run, now)

    def _survey(self, looking: Looking, run: Run) -> Run:
        persons, place = self.audience.page(looking.broadcast.segment, PAGE, run.place)
        return run.surveyed(map(looking.zone_of, self.people.read_many(persons).values()), place)

    def _page(self, looking: Looking, run: Run, now: Millis) -> Run:
        broadcast = looking.broadcast
        persons, place = self.audience.page(broadcast.segment, broadcast.page(PAGE), run.place)
        found = looking.at(self.people.read_many(persons), now)
        act = self._started if broadcast.starts else self._intended
        reached, skipped = act(broadcast, run, meant(run, broadcast, found))
        zones = {one.zone for one in found} if broadcast.local else ()
        return run.sent(Paged(reached, skipped, sorted(zones), place), broadcast.pace, now)

    def _started(self, broadcast: Broadcast, run: Run, found: Sequence[Recipient]) -> Done:
        """The journey begins for everybody; the wave's moment is what a run knows a repeat by."""
        said = {"kind": "start", "journey": broadcast.starts, "moment": run.wave, "trace": run.trace}
        said |= {"data": {"scheduled": run.at}} if broadcast.scheduled else brought_in(broadcast.text)
        willing = [one.person for one in found if not one.reason]
        self.starts.start_all([{**said, "person": one} for one in willing])
        return [broadcast.starts] * len(willing), [one.reason for one in found if one.reason]

    def _intended(self, broadcast: Broadcast, run: Run, found: Sequence[Recipient]) -> Done:
        messages, skipped = self._sorted_out(broadcast, run, found)
        if run.part == "trial":
            self.store.note(run, [one.id for one in messages])
        self.outbox.intend_all(messages)
        return [one.template for one in messages], skipped

    def _sorted_out(
        self, broadcast: Broadcast, run: Run, found: Sequence[Recipient]
    ) -> tuple[list[Message], list[str]]:
        """Messages for those who may be written to, and why the others are not."""
        now, policy = self.clock(), self.book().policy
        points = self.points.read_many({one.point for one in found if not one.reason})
        asked = [(one, message_to(one, run, broadcast, now)) for one in found]
        reasons = [refused(one, said, points.get(one.point, ContactPoint("")), policy) for one, said in asked]
        messages = [said for (_, said), reason in zip(asked, reasons, strict=True) if not reason]
        return messages, [reason for reason in reasons if reason]

    def _count(self, broadcast: Broadcast, run: Run, now: Millis) -> Run:
        """A page of a trial's answers; after the last one the rest gets what won."""
        identities, place = self.store.noted(run)
        by = broadcast.trial.by if broadcast.trial else ""
        moved = run.answered(counted(run.tally, self.outbox.read_all(identities), by), place)
        return moved if place is not None else moved.resting(winner(broadcast.variants, moved.tally), now)
