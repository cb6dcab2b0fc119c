"""Money as people write it in the language of the page."""

from segue.languages.numbers import number
from segue.languages.texts import _
from segue.money import EXPONENTS

SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥"}


def money(cents: int, currency: str) -> str:
    """1899 EUR as `€18.99`; a currency without a sign here as `18.99 SEK`."""
    exponent = EXPONENTS.get(currency, 2)
    return with_sign(number(abs(cents) / 10**exponent, exponent), currency, "−" if cents < 0 else "")


def with_sign(amount: str, currency: str, sign: str = "") -> str:
    """A written amount with the sign of its currency where the language has it: `€1.2k`, in German `1,2 Tsd. €`."""
    form = _("{sign}{symbol}{amount}") if currency in SYMBOLS else _("{sign}{amount} {symbol}")
    return form.format(sign=sign, amount=amount, symbol=SYMBOLS.get(currency, currency)).strip()
