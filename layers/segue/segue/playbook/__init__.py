"""The playbook: the versioned texts that say who is meant, what is sent and by which rules.

`compile_playbook` reads the YAML files, checks all of them and returns plain definitions by kind, ready to be kept
as JSON: nothing that runs per event parses YAML. A path is `<folder>/<id>.yaml`.
"""

from segue.playbook.compiling import BadPlaybook, compile_playbook
from segue.playbook.kinds import FOLDERS, KINDS, POLICIES, Definitions

__all__ = ["FOLDERS", "KINDS", "POLICIES", "BadPlaybook", "Definitions", "compile_playbook"]
