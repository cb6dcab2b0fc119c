"""`make token`: a JWT for the local stack and nothing else."""

import argparse

from segue_tools.stacks import needed
from segue_tools.staff import ROLES, token
from segue_tools.up import session_of


def main() -> None:
    """`python -m segue_tools.token ROLE`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("role", choices=ROLES)
    role = parser.parse_args().role
    stack = needed()
    outputs = stack.outputs
    member = outputs["staff"][role]
    client = outputs["aws"]["user_pool_client"]
    print(token(session_of(stack.ports), client, member["username"], member["password"]))


if __name__ == "__main__":
    main()
