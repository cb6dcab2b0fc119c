"""Books: the text that a run goes by, when the playbook has changed since it began."""

from dataclasses import replace
from typing import Protocol

from segue.journeys.ears import Ears
from segue.journeys.flows import Journey
from segue.journeys.instances import Instance

CHANGED, DROPPED = "the journey was changed", "the journey is no longer in the playbook"


class Books(Protocol):
    """Versions of the playbook by their place: the one in force, and a journey as an older one has it. `ears`: what
    runs may hear by the text of any, since they may still go by it."""

    @property
    def place(self) -> str: ...

    @property
    def ears(self) -> Ears: ...

    def journey(self, place: str, journey: str) -> Journey | None: ...


def begun(journey: Journey, instance: Instance, books: Books) -> Instance:
    """A run that begins, at the first step, with the text in force."""
    return replace(instance, step=journey.first, book=books.place, text=journey.text, each=journey.each)


def text_for(journey: Journey | None, instance: Instance, books: Books) -> tuple[Journey | None, Instance]:
    """The text that a run goes by, and the run as it then stands: where it has not changed for those inside, the one in
    force; else as the text in force says: the old one to its `finish`, the new one after a `move`, none to `leave`.

    A run from before texts were kept goes by the one in force.
    """
    if journey is None:
        return None, instance.ended("left", DROPPED)
    if instance.text in ("", journey.text):
        return journey, replace(instance, text=journey.text, book=instance.book or books.place)
    if journey.changed == "leave":
        return None, instance.ended("left", CHANGED)
    if journey.changed == "move":
        return journey, _moved(journey, instance, books.place)
    return books.journey(instance.book, instance.journey) or journey, instance


def _moved(journey: Journey, instance: Instance, place: str) -> Instance:
    """At the step that its own became. A wait that goes on there keeps its end."""
    step = journey.moves.get(instance.step, instance.step)
    due = instance.due if step == instance.step else None
    return replace(instance, step=step, due=due, book=place, text=journey.text)
