"""The routes about versions of the playbook: what there was, what each changed, and the way back."""

from typing import Annotated

from aws_lambda_powertools.event_handler import Request
from aws_lambda_powertools.event_handler.openapi.params import Path

from segue.api.answers import Limit, Page
from segue.api.changes import Applied, Back, ChangeAnswer, ChangedFile, VersionAnswer, VersionDetail
from segue.api.playbooks import name_of, put
from segue.errors import Invalid
from segue.playbook import compile_playbook
from segue.versions import Draft, Version, diff
from segue.wiring.tables import playbooks

Number = Annotated[int, Path(ge=1, le=99_999_999)]


def read_versions(limit: Limit = 50, before: str = "") -> Page[VersionAnswer]:
    """All versions, newest first."""
    if before and not before.isdecimal():
        raise Invalid("bad-cursor", "`before` is what `next` said")
    found = [one for one in playbooks().versions() if not before or one.number < int(before)]
    more = str(found[limit - 1].number) if len(found) > limit else None
    return Page(items=[_answer(one) for one in found[:limit]], next=more)


def read_version(number: Number) -> VersionDetail:
    """One version: what it changed, and its texts."""
    version = playbooks().version(number)
    old, new = playbooks().texts(version.before), playbooks().texts(version.place)
    changes = [ChangedFile(path=path, change=what, diff=diff(path, old, new)) for path, what in version.changed]
    return VersionDetail.model_validate({**_said(version), "changes": changes, "files": new})


def roll_back(back: Back, request: Request) -> Applied:
    """Puts the texts of an older version in force again, as a new version."""
    playbook = playbooks()
    files = playbook.texts(playbook.version(back.version).place)
    made = Draft(playbook.in_force(), compile_playbook(files), files, name_of(request), note=_note(back))
    return put(made, back.base)


def _note(back: Back) -> str:
    return f"back to version {back.version}"


def _said(version: Version) -> dict[str, object]:
    from segue.wiring.staff_names import names  # whoever puts a version in force names nobody

    who = {"by": version.by, "by_name": names().called(version.by) if version.by else ""}
    return {"version": version.number, "time": version.time, **who, "note": version.note}


def _answer(version: Version) -> VersionAnswer:
    changed = [ChangeAnswer(path=path, change=what) for path, what in version.changed]
    return VersionAnswer.model_validate({**_said(version), "changed": changed})
