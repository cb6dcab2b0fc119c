"""Records of processing of the playbook in force: `privacy` and `console`."""

from typing import Any

from segue.records.gathering import records
from segue.wiring.tables import playbooks

KINDS = ("policy", "source", "plan", "rule", "journey", "template", "segment", "placement")


def gathered() -> dict[str, Any]:
    """All that the configuration says, of one version."""
    return playbooks().made_of("records", KINDS, lambda *found: records(dict(zip(KINDS, found, strict=True))))
