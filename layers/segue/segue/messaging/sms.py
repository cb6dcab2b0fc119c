"""How many parts a text message takes: carriers charge each.

The alphabet is that of GSM (3GPP TS 23.038, section 6.2.1) with 160 characters in one part and 153 in each of several;
a text with any other character is UCS-2, with 70 and 67. What takes two places is never split between two parts.
"""

from collections.abc import Iterable
from dataclasses import dataclass

GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
ESCAPED = frozenset("\f^{}\\[~]|€")  # two places each
ONE, SEVERAL = {"GSM-7": 160, "UCS-2": 70}, {"GSM-7": 153, "UCS-2": 67}
WIDE = 0xFFFF  # above it a character takes two places of UCS-2


@dataclass(frozen=True)
class Size:
    """In which alphabet, how many places, in how many parts; `beyond`: the characters that GSM does not have."""

    alphabet: str
    places: int
    parts: int
    beyond: str = ""


def size(text: str) -> Size:
    """What a text takes."""
    beyond = "".join(dict.fromkeys(one for one in text if one not in GSM and one not in ESCAPED))
    alphabet = "UCS-2" if beyond else "GSM-7"
    widths = [1 + (ord(one) > WIDE if beyond else one in ESCAPED) for one in text]
    parts = 1 if sum(widths) <= ONE[alphabet] else _parts(widths, SEVERAL[alphabet])
    return Size(alphabet, sum(widths), parts, beyond)


def _parts(widths: Iterable[int], room: int) -> int:
    parts, left = 1, room
    for width in widths:
        parts, left = (parts, left - width) if width <= left else (parts + 1, room - width)
    return parts
