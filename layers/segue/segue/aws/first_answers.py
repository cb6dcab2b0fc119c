"""First answers to requests that may be repeated, in the Requests table for a day."""

from dataclasses import dataclass

from segue.aws.tables import Lost, put_if, update_if
from segue.times import DAY, MINUTE, SECOND, Millis

KIND = "answer"
RUNNING: Millis = 1 * MINUTE  # longer than a function may take


@dataclass(frozen=True)
class FirstAnswer:
    """What was answered to the request of this fingerprint; `status` 0: it is still being worked on."""

    fingerprint: str
    status: int
    body: str


@dataclass(frozen=True)
class FirstAnswers:
    """Answers in a table, by the digest of caller and key."""

    table: str

    def begin(self, key: str, fingerprint: str, now: Millis) -> FirstAnswer | None:
        """None where it is ours to answer; else what stands there. One that broke off may be begun again."""
        row = {"fingerprint": fingerprint, "begun": now, "answered": 0, "said": "", "ttl": (now + DAY) // SECOND}
        broken = "begun < :broken AND fingerprint = :same"
        free = f"attribute_not_exists(pk) OR (answered = :none AND (begun = :none OR ({broken})))"
        try:
            put_if(self.table, row | _key(key), free, none=0, broken=now - RUNNING, same=fingerprint)
        except Lost as standing:
            known = standing.row
            return FirstAnswer(known["fingerprint"], known["answered"], known["said"])
        return None

    def finish(self, key: str, status: int, body: str) -> None:
        """The answer that every repeat gets."""
        self._set(key, "SET answered = :status, said = :body", status=status, body=body)

    def release(self, key: str) -> None:
        """It came to nothing: the next one is the first."""
        self._set(key, "SET begun = :never", never=0)

    def _set(self, key: str, update: str, **values: str | int) -> None:
        update_if(self.table, _key(key), update, "attribute_exists(pk)", **values)


def _key(key: str) -> dict[str, str]:
    return {"pk": f"{KIND}#{key}", "sk": KIND}
