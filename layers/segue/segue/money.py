"""Money: whole minor units (cents) and an ISO 4217 currency."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

# Currencies whose minor unit is not a hundredth (ISO 4217, list one).
EXPONENTS = {
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI"), 0),
    **dict.fromkeys(("VND", "VUV", "XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}
MOST_DIGITS = 12


def currency(code: Any) -> str:
    """Three capital letters, or an empty text."""
    text = str(code or "").strip().upper()
    return text if len(text) == 3 and text.isalpha() else ""


def minor(amount: Any, code: str) -> int:
    """18.99 EUR as 1899; rounded half up; 0 where the amount is no number that money can be."""
    try:
        value = Decimal(str(amount))
    except InvalidOperation:
        return 0
    if not value.is_finite() or value.adjusted() > MOST_DIGITS:
        return 0
    return int(value.scaleb(EXPONENTS.get(code, 2)).to_integral_value(ROUND_HALF_UP))


def major(cents: Any, code: str, exponents: Mapping[str, int] = EXPONENTS) -> float | None:
    """1899 EUR as 18.99, as Segment's spec has money; None for anything but a whole number that money can be."""
    if isinstance(cents, bool) or not isinstance(cents, int) or abs(cents) >= 10**MOST_DIGITS:
        return None
    return float(Decimal(cents).scaleb(-exponents.get(code, 2)))


def text(cents: int, code: str, *, comma: bool = False) -> str:
    """1899 EUR as `18.99 EUR`; `comma`: as `18,99 EUR`, for who reads it so."""
    exponent = EXPONENTS.get(code, 2)
    amount = f"{Decimal(cents).scaleb(-exponent):.{exponent}f}"
    return f"{amount.replace('.', ',') if comma else amount} {code}".strip()
