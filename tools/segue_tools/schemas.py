"""Generated text: the JSON Schemas of the playbook's kinds, and the template's lines that register those of signals.

`python -m segue_tools.schemas` writes them; tests hold that what is committed is what would be written.
"""

import json
from pathlib import Path
from typing import Any

from segue import signals
from segue.playbook import schemas
from segue.playbook.kinds import place_of
from segue_tools.places import PLAYBOOK, ROOT
from segue_tools.playbooks import SCHEMAS

SIGNALS = Path(signals.__file__).parent
BEGIN, END = "  # Signals, written by `python -m segue_tools.schemas`:\n", "  # End of the signals.\n"
TEMPLATE = ROOT / "template.yaml"


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of a signal, as it leaves on the bus."""
    return json.loads((SIGNALS / "schemas" / f"{name}.json").read_text())


def sample(name: str) -> dict[str, Any]:
    """An event of this signal, as a rule's target gets it."""
    return json.loads((SIGNALS / "samples" / f"{name}.json").read_text())


def registered() -> str:
    """The lines of `template.yaml` that register each signal's schema."""
    return "".join(_line(name) for name in signals.NAMES)


def _line(name: str) -> str:
    content = json.dumps(schema(name), separators=(",", ":"), ensure_ascii=False).replace("'", "''")
    named = f"RegistryName: !GetAtt SignalSchemas.RegistryName, SchemaName: {signals.SOURCE}@{name}"
    said = f"{{{named}, Type: JSONSchemaDraft4, Content: '{content}'}}"
    return f"  {name}Schema: {{Type: AWS::EventSchemas::Schema, Condition: Registers, Properties: {said}}}\n"


def with_signals(template: str) -> str:
    """The template with its generated lines as they should be."""
    before, _, rest = template.partition(BEGIN)
    return before + BEGIN + registered() + END + rest.partition(END)[2]


def written() -> dict[str, str]:
    """The playbook's schemas as files, by name."""
    made = schemas.schemas().items()
    return {f"{name}.json": json.dumps(one, indent=2, ensure_ascii=False) + "\n" for name, one in made}


def write_schemas(folder: Path) -> None:
    """Writes the playbook's schemas into a folder, where the first line of each definition looks for them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in written().items():
        (folder / name).write_text(text, encoding="utf-8")


def modeline(path: str) -> str:
    """What tells an editor which schema a definition has: the first line of its file."""
    return f"# yaml-language-server: $schema=../{SCHEMAS}/{schemas.schema_for(*place_of(path))}.json\n"


def main() -> None:
    """`python -m segue_tools.schemas`."""
    TEMPLATE.write_text(with_signals(TEMPLATE.read_text()))
    write_schemas(PLAYBOOK / SCHEMAS)


if __name__ == "__main__":
    main()
