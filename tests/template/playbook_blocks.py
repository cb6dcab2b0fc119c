"""The YAML of the documentation as files of a playbook.

A block names its file in its first line, or the prose above it in its chapter does. `# journeys/x.yaml, one of its
steps` is a part: its keys are laid over the starter's file of that name or over the least that a file of its kind says,
a list in the place of the kind's own.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from segue.playbook.kinds import FOLDERS, KINDS, Definitions, place_of
from segue.playbook.texts import read
from segue_tools.playbooks import starter_files
from tests.template.documents import Block, blocks

FILE = re.compile(rf"\b(?:{'|'.join(FOLDERS)})/[\w-]+\.yaml")
PART = re.compile(rf"# (?:{'|'.join(FOLDERS)})/[\w-]+\.yaml, ")
LEAST: Mapping[str, dict[str, Any]] = {
    "journey": {"entry": {"detail-type": ["OrderPlaced"]}, "steps": [{"wait": "1h"}]},
    "source": {"provider": "hmac", "channel": "any"},
    "placement": {"variants": [{"id": "one", "content": {"title": "One"}}]},
}
LISTS = {"journey": "steps", "placement": "variants"}


class Said(NamedTuple):
    """What a block says as a file: its kind, its id and the mapping."""

    kind: str
    key: str
    spec: dict[str, Any]


def playbook_blocks() -> list[Block]:
    """All YAML but the mappings of imports."""
    return [one for one in blocks("yaml") if not is_mapping(one)]


def is_mapping(block: Block) -> bool:
    """Whether it is what `segue import --mapping` reads."""
    return block.text.startswith("# ") and block.text.splitlines()[0].endswith(", a mapping")


def file_of(block: Block) -> str:
    """The file that a block is of. Raises IndexError where neither it nor the prose above says."""
    head = [one for one in block.text.splitlines() if one.startswith("# ")]
    return [*FILE.findall(block.above), *FILE.findall("\n".join(head))][-1]


def said(block: Block) -> Said:
    """A block as the compiler would be given it."""
    kind, key = place_of(file_of(block))
    value = read(block.text).value
    return Said(kind, key, _laid(kind, file_of(block), value) if PART.search(block.text) else value)


def around() -> Definitions:
    """What a file is compiled among: the starter."""
    found: Definitions = {kind: {} for kind in KINDS}
    for path, text in starter_files().items():
        kind, key = place_of(path)
        found[kind][key] = read(text).value
    return found


def _laid(kind: str, path: str, value: Any) -> dict[str, Any]:
    starter = starter_files()
    below = read(starter[path]).value if path in starter else LEAST[kind]
    return {**below, **({LISTS[kind]: value} if isinstance(value, list) else value)}
