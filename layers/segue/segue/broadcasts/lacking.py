"""What a broadcast needs of the playbook that is not there. Pure."""

from typing import NamedTuple

from segue.languages.texts import _

WORDS = {
    "segment": _("the playbook in force has no segment {name}"),
    "journey": _("the playbook in force has no journey {name}"),
    "such": _("the playbook in force has no such schedule of journey {name}"),
    "template": _("the playbook in force has no template {name} for {channel}"),
}


class Lack(NamedTuple):
    """A `kind` of WORDS by its name; of a template, what it says nothing for."""

    kind: str
    name: str
    channel: str = ""

    @property
    def words(self) -> str:
        """In a sentence for people."""
        return WORDS[self.kind].format(name=self.name, channel=self.channel)
