"""`python -m segue_tools.rotate NAME`: the next secret of a purpose is in force; the one before it goes on being
accepted until the purpose is rotated again (docs/access.md).

Needs AWS credentials as every AWS tool finds them.
"""

import os
import sys

from segue.aws import secrets
from segue.errors import Invalid
from segue_tools.cloud import configured
from segue_tools.progress import say

TOLD = {"users": secrets.user_secret, "page-tokens": secrets.token_secret, "panels": secrets.panel_secret}


def main(name: str) -> None:
    """Rotates, and prints what your server is to use from now on."""
    cloud = configured()
    os.environ.update({"SECRET": cloud.outputs["SecretName"], "AWS_REGION": cloud.session.region_name})
    try:
        number = secrets.rotate(name)
    except Invalid as wrong:
        raise SystemExit(f"{name} does not rotate: {wrong.detail}") from wrong
    say(f"  {name}, number {number}: {TOLD[name]()}")
    say("  In force now. Wait a quarter of an hour, then give it to your server; the one before is accepted until then")
    say("  and afterwards, until you rotate again.")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
