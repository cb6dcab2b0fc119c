"""What members of staff are called: the user name in their token is an id that nobody can say or type. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from segue.errors import Invalid
from segue.languages.texts import _
from segue.spelling import nearest

ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-z]{26}")  # a user's, and a program's
SHORT, LONGEST = 8, 128  # characters of an id that are shown; of a name that are told again
YOU = "You"
WORD = re.compile(r"[^\W\d_]{2,}(-[^\W\d_]+)*(?=$|[ ._+])")  # a whole word of letters, such as Ann-Marie
# What mailboxes are called that are nobody's own.
DESKS = ("admin", "agent", "care", "contact", "desk", "hello", "help", "info", "kontakt", "office", "orders", "sales")
DESKS += ("service", "shop", "support", "team")


@dataclass(frozen=True)
class Names:
    """`emails`: the addresses of those who have signed in at the console, by user name, who came last at the end: of
    two user names of one address the last is meant."""

    emails: Mapping[str, str] = field(default_factory=dict)

    def called(self, name: str) -> str:
        """The name before the @, the whole address where two share it, the beginning of a mere id; "" for nobody."""
        email = self.emails.get(name, name)
        local = _local(email)
        if "@" in email:
            return local if self._alike.get(local.casefold(), {email.casefold()}) <= {email.casefold()} else email
        return f"{name[:SHORT]}…" if ID.fullmatch(name) else name

    def typed(self, name: str) -> str:
        """What somebody types who means this one."""
        return self.called(name) if name in self.emails else name

    def named(self, said: str) -> str:
        """The user name of whom somebody names by the name before the @, by address or by user name; as it is said
        where nobody has signed in yet. Raises Invalid("unknown-staff", "ambiguous-staff")."""
        wanted = said.strip().removeprefix("@").casefold()
        alike = sorted(self._alike.get(wanted, ()))
        if len(alike) > 1:
            detail = _("{name} may be {names}: give the whole address")
            names = str(_(" or ")).join(alike)
            raise Invalid("ambiguous-staff", detail.format(name=repr(said[:LONGEST]), names=names))
        email = wanted if wanted in self._by_email else next(iter(alike), "")
        if email:
            return self._by_email[email]
        if said in self.emails or ID.fullmatch(said) or not self.emails:
            return said
        other, name = nearest(wanted, self._said), repr(said[:LONGEST])
        if not other:
            raise Invalid("unknown-staff", _("nobody of the staff is called {name}").format(name=name))
        detail = _("nobody of the staff is called {name}; did you mean `{other}`?")
        raise Invalid("unknown-staff", detail.format(name=name, other=other))

    def known(self, said: str) -> str:
        """The user name of whom a program means by user name, address or the name before the @; "" for nobody of
        whom that is sure."""
        alike, wanted = self._alike.get(said.casefold(), set()), said.casefold()
        email = wanted if wanted in self._by_email else next(iter(alike), "") if len(alike) == 1 else ""
        return self._by_email.get(email, said if said in self.emails else "")

    def signed(self, name: str, own: Mapping[str, str] | None = None) -> str:
        """How one of the staff signs to customers: as the shop says by address or user name (`own`); else the first
        word of the name, or of what stands before the @. "" for a mere id, and for what is a desk's."""
        email = self.emails.get(name, name)
        said = next((own[one] for one in (email.casefold(), name.casefold()) if one in own), None) if own else None
        if said is not None:
            return said
        word = WORD.match(_local(email) if "@" in email else email.strip())
        first = word[0] if word and len(email) <= LONGEST and not ID.fullmatch(email) else ""
        if "@" not in email:
            return first
        return "" if first.casefold() in DESKS else first[:1].upper() + first[1:]

    @cached_property
    def everybody(self) -> Sequence[tuple[str, str]]:
        """What each of them is called, as it is typed, and the address, by name."""
        return sorted({(self.called(name), email) for name, email in self.emails.items()})

    def others(self, name: str) -> Sequence[tuple[str, str]]:
        """The same without one of them, by whichever of their user names."""
        own = self.emails.get(name, name).casefold()
        return [one for one in self.everybody if one[1].casefold() != own]

    @cached_property
    def _by_email(self) -> Mapping[str, str]:
        return {email.casefold(): name for name, email in self.emails.items()}

    @cached_property
    def _alike(self) -> Mapping[str, set[str]]:
        """The addresses that begin with a name."""
        alike: dict[str, set[str]] = {}
        for email in self._by_email:
            alike.setdefault(_local(email), set()).add(email)
        return alike

    @cached_property
    def _said(self) -> list[str]:
        """What people are called, as somebody would type it."""
        return sorted({self.called(name) for name in self.emails})


def shown(names: Names, name: str, own: str, you: str = YOU) -> str:
    """What one of the staff reads of another one, or of themselves."""
    return you if name and name == own else names.called(name)


def _local(email: str) -> str:
    return email.partition("@")[0]
