"""Playbooks as text files: {"segments/open-cart.yaml": text}."""

from pathlib import Path

import yaml

from segue_tools.places import PLAYBOOK


def files_of(folder: Path) -> dict[str, str]:
    """Every definition below a folder, by its path there."""
    found = sorted(one for one in folder.glob("*/*") if one.suffix in (".yaml", ".yml", ".json"))
    return {one.relative_to(folder).as_posix(): one.read_text() for one in found}


def starter_files() -> dict[str, str]:
    """The starter playbook."""
    return files_of(PLAYBOOK)


def shop_policy(shop: str) -> str:
    """The starter's shop policy, with links that lead into the demo shop."""
    said = yaml.safe_load(starter_files()["policies/shop.yaml"])
    return yaml.safe_dump(said | {"url": shop, "cart_url": f"{shop}cart.html"}, sort_keys=False, allow_unicode=True)
