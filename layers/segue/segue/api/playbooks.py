"""The routes about the playbook: read it, see what a change would do, put it in force."""

from collections.abc import Sequence
from dataclasses import replace

from aws_lambda_powertools.event_handler import Request

from segue.api.changes import (
    AffectedAnswer,
    Applied,
    Change,
    ChangedFile,
    Plan,
    PlaybookAnswer,
    RefusedRule,
    RehearsalAnswer,
)
from segue.api.roles import caller_of
from segue.api.routes import event_of
from segue.aws.settings import class_keys
from segue.errors import Invalid, TooLarge
from segue.lambdas import now
from segue.messaging.policies import policy_of
from segue.playbook import Definitions, compile_playbook
from segue.playbook.affected import affected
from segue.sensitive.declaring import traits_of
from segue.versions import Change as FileChange
from segue.versions import Draft, Files, changes, diff, moved
from segue.wiring.back_fills import follow
from segue.wiring.managing import schedules
from segue.wiring.rehearsals import rehearsals
from segue.wiring.rules import outside_rules
from segue.wiring.standing import standing
from segue.wiring.tables import playbooks

LARGEST = 300_000  # characters of all files: a version is one item, and DynamoDB's items end at 400 KB


def read_playbook() -> PlaybookAnswer:
    """The definitions in force, as text."""
    version = playbooks().in_force()
    return PlaybookAnswer(version=version.number, files=playbooks().texts(version.place))


def plan_playbook(change: Change) -> Plan:
    """What applying these files would change, and how many people that is about; nothing happens yet."""
    version = playbooks().in_force()
    before = playbooks().texts(version.place)
    after = wanted(before, change)
    made = compile_playbook(after)
    return Plan(version=version.number, changes=planned(before, after, made), templates=rehearsed(made))


def apply_playbook(change: Change, request: Request) -> Applied:
    """Puts these files in force as a new version; the same files again change nothing."""
    version = playbooks().in_force()
    after = wanted(playbooks().texts(version.place), change)
    return put(Draft(version, compile_playbook(after), after, name_of(request)), change.base)


def put(draft: Draft, base: int | None) -> Applied:
    """Puts a draft in force, unless it is, and its outside rules on the bus; `base` is the version its author knew.

    Raises Conflict("playbook-moved"), Invalid("no-key").
    """
    _keyed(draft)
    version = draft.base
    again = version.number > 0 and draft.files == playbooks().texts(version.place)
    if not again and base not in (None, version.number):
        raise moved(version)
    if not again:
        follow(draft, now())
    number = version.number if again else playbooks().put(draft, now())
    schedules().settle(now())
    refused = [RefusedRule(rule=key, reason=reason) for key, reason in outside_rules().settle().items()]
    return Applied(version=number, changed=not again, refused=refused)


def _keyed(draft: Draft) -> None:
    """Raises Invalid("no-key") where a trait is declared sensitive whose class has no key in this stack."""
    declared = {one.kind for one in traits_of(draft.definitions.get("policy", {})).values()}
    lacking = sorted(declared - class_keys().keys())
    if lacking:
        switched = ", ".join(f"{kind.capitalize()}Class=true" for kind in lacking)
        raise Invalid("no-key", f"the stack has no key for {', '.join(lacking)}: deploy it with {switched}")


def name_of(request: Request) -> str:
    """Who asks."""
    return caller_of(event_of(request)).name


def wanted(before: Files, change: Change) -> dict[str, str]:
    """All files as they would be. Raises TooLarge("too-large")."""
    after = dict(change.files) if change.replace else {**before, **change.files}
    if sum(len(path) + len(text) for path, text in after.items()) > LARGEST:
        raise TooLarge("too-large", f"a playbook has at most {LARGEST} characters")
    return after


def rehearsed(definitions: Definitions) -> list[RehearsalAnswer]:
    """How each template that would change comes out for some real people."""
    return [
        RehearsalAnswer.model_validate(
            {**vars(one), "template": key, "failures": one.failures, "notes": [*noted, *one.warnings]}
        )
        for key, (one, noted) in rehearsals(definitions).items()
    ]


def noted(definitions: Definitions) -> dict[str, Sequence[str]]:
    """By path what is worth knowing of macros."""
    from segue.conversations.knowledge.asking import asking  # Liquid, for whoever plans

    found = asking(definitions["macro"], policy_of(definitions["policy"]))
    return {f"macros/{key}.yaml": notes for key, notes in found.items()}


def planned(before: Files, after: Files, made: Definitions) -> list[ChangedFile]:
    """The files that would differ, by path, with whom that is about."""
    found, notes = changes(before, after), noted(made)
    about = _about(found, made)
    return [
        ChangedFile(
            path=path,
            change=what,
            diff=diff(path, before, after),
            affected=about.get(path),
            notes=[*notes.get(path, ())],
        )
        for path, what in found
    ]


def _about(found: Sequence[FileChange], made: Definitions) -> dict[str, AffectedAnswer]:
    """Whom each changed file is about; nobody has counted the members of a segment that was never in force."""
    from segue.wiring.estimating import estimates  # only who plans counts

    journeys, templates = playbooks().definitions("journey"), playbooks().definitions("template")
    people = affected([one.path for one in found], journeys, templates, standing())
    new = {path for path, what in found if what == "added" and path.startswith("segments/")}
    told = {path: replace(one, people=None) if path in new else one for path, one in people.items()}
    after = {f"segments/{key}.yaml": one for key, one in estimates(made).items()}
    return {path: AffectedAnswer.model_validate({**vars(one), "after": after.get(path)}) for path, one in told.items()}
