"""What languages are called, in the language of the page."""

from segue.languages.texts import told_in


def tongue(code: str) -> str:
    """`de` as `German`, in German as `Deutsch`; a code that nobody knows as it is."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code.replace("_", "-"), sep="-").get_display_name(told_in()) or code
    except (UnknownLocaleError, ValueError):
        return code
