"""`segue plan`, `apply`, `pull`, `versions` and `rollback`: the playbook as a folder of text.

Ends with 0, with 2 where the playbook has problems (`file:line:column: message`), and with 1 for anything else.
"""

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from segue_tools import copies, sessions
from segue_tools.api import Refused
from segue_tools.commands import command
from segue_tools.plan_words import about, rehearsed
from segue_tools.playbooks import SCHEMAS, files_of, strays
from segue_tools.progress import say
from segue_tools.schemas import write_schemas

PROBLEMS = 2
STARTER = 1  # the version of a new stack, which every folder may be put over
COLOURS = {"+": "32", "-": "31", "@": "36"}
BOLD = "1"


def commands(parsers: Any) -> None:
    """Adds the commands."""
    for name, act, does in (
        ("plan", plan, "what a folder of definitions would change, and for how many people"),
        ("apply", apply, "put a folder in force"),
    ):
        one = command(parsers, name, does, act)
        one.add_argument("folder", type=Path, help="what `segue pull` has made, or one like it")
        one.add_argument("--replace", action="store_true", help="definitions that are not in the folder go")
        if name == "apply":
            one.add_argument("--force", action="store_true", help="whatever others have put in force meanwhile")
    taken = command(parsers, "pull", "definitions in force, as text", pull)
    taken.add_argument("folder", type=Path, help="is made where there is none")
    taken.add_argument("--force", action="store_true", help="what was edited here and there is overwritten")
    shown = command(parsers, "versions", "what was applied, when and by whom; with a number, what it changed", versions)
    shown.add_argument("number", type=int, nargs="?", help="one of the list")
    back = command(parsers, "rollback", "put an older version in force again", rollback)
    back.add_argument("number", type=int, help="of `segue versions`")


def plan(said: argparse.Namespace) -> None:
    """Shows the difference."""
    answer = _send(said, "/v1/playbook/plan", {})
    for change in answer["changes"]:
        _show(change)
    for one in answer["templates"]:
        say("\n".join(rehearsed(one)))
    if not answer["changes"]:
        say("Nothing would change.")
    _tell_lacking(said)


def _tell_lacking(said: argparse.Namespace) -> None:
    """Files in force that the folder lacks: they stay, unless `--replace` takes them."""
    if said.replace:
        return
    lacking = sorted(set(sessions.current().door.get("/v1/playbook")["files"]) - set(files_of(said.folder)))
    if lacking:
        say(f"In force and not in {said.folder} (they stay; with --replace they go): {', '.join(lacking)}")


def apply(said: argparse.Namespace) -> None:
    """Puts the folder in force, unless somebody else has applied since it was pulled, or it never was."""
    base = None if said.force else copies.recorded(said.folder).version
    if base is None and not said.force:
        _look_first(said.folder)
    answer = _send(said, "/v1/playbook/apply", {"base": base})
    copies.remember(said.folder, answer["version"], sessions.current().door.get("/v1/playbook")["files"])
    _tell(answer)


def _look_first(folder: Path) -> None:
    """Ends where versions are in force that nobody in this folder has seen: what they changed would go unseen."""
    newest = sessions.current().door.get("/v1/playbook/versions?limit=1")["items"]
    if newest and newest[0]["version"] > STARTER:
        one = newest[0]
        sys.exit(
            f"{folder} was never pulled, and version {one['version']} is in force, by {_who(one)} at {one['time']}.\n"
            f"Nothing was changed. `segue pull {folder}` brings what is in force and leaves what you "
            "edited; `segue apply --force` puts the folder in force whatever others have done."
        )


def pull(said: argparse.Namespace) -> None:
    """Brings a folder to what is in force; what was edited in it stays."""
    playbook = sessions.current().door.get("/v1/playbook")
    here = files_of(said.folder) if said.folder.exists() else {}
    found = copies.pulled(here, playbook["files"], copies.recorded(said.folder))
    if found.conflicts and not said.force:
        said_of = "\n".join(f"  {said.folder / path}" for path in found.conflicts)
        sys.exit(f"Edited here, and not the same in force:\n{said_of}\nNothing was written; --force overwrites them.")
    said.folder.mkdir(parents=True, exist_ok=True)
    copies.write(said.folder, {**found.changed, **{path: playbook["files"].get(path) for path in found.conflicts}})
    copies.remember(said.folder, playbook["version"], playbook["files"])
    write_schemas(said.folder / SCHEMAS)
    for path in found.edited:
        say(f"{said.folder / path}: left as you edited it")
    say(f"{len(playbook['files'])} files in {said.folder}, version {playbook['version']}.")


def versions(said: argparse.Namespace) -> None:
    """Shows what was applied."""
    door = sessions.current().door
    if said.number is None:
        for one in door.get("/v1/playbook/versions?limit=50")["items"]:
            changed = ", ".join(f"{part['change']} {part['path']}" for part in one["changed"][:3])
            more = f" and {len(one['changed']) - 3} more" if len(one["changed"]) > 3 else ""
            say(f"{one['version']:>5}  {one['time']}  {_who(one):<20} {one['note'] or changed + more}")
    else:
        for change in door.get(f"/v1/playbook/versions/{said.number}")["changes"]:
            _show(change)


def _who(version: dict[str, Any]) -> str:
    return version["by_name"] or "somebody"


def rollback(said: argparse.Namespace) -> None:
    """Puts an older version in force again."""
    try:
        _tell(sessions.current().door.post("/v1/playbook/rollback", {"version": said.number}))
    except Refused as refused:
        _end(refused, Path())


def _send(said: argparse.Namespace, path: str, more: dict[str, Any]) -> Any:
    if not said.folder.is_dir():
        sys.exit(f"There is no folder {said.folder}; `segue pull {said.folder}` makes it, of what is in force.")
    files = files_of(said.folder)
    for one in strays(said.folder):
        print(f"{one}: not looked at; a definition is a file such as segments/open-cart.yaml", file=sys.stderr)
    if not files:
        sys.exit(f"There are no definitions in {said.folder} (folders such as segments/ with .yaml files).")
    try:
        return sessions.current().door.post(path, {"files": files, "replace": said.replace, **more})
    except Refused as refused:
        _end(refused, said.folder)


def _end(refused: Refused, folder: Path) -> None:
    """Each problem as editors read it, and the end; any other refusal as it is."""
    found = [one for one in refused.problem.get("errors", []) if "file" in one]
    if not found:
        raise refused
    for one in found:
        print(f"{folder / one['file']}:{one['line']}:{one['column']}: {one['message']}", file=sys.stderr)
    sys.exit(PROBLEMS)


def _tell(answer: dict[str, Any]) -> None:
    say(f"Version {answer['version']} is in force." if answer["changed"] else "Nothing has changed.")
    for one in answer["refused"]:
        print(f"rules/{one['rule']}.yaml:1:1: EventBridge refuses it: {one['reason']}", file=sys.stderr)
    if answer["refused"]:
        sys.exit(PROBLEMS)


def _show(change: dict[str, Any]) -> None:
    say(f"{_coloured(change['change'], BOLD):<8} {change['path']}{about(change['affected'])}")
    for note in change.get("notes", ()):
        say(f"  {note}")
    for line in change["diff"].splitlines():
        say(_coloured(line, COLOURS.get(line[:1], "")))
    say()


def _coloured(text: str, colour: str) -> str:
    """Coloured for somebody who looks at a terminal (https://no-color.org)."""
    shown = colour and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return f"\033[{colour}m{text}\033[0m" if shown else text
