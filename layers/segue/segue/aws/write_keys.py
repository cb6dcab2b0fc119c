"""The stack's write keys: one row of the Requests table, read at most once a minute by each instance of a function,
and only when a key of one's own is presented that the secret proves to be ours."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from segue.aws import secrets
from segue.aws.clients import unavailable
from segue.aws.tables import Lost, get, update_if
from segue.errors import Conflict, Forbidden, NotFound
from segue.events import CANARY
from segue.signatures import same
from segue.times import MINUTE, Millis, to_text
from segue.tracing import report
from segue.write_keys import BROWSER, FIRST, FIRST_SERVER, MOST, SERVER, Key, identity_of, key_of, row_of, text_of

PLACE = {"pk": "keys", "sk": "ring"}
BEGINS, USED = "k_", "u_"  # of the attributes of a key, and of the last day on which it was used
FRESH: Millis = MINUTE
REFUSED = "origin-refused"


@dataclass
class Known:
    """What an instance remembers of the ring, and which uses of today it has noted."""

    at: Millis = -FRESH
    keys: dict[str, Key] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class WriteKeys:
    """Keys in a table; `now` is the clock that the memory goes by."""

    table: str
    now: Callable[[], Millis]
    known: Known = field(default_factory=Known)

    def find(self, presented: Any) -> Key | None:
        """The key that this is, while it is in force. Raises Unavailable."""
        if not isinstance(presented, str) or not presented:
            return None
        with unavailable("secrets"):
            first = self._first(presented)
            identity = identity_of(secrets.own_keys, presented)
        if first or not identity:
            return first
        if identity == CANARY:
            return Key(CANARY, SERVER)
        key = self._ring().get(identity)
        return self._noted(key) if key and not key.revoked else None

    def valid(self, presented: Any, origin: str | None = None) -> bool:
        """Whether a page may use this key. Raises Forbidden("origin-refused") where only other pages may."""
        key = self.find(presented)
        return key is not None and key.kind == BROWSER and bool(self.checked(key, origin))

    def checked(self, key: Key, origin: str | None) -> Key:
        """The key, where a page of this origin may use it. Raises Forbidden("origin-refused")."""
        if not key.allows(origin):
            report("not-proven", reason=REFUSED, key=key.id)  # counted: somebody uses a key where it does not belong
            raise Forbidden(REFUSED, "this write key is for pages of other origins")
        return key

    def proves(self, presented: str, user_id: str) -> bool:
        """Whether this is the hash of a user id under the user secret. Raises Unavailable."""
        return secrets.proves_user(presented, user_id)

    def trusted(self, presented: Any) -> bool:
        """Whether this is a key of the shop's servers."""
        key = self.find(presented)
        return key is not None and key.kind == SERVER

    def all(self) -> list[Key]:
        """Every key, revoked ones too, newest first; the stack's own stand at the end."""
        own = sorted(self._read().values(), key=lambda one: -one.created)
        gone = secrets.revoked_firsts()
        firsts = [(FIRST, BROWSER, "The stack's first key"), (FIRST_SERVER, SERVER, "The stack's first server key")]
        return own + [Key(one, kind, name, revoked=int(one in gone)) for one, kind, name in firsts]

    def create(self, key: Key) -> str:
        """Keeps it; answers its text, which is told once. Raises Conflict("too-many-keys"), Unavailable."""
        if len(self._read()) >= MOST:
            raise Conflict("too-many-keys", f"a stack has at most {MOST} keys, revoked ones included")
        name = f"{BEGINS}{key.id}"
        with unavailable("write-failed"):
            try:
                update_if(self.table, PLACE, f"SET {name} = :made", f"attribute_not_exists({name})", made=row_of(key))
            except Lost:  # the same request again: it stands as it was made first
                report("key-stands", key=key.id)
        return text_of(secrets.own_keys(), key.kind, key.id)

    def revoke(self, identity: str, by: str, now: Millis) -> Key:
        """Not in force any more, from a minute on for certain. Raises NotFound("unknown-key"), Unavailable."""
        found = next((one for one in self.all() if one.id == identity), None)
        if found is None:
            raise NotFound("unknown-key", "there is no write key of this id")
        if found.revoked:
            return found
        gone = replace(found, revoked=now, revoked_by=by)
        with unavailable("write-failed"):
            if identity in (FIRST, FIRST_SERVER):
                secrets.revoke_first(identity)
            else:
                name = f"{BEGINS}{identity}"
                update_if(self.table, PLACE, f"SET {name} = :gone", f"attribute_exists({name})", gone=row_of(gone))
        self.known.at = now - FRESH
        return gone

    def _first(self, presented: str) -> Key | None:
        gone = secrets.revoked_firsts()
        for identity, kind, text in (
            (FIRST, BROWSER, secrets.write_key()),
            (FIRST_SERVER, SERVER, secrets.server_key()),
        ):
            if same(presented, (text,)) and identity not in gone:
                return Key(identity, kind)
        return None

    def _ring(self) -> dict[str, Key]:
        now = self.now()
        if now - self.known.at >= FRESH:
            self.known.keys, self.known.at = self._read(), now
        return self.known.keys

    def _read(self) -> dict[str, Key]:
        with unavailable("read-failed"):
            row = get(self.table, PLACE) or {}
        keys = (key_of(value) for name, value in row.items() if name.startswith(BEGINS))
        return {one.id: replace(one, used=row.get(f"{USED}{one.id}", "")) for one in keys}

    def _noted(self, key: Key) -> Key:
        """The day on which it was used, once a day and instance; a key that was used today is noted already."""
        day = to_text(self.now())[:10]
        mark = f"{key.id} {day}"
        if key.used < day and mark not in self.known.used:
            self.known.used = {one for one in self.known.used if one.endswith(day)} | {mark}
            with unavailable("write-failed"):
                update_if(self.table, PLACE, f"SET {USED}{key.id} = :day", "attribute_exists(pk)", day=day)
        return key
