"""Liquid within limits, so that no template can run for ever or fill the memory.

Time is counted in steps (each look-up, filter, assignment and turn of a loop is one) and not in seconds, so that what
a plan has seen to end ends everywhere, on any machine.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache, wraps
from typing import Any

from liquid import BoundTemplate, Environment, FalsyStrictUndefined, RenderContext
from liquid.exceptions import LiquidError
from liquid.filter import with_context
from liquid.undefined import UNDEFINED, Undefined

from segue import money
from segue.messaging.locales import comma

STEPS = 50_000
LARGEST = 200_000  # characters that a filter may make; Gmail cuts a mail at 102 KB
GROWING = ("replace", "replace_first", "replace_last", "join")  # a filter of these multiplies texts
UNKNOWN_TAGS = ("include", "render")  # there are no other files; `{% fragment x %}` is put in when it is applied


JOINED = ("id", "name")  # say nothing by themselves: `agent.name` is the agent name
CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class TooManyStepsError(LiquidError):
    """A template that takes too long."""


class Gap(Undefined):
    """A fact that is not known, where somebody reads the text before it is sent: it stands there to be filled out."""

    path: tuple[object, ...] = ()

    def __str__(self) -> str:
        return _gap(self.path or (self.name,))

    def __bool__(self) -> bool:
        return False


class _Counting(RenderContext):
    """Counts what is done; what one filter makes is bounded too."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.steps = 0

    def step(self, number: int = 1) -> None:
        """Raises TooManyStepsError."""
        self.steps += number
        if self.steps > STEPS:
            raise TooManyStepsError(f"it takes more than {STEPS} steps", token=None)

    def get(self, path: list[object], *, token: Any, default: object = UNDEFINED) -> object:
        """A look-up."""
        self.step()
        found = super().get(path, token=token, default=default)
        if isinstance(found, Gap):
            found.path = tuple(path)
        return found

    def assign(self, key: str, val: Any) -> None:
        """An assignment."""
        self.step()
        super().assign(key, val)

    def raise_for_loop_limit(self, length: int = 1) -> None:
        """The beginning of a loop of so many turns."""
        self.step(length)
        super().raise_for_loop_limit(length)

    def filter(self, name: str, token: Any) -> Callable[..., object]:
        """A filter."""
        self.step()
        return _bounded(super().filter(name, token), name)


class _Template(BoundTemplate):
    context_class = _Counting


class _Limited(Environment):
    """Limits on loops, output and memory, and no silence about a variable that is not there."""

    template_class = _Template
    loop_iteration_limit = 1000
    output_stream_limit = LARGEST
    local_namespace_limit = 10_000


def parsed(text: str, escapes: bool, gaps: bool = False) -> BoundTemplate:
    """A template, remembered. Raises LiquidError where the text is not Liquid."""
    return _parsed(text, escapes, gaps)


@lru_cache(maxsize=3)
def environment(escapes: bool, gaps: bool = False) -> Environment:
    """What tags and filters there are; `escapes`: facts are put into HTML; `gaps`: one that is not known leaves a gap
    and is no mistake."""
    made = _Limited(undefined=Gap if gaps else FalsyStrictUndefined, autoescape=escapes)
    made.add_filter("money", _money)
    for tag in UNKNOWN_TAGS:
        del made.tags[tag]
    return made


@lru_cache(maxsize=256)
def _parsed(text: str, escapes: bool, gaps: bool) -> BoundTemplate:
    return environment(escapes, gaps).from_string(text)


@with_context
def _money(cents: Any, code: Any = "", *, context: RenderContext) -> str:
    """`{{ run.data.after | money: run.data.currency }}`: minor units as a text, as the language of the message writes
    it; "" of anything else, and a gap stays one."""
    if isinstance(cents, Gap):
        return str(cents)
    if not isinstance(cents, int) or isinstance(cents, bool):
        return ""
    return money.text(cents, str(code), comma=comma(str(context.globals.get("locale") or "")))


def _gap(path: Sequence[object]) -> str:
    """`[first name?]` for `person.traits.firstName`."""
    words = [str(one) for one in path]
    named = words[-2:] if words[-1] in JOINED else words[-1:]
    return f"[{CAPITAL.sub(' ', ' '.join(named)).replace('_', ' ').lower()[:60]}?]"


def _bounded(made: Callable[..., object], name: str) -> Callable[..., object]:
    @wraps(made)
    def within(*given: Any, **named: Any) -> object:
        if name in GROWING and _product(given) > LARGEST:
            raise TooManyStepsError(f"`{name}` would make too long a text", token=None)
        found = made(*given, **named)
        if isinstance(found, str) and len(found) > LARGEST:
            raise TooManyStepsError(f"`{name}` makes too long a text", token=None)
        return found

    return within


def _product(given: tuple[Any, ...]) -> int:
    """How long a text may become: so many pieces, each as long as the longest argument."""
    sizes = [len(one) for one in given if isinstance(one, str | list | tuple)]
    return sizes[0] * max(sizes[1:], default=1) if sizes else 0
