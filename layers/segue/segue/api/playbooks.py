"""The routes about the playbook: read it, see what a change would do, put it in force."""

from collections.abc import Mapping
from difflib import unified_diff

from aws_lambda_powertools.event_handler import Request

from segue.api.changes import Applied, Change, ChangedFile, Plan, PlaybookAnswer
from segue.api.roles import caller_of
from segue.api.routes import event_of
from segue.errors import TooLarge
from segue.lambdas import now
from segue.playbook import compile_playbook
from segue.wiring.back_fills import follow
from segue.wiring.tables import playbooks

LARGEST = 300_000  # characters of all files: a version is one item, and DynamoDB's items end at 400 KB


def read_playbook() -> PlaybookAnswer:
    """The definitions in force, as text."""
    return PlaybookAnswer(version=playbooks().active_version(), files=playbooks().files())


def plan_playbook(change: Change) -> Plan:
    """What applying these files would change; nothing happens yet."""
    before = playbooks().files()
    after = wanted(before, change)
    compile_playbook(after)
    return Plan(version=playbooks().active_version(), changes=changes(before, after))


def apply_playbook(change: Change, request: Request) -> Applied:
    """Puts these files in force as a new version; the same files again change nothing."""
    before = playbooks().files()
    after = wanted(before, change)
    definitions = compile_playbook(after)
    if after == before and before:
        return Applied(version=playbooks().active_version(), changed=False)
    by = caller_of(event_of(request)).name
    follow(playbooks().standing(("segment", "policy")), definitions, now())
    return Applied(version=playbooks().apply(definitions, after, by, now()), changed=True)


def wanted(before: Mapping[str, str], change: Change) -> dict[str, str]:
    """All files as they would be. Raises TooLarge("too-large")."""
    after = dict(change.files) if change.replace else {**before, **change.files}
    if sum(len(path) + len(text) for path, text in after.items()) > LARGEST:
        raise TooLarge("too-large", f"a playbook has at most {LARGEST} characters")
    return after


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> list[ChangedFile]:
    """The files that differ, by path."""
    paths = sorted(path for path in {**before, **after} if before.get(path) != after.get(path))
    return [_change(path, before.get(path), after.get(path)) for path in paths]


def _change(path: str, old: str | None, new: str | None) -> ChangedFile:
    kind = "added" if old is None else "removed" if new is None else "changed"
    lines = unified_diff((old or "").splitlines(True), (new or "").splitlines(True), f"a/{path}", f"b/{path}")
    return ChangedFile(path=path, change=kind, diff="".join(lines))
