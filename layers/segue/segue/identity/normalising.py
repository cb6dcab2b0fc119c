"""Rich normalisation: when identities are linked, spellings of one address or number become one identifier.

The frozen form of an event's identifier stays what it is; the normalised one is a further identifier that both
spellings name, and so the link between them. E-mail: NFKC, IDNA (RFC 5891), and plus tags and dots as the rules
declare. Phone: E.164, with the country of the event or of its source where the number has none. Order numbers: in
small letters, where reading would not find them otherwise. Ids of others, such as a shop's for its customers: NFC, one
text in two encodings and no more, for `u2` and `u²` are two of them.
"""

import re
import unicodedata

import phonenumbers

from segue.domains import in_ascii
from segue.events import Event
from segue.identifiers import Identifier
from segue.identity.order_numbers import linked
from segue.identity.rules import Rules


def normalised(one: Identifier, event: Event, rules: Rules) -> Identifier:
    """The identifier in its one right spelling; itself where there is none to be found."""
    match one.type:
        case "email":
            return Identifier("email", _email(one.value, rules))
        case "phone":
            return Identifier("phone", _phone(one.value, _country(event, rules)))
        case "order_id":
            return Identifier("order_id", linked(one.value))
    return Identifier(one.type, unicodedata.normalize("NFC", one.value))


def _email(value: str, rules: Rules) -> str:
    local, _, domain = unicodedata.normalize("NFKC", value).partition("@")
    written = in_ascii(domain)
    if written is None:
        return value
    domain = written
    if domain in rules.dotless:
        local = local.replace(".", "")
    return f"{local if rules.plus_tags else local.partition('+')[0] or local}@{domain}".casefold()


def _phone(value: str, country: str | None) -> str:
    """E.164; a national number without a country stays what it is, for it may be anybody's anywhere."""
    try:
        number = phonenumbers.parse(value, None if value.startswith("+") else country)
    except phonenumbers.NumberParseException:
        return value
    valid = phonenumbers.is_valid_number(number)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if valid else value


def _country(event: Event, rules: Rules) -> str | None:
    """Of an address trait, else the source's own, else the region of the context's locale."""
    address = event.traits.get("address")
    code = address.get("country_code") if isinstance(address, dict) else None
    locale = event.context.get("locale")
    region = re.search(r"[-_]([A-Z]{2})\b", locale) if isinstance(locale, str) else None
    found = code or rules.countries.get(event.source) or (region[1] if region else None)
    return found if isinstance(found, str) and len(found) == 2 else None
