"""What a broadcast needs of the playbook that is not there. Pure."""

from typing import NamedTuple

from segue.languages.texts import _

WORDS = {
    "segment": _("the playbook in force has no segment {name}"),
    "journey": _("the playbook in force has no journey {name}"),
    "such": _("the playbook in force has no such schedule of journey {name}"),
    "template": _("the playbook in force has no template {name} for {channel}"),
}
BETWEEN = "|"  # stands in no name


class Lack(NamedTuple):
    """A `kind` of WORDS by its name; of a template, what it says nothing for."""

    kind: str
    name: str
    channel: str = ""

    @property
    def words(self) -> str:
        """In a sentence for people."""
        return WORDS[self.kind].format(name=self.name, channel=self.channel)

    @property
    def kept(self) -> str:
        """As a run keeps it, until somebody reads it in a language."""
        return BETWEEN.join(self)


def told(problem: str) -> str:
    """The sentence of what a run keeps; what was kept as a sentence stays as it is."""
    parts = problem.split(BETWEEN)
    return Lack(*parts).words if len(parts) == len(Lack._fields) and parts[0] in WORDS else problem
