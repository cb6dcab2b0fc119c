"""Playbooks as text files: {"segments/open-cart.yaml": text}."""

from pathlib import Path

import yaml

from segue_tools.places import PLAYBOOK

YAML = (".yaml", ".yml")
SCHEMAS = "schemas"  # the folder beside definitions that editors complete from


def files_of(folder: Path) -> dict[str, str]:
    """Every definition below a folder, by its path there. Ends with the name of a file that is no text."""
    suffixes = (*YAML, ".json")
    found = [one for one in folder.glob("*/*") if one.suffix in suffixes and _ours(one.relative_to(folder))]
    return {one.relative_to(folder).as_posix(): _text(one) for one in sorted(found)}


def strays(folder: Path) -> list[Path]:
    """What looks like a definition and is none: beside the folders of kinds, or in a folder within one."""
    found = (*folder.glob("*"), *folder.glob("*/*/*"))
    return sorted(one for one in found if one.suffix in YAML and _ours(one.relative_to(folder)))


def _ours(path: Path) -> bool:
    """Not a schema, nor what an editor or a repository keeps for itself, such as `.vscode/settings.json`."""
    return path.parts[0] != SCHEMAS and not any(part.startswith(".") for part in path.parts)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise SystemExit(f"{file} cannot be read: {problem}") from None


def starter_files() -> dict[str, str]:
    """The starter playbook."""
    return files_of(PLAYBOOK)


def shop_policy(shop: str) -> str:
    """The starter's shop policy, with the name of the demo shop and links that lead into it."""
    said = yaml.safe_load(starter_files()["policies/shop.yaml"])
    ours = {"name": "Tarn & Light", "url": shop, "cart_url": f"{shop}cart.html"}
    return yaml.safe_dump(said | ours, sort_keys=False, allow_unicode=True)
