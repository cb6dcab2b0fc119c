"""What fields mean, and what holds where they are left out: `tools/reference/meanings.yaml`, the starter's policies."""

import re
from copy import deepcopy
from functools import cache
from typing import Any

import yaml

from segue.errors import Invalid
from segue.playbook.kinds import POLICIES
from segue.playbook.texts import read
from segue_tools.places import PLAYBOOK, ROOT
from segue_tools.reference.fields import Row

FOLDER = ROOT / "tools" / "reference"
LONG = 60  # characters of a default that a cell has room for


@cache
def texts(name: str) -> dict[str, Any]:
    """One of the files of words."""
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text())


def meaning(page: str, row: Row) -> str:
    """What a field means: as its page says, as its schema says, or as a field of this name means everywhere."""
    own, everywhere = texts("meanings").get(page, {}), texts("meanings")["any"]
    last = row.names[0].rpartition(".")[2]
    named = next((own[one] for one in row.names if one in own), "")
    said = named or row.schema.get("description") or own.get(last) or everywhere.get(last) or ""
    return said.rpartition(" = ")[2]


def default(page: str, row: Row) -> str:
    """What holds where nothing is said: `30d = how long` in the words, or what the starter's policy says, where leaving
    it out there changes nothing."""
    said = str(texts("meanings").get(page, {}).get(row.names[0], "")).rpartition(" = ")[0]
    if said or row.required:
        return f"`{said}`" if said else "required"
    if not page.startswith("policy-"):
        return ""
    shown = {_shown(page.removeprefix("policy-"), one) for one in row.names}
    return shown.pop() if len(shown) == 1 else ""


def _shown(policy: str, path: str) -> str:
    """What the starter's policy says at a path, on one line: as it is where that is the default, else as the
    starter's."""
    value: Any = _policy(policy)
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    text = yaml.safe_dump(value, default_flow_style=True, width=1000, sort_keys=False).removesuffix("...\n").strip()
    if value is None or len(text) > LONG:
        return ""
    return f"`{text}`" if _changes_nothing(policy, path) else f"the starter says `{text}`"


def _changes_nothing(policy: str, path: str) -> bool:
    """Whether the starter's policy means the same without what stands at a path."""
    *above, last = path.split(".")
    less = deepcopy(_policy(policy))
    inner = less
    for name in above:
        inner = inner[name]
    del inner[last]
    try:
        return _told(POLICIES[policy](less)) == _told(POLICIES[policy](_policy(policy)))
    except Invalid:
        return False


def _told(policy: object) -> str:
    """All that a policy holds; some of what is in them is only equal to itself."""
    return re.sub(r" at 0x[0-9a-f]+", "", repr(policy))


@cache
def _policy(name: str) -> Any:
    return read((PLAYBOOK / "policies" / f"{name}.yaml").read_text()).value
