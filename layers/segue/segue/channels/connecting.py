"""How a provider is connected, step by step: `guides/<provider>.md`, one short text each. Pure.

`# Name`, lines `Docs:`, `Secret:` and `Topics:`, numbered steps (`{url}` is the address of the source, `{name}` its
name; what stands in backticks is to be typed or copied), and paragraphs that begin with `Note:`.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

GUIDES = Path(__file__).parent / "guides"
STEP = re.compile(r"^\d+\. ")


@dataclass(frozen=True)
class Guide:
    """`secret` says where the provider shows it, "" where there is none; `topics` are what to switch on there."""

    name: str
    docs: str = ""
    secret: str = ""
    topics: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@cache
def guide(provider: str) -> Guide:
    """The provider's guide; one without steps where nobody has written one yet."""
    file = GUIDES / f"{provider}.md"
    known = {one.stem for one in GUIDES.glob("*.md")}
    return read(file.read_text()) if provider in known else Guide(provider)


def read(text: str) -> Guide:
    """A guide out of its text."""
    blocks = [" ".join(block.split()) for block in re.split(r"\n(?=\n|\d+\. |[A-Z][a-z]+: )", text) if block.strip()]

    def said(word: str) -> list[str]:
        return [one.removeprefix(f"{word}: ") for one in blocks if one.startswith(f"{word}: ")]

    return Guide(
        name=next((one.removeprefix("# ") for one in blocks if one.startswith("# ")), ""),
        docs="".join(said("Docs")[:1]),
        secret="".join(said("Secret")[:1]),
        topics=tuple(one.strip() for line in said("Topics") for one in line.split(",")),
        steps=tuple(STEP.sub("", one) for one in blocks if STEP.match(one)),
        notes=tuple(said("Note")),
    )
