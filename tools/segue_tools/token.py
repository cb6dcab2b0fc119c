"""`make token`: a JWT for the local stack and nothing else."""

import argparse

from segue_tools.stacks import needed
from segue_tools.staff import ROLES, local_token


def main() -> None:
    """`python -m segue_tools.token ROLE`."""
    parser = argparse.ArgumentParser(description=__doc__, usage="make token [ROLE=agent]")
    parser.add_argument("role", choices=ROLES)
    print(local_token(needed().outputs, parser.parse_args().role))


if __name__ == "__main__":
    main()
