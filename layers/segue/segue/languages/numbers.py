"""Numbers and money as people write them in the language of the page. English ones need no library."""

from segue.languages.texts import ENGLISH, _, told_in
from segue.money import EXPONENTS

SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥"}


def number(value: float, digits: int = 0) -> str:
    """`1,200`; with two digits `1,200.00`; in German `1.200,00`. Less than nothing has a real minus sign."""
    if told_in() == ENGLISH:
        return f"{value:,.{digits}f}".replace("-", "−")
    from babel.numbers import format_decimal

    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return format_decimal(value, format=pattern, locale=told_in()).replace("-", "−")


def least(value: float, most: int = 6) -> str:
    """The same with as many digits as it has, at most so many: `5`, `5.1`, `5.12`."""
    rounded = round(value, most)
    return number(rounded, next(one for one in range(most + 1) if round(rounded, one) == rounded))


def figures(value: float) -> str:
    """Three figures of it, no more than say something: `3.14`, `31.4`, `314`."""
    rounded = float(f"{value:.3g}")
    return least(rounded)


def percent(share: float, digits: int = 0) -> str:
    """A share of one: `12 %`."""
    return f"{number(share * 100, digits)} %"


def money(cents: int, currency: str) -> str:
    """1899 EUR as `€18.99`; a currency without a sign here as `18.99 SEK`."""
    exponent = EXPONENTS.get(currency, 2)
    return with_sign(number(abs(cents) / 10**exponent, exponent), currency, "−" if cents < 0 else "")


def with_sign(amount: str, currency: str, sign: str = "") -> str:
    """A written amount with the sign of its currency where the language has it: `€1.2k`, in German `1,2 Tsd. €`."""
    form = _("{sign}{symbol}{amount}") if currency in SYMBOLS else _("{sign}{amount} {symbol}")
    return form.format(sign=sign, amount=amount, symbol=SYMBOLS.get(currency, currency)).strip()
