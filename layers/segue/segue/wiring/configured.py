"""Sources as the playbook has them: doors, and the way out of quarantine."""

from segue.errors import NotFound
from segue.intake.sources import Source, compile_source
from segue.wiring.tables import playbooks


def source(name: str) -> Source:
    """A configured source. Raises NotFound("unknown-source")."""
    found = playbooks().definitions("source").get(name)
    if found is None:
        raise NotFound("unknown-source", "no source of this name is configured")
    return compile_source(name, found)
