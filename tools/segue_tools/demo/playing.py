"""Playing a plan: each request at its minute, a few at a time, while the readers read their mail."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random

from segue_tools.bar import Bar
from segue_tools.demo.clock import Clock, time_of_day
from segue_tools.demo.desk import Desk
from segue_tools.demo.mailbox import Readers
from segue_tools.demo.plan import Delivery, Plan, batches, delivery, moved
from segue_tools.demo.posting import Tally, post
from segue_tools.demo.requests import Doors

AT_A_TIME = 4
BLINK = 0.25  # seconds between two looks at the clock


@dataclass
class Player:
    """Plays one plan against one stack."""

    plan: Plan
    clock: Clock
    doors: Doors
    desk: Desk
    bar: Bar
    tally: Tally = field(default_factory=Tally)

    def play(self) -> None:
        """Sends every request of the day at its minute."""
        every = len(self.plan.deliveries)
        with ThreadPoolExecutor(AT_A_TIME) as pool:
            for nth, one in enumerate(self.plan.deliveries):
                self._wait(one.due, nth / every)
                pool.submit(self._deliver, one)

    @contextmanager
    def readers(self) -> Iterator[Readers]:
        """While this lasts, mails are read."""
        readers = Readers(self.plan, self.doors, self.desk, self.tally, self._encore)
        thread = threading.Thread(target=readers.run, name="readers", daemon=True)
        thread.start()
        try:
            yield readers
        finally:
            readers.stop()
            thread.join()

    def _wait(self, due: float, done: float) -> None:
        while (left := self.clock.moment(due) - time.time()) > 0:
            minute = max(0.0, self.clock.minute(time.time()))
            counts = self.tally.counts
            self.bar.show(done, f"{time_of_day(minute)}  {counts['requests']} requests, {counts['Delivery']} mails")
            time.sleep(min(left, BLINK))

    def _deliver(self, one: Delivery) -> None:
        try:
            good = post(one.make(self.clock, self.doors, time.time()), self.tally)
        except Exception as bug:  # a thread's own words would be lost
            self.tally.complain(f"{type(bug).__name__}: {bug}")
            return
        self.tally.add(one.fate if good else "failed")

    def _encore(self) -> None:
        """The complainer leaves another cart, now."""
        minute = self.clock.minute(time.time())
        acts = moved(self.plan.encore, minute)
        for batch in batches(acts, Random(self.plan.run)):
            one = delivery(batch, batch[-1].minute)
            time.sleep(max(0.0, self.clock.moment(one.due) - time.time()))
            self._deliver(one)
