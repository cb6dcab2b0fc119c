"""Numbers as people write them in the language of the page. English ones need no library."""

from segue.console.language import ENGLISH, told_in


def number(value: float, digits: int = 0) -> str:
    """`1,200`; with two digits `1,200.00`; in German `1.200,00`. Less than nothing has a real minus sign."""
    if told_in() == ENGLISH:
        return f"{value:,.{digits}f}".replace("-", "−")
    from babel.numbers import format_decimal

    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return format_decimal(value, format=pattern, locale=told_in()).replace("-", "−")


def plainly(value: float) -> str:
    """With as many digits as it has: `2.5`, `0.08`; in German `2,5`."""
    text = f"{value:g}"
    return text if told_in() == ENGLISH else number(value, len(text.partition(".")[2]))


def percent(share: float, digits: int = 0) -> str:
    """A share of one: `12%`; in German `12 %`."""
    if told_in() == ENGLISH:
        return f"{share:.{digits}%}"
    return f"{number(share * 100, digits)} %"
