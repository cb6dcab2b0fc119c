"""Exports in their bucket: `<request>/export.zip`, beside `<request>/parts/…` while it is made. Whose they are stands
in the Requests table, `exported#<identity>`, a row an export: so that who is erased takes them along."""

import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import IO

from segue.aws.archive import SECONDS, Archive
from segue.aws.clients import client, unavailable
from segue.aws.exporting.binding import Binding
from segue.aws.exporting.parts import Part, opened_part, written
from segue.aws.puts import put_all
from segue.erasing.stores import Told
from segue.errors import Unavailable
from segue.exporting.runs import FILE_KEPT, Export
from segue.times import DAY, SECOND, Millis

OWN = "exported"
FORGOTTEN: Millis = FILE_KEPT + 2 * DAY  # after the request; S3 forgets once a day


@dataclass(frozen=True)
class KeptExports:
    """Files of a bucket, and rows of a table. All of it raises Unavailable."""

    files: Archive
    table: str

    def note(self, run: Export) -> None:
        """Whoever erases one of these identities finds what is put there, from now on."""
        ends = (run.created + FORGOTTEN) // SECOND
        put_all(self.table, [{"pk": own_key(one), "sk": run.id, "ttl": ends} for one in run.persons])

    def put(self, key: str, told: Iterator[Told]) -> int:
        """A part, in place of the same; answers of how many things it tells."""
        with tempfile.TemporaryFile() as body:
            count = written(body, told)
            self._keep(key, body)
        return count

    def bind(self, run: Export, parts: Sequence[tuple[str, str]], now: Millis) -> int:
        """One file of the parts (name, key); answers its bytes."""
        with ExitStack() as opened, tempfile.TemporaryFile() as body:
            rooms = [[opened.enter_context(tempfile.TemporaryFile()) for _ in range(2)] for _ in parts]
            found = [self._part(one, *room) for one, room in zip(parts, rooms, strict=True)]
            Binding(run.id, found, now).write(body)
            size = body.tell()
            self._keep(run.file, body)
        return size

    def clear(self, run: Export) -> None:
        """The parts are gone."""
        self.files.delete([one.key for one in self.files.listed(f"{run.id}/parts/")])

    def _part(self, named: tuple[str, str], body: IO[bytes], lines: IO[bytes]) -> Part:
        name, key = named
        with unavailable("file-store"):
            answer = client("s3", seconds=SECONDS).get_object(Bucket=self.files.bucket, Key=key)
            shutil.copyfileobj(answer["Body"], body)
        try:
            return opened_part(name, body, lines)
        except zipfile.BadZipFile as cut:
            raise Unavailable("file-store", "a part was cut off on its way") from cut

    def _keep(self, key: str, body: IO[bytes]) -> None:
        body.seek(0)
        with unavailable("file-store"):
            client("s3", seconds=SECONDS).put_object(Bucket=self.files.bucket, Key=key, Body=body)


def own_key(one: str) -> str:
    """Under which it stands whose exports are."""
    return f"{OWN}#{one}"
