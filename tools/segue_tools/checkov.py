"""`make checkov`: what checkov finds in the template, against what docs/security-exceptions.md says may stay.

checkov (200 MB, and half a minute) has an environment of its own, and is no part of `make test`. It is told of every
finding by rule; one that the page does not name, and one that it names and that is no more, ends it with 1.
"""

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from typing import Any

from segue_tools.places import LOCAL, ROOT
from segue_tools.progress import say

PYTHON = LOCAL / "venvs" / "checkov" / "bin" / "python"
PAGE = ROOT / "docs" / "security-exceptions.md"
ROW = re.compile(r"^\| (CKV\w+) \| (\d+) \| (.+) \|$", re.MULTILINE)
ASKED = (
    "-f",
    "template.yaml",
    "--framework",
    "cloudformation",
    "--skip-download",
    "--compact",
    "--quiet",
    "-o",
    "json",
)
# checkov puts defaults of parameters in place of their names, and fails where one stands in a part that it has put in
# place already; what it then leaves is an address in an environment.
RUN = f"""
import sys
from contextlib import suppress
from checkov.cloudformation.context_parser import ContextParser
from checkov.main import Checkov
put = ContextParser._set_in_dict
def put_where_it_can(*given):
    with suppress(TypeError):
        put(*given)
ContextParser._set_in_dict = put_where_it_can
sys.exit(Checkov([*{ASKED!r}]).run())
"""


def main() -> None:
    """Runs it, and says where page and findings differ."""
    done = subprocess.run([PYTHON, "-c", RUN], cwd=ROOT, capture_output=True, text=True, check=False)
    try:
        found = findings(json.loads(done.stdout))
    except ValueError:
        sys.exit(f"checkov did not tell what it found:\n{done.stderr[-2000:]}")
    wrong = differences(found, reasons(PAGE.read_text()))
    say("\n".join(wrong) or f"{found.total()} findings by {len(found)} rules, each with its reason on the page")
    sys.exit(bool(wrong))


def findings(report: Mapping[str, Any]) -> Counter[str]:
    """How many findings there are by rule. Raises ValueError where the template was not understood."""
    if report["summary"]["parsing_errors"] or not report["summary"]["passed"]:
        raise ValueError("the template was not looked at")
    return Counter(one["check_id"] for one in report["results"]["failed_checks"])


def reasons(page: str) -> dict[str, int]:
    """How many findings of a rule the page says may stay."""
    return {rule: int(count) for rule, count, _ in ROW.findall(page)}


def differences(found: Mapping[str, int], told: Mapping[str, int]) -> list[str]:
    """Where they are not the same, a line each."""
    rules = sorted({*found, *told})
    return [
        f"{one}: {found.get(one, 0)} findings, {told.get(one, 0)} with a reason"
        for one in rules
        if found.get(one, 0) != told.get(one, 0)
    ]


if __name__ == "__main__":
    main()
