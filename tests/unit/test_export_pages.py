"""The pages and files of an export: what customers wrote runs nothing and goes nowhere."""

import io
import zipfile

from segue.aws.exporting.binding import Binding
from segue.aws.exporting.parts import GONE, MOST, TOO_MUCH, opened_part, written
from segue.erasing.stores import File, Told

START = 1_767_225_600_000
EVIL = '<script>alert(1)</script>"onmouseover="x'


def bound(*told: Told) -> zipfile.ZipFile:
    """The archive of what one store tells."""
    part, whole = io.BytesIO(), io.BytesIO()
    written(part, iter(told))
    Binding("x_1", [opened_part("attachments", part, io.BytesIO())], START).write(whole)
    return zipfile.ZipFile(whole)


def test_what_somebody_wrote_is_shown_and_not_run() -> None:
    page = (
        bound(Told("event", START, {"type": "track", "event": EVIL, EVIL: {EVIL: [EVIL]}})).read("index.html").decode()
    )
    assert "<script" not in page
    assert '"onmouseover' not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_keyed_hash_is_shown_as_what_it_stands_for() -> None:
    key = "e_" + "a" * 24
    profile = Told(
        "profile", None, {"id": "u", "identities": [{"identity": key, "type": "email", "value": "k@s.test"}]}
    )
    point = Told(
        "contact_point", None, {"identity": key, "accepted": {}, "refused": {}, "seen": "2026-01-01T00:00:00.000Z"}
    )
    page = bound(profile, point).read("index.html").decode()
    assert "An address or a number: k@s.test" in page
    assert key not in page
    assert "2026-01-01 00:00 UTC" in page


def test_files_lie_in_their_folder_whatever_they_are_called() -> None:
    named = ("../../etc/passwd", "a/../b.txt", "..", "")
    files = [Told("file", None, {"name": one, "bytes": 1}, File(one, 1, lambda: b"x")) for one in named]
    places = [one for one in bound(*files).namelist() if one.startswith("files")]
    assert places == [
        "files/attachments/0001-passwd",
        "files/attachments/0002-b.txt",
        "files/attachments/0003-file",
        "files/attachments/0004-file",
    ]


def test_a_file_that_is_gone_or_one_too_many_is_named_as_left_out() -> None:
    gone = Told("file", None, {"name": "a", "bytes": 1}, File("a", 1, lambda: b""))
    large = Told("file", None, {"name": "b", "bytes": MOST + 1}, File("b", MOST + 1, lambda: b"never read"))
    said = bound(gone, large).read("data.json").decode()
    assert GONE in said
    assert TOO_MUCH in said
    assert "never read" not in said
