"""What is sealed, opened for the person whose data it is; of what nothing opens any more it is said in words. Pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from re import Match
from typing import Any

import msgspec

from segue.erasing.stores import Told
from segue.sealed import BEGIN, SHOWN, TOKEN, class_of, is_sealed

GONE = "(this was encrypted, and its key was destroyed: nobody can read it any more)"


@dataclass(frozen=True)
class Unsealing:
    """`open` answers the value of (trait, sealed text), None where nothing opens it; `declared` is the class of each
    sensitive trait: where a value stands in a text, or under another name, it is one of these."""

    open: Callable[[str, str], Any]
    declared: Mapping[str, str]

    def __call__(self, held: Iterator[Told]) -> Iterator[Told]:
        """The same in the clear."""
        return (one._replace(data=self._plain(one.data, ())) if _may_hold(one.data) else one for one in held)

    def _plain(self, value: Any, names: Sequence[str]) -> Any:
        """`names` are those under which it stands, the innermost first."""
        if isinstance(value, Mapping):
            return {name: self._plain(one, (name, *names)) for name, one in value.items()}
        if isinstance(value, list):
            return [self._plain(one, names) for one in value]
        if is_sealed(value):
            return self._opened(value, names)
        return self._within(value, names) if isinstance(value, str) and BEGIN in value else value

    def _within(self, text: str, names: Sequence[str]) -> str:
        """A text that names some; where one was clipped it is gone too."""
        return SHOWN.sub(GONE, TOKEN.sub(partial(self._word, names), text))

    def _word(self, names: Sequence[str], found: Match[str]) -> str:
        value = self._opened(found[0], names)
        return value if isinstance(value, str) else msgspec.json.encode(value).decode()

    def _opened(self, sealed: str, names: Sequence[str]) -> Any:
        others = (name for name, kind in self.declared.items() if kind == class_of(sealed))
        found = (self.open(name, sealed) for name in dict.fromkeys((*names, *others)))
        return next((one for one in found if one is not None), GONE)


def _may_hold(data: Mapping[str, Any]) -> bool:
    return BEGIN.encode() in msgspec.json.encode(data)
