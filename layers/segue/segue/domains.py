"""Domains of e-mail addresses in the letters of the network and in those of people: IDNA 2008, mapped by UTS 46
(https://www.unicode.org/reports/tr46/). `ß` stays a letter of its own."""


def in_ascii(domain: str) -> str | None:
    """`xn--mller-kva.example` for `müller.example`; None where it is the name of no domain."""
    import idna  # with its tables; few addresses need it

    try:
        return idna.encode(domain, uts46=True).decode().casefold()
    except idna.IDNAError:
        return None


def in_letters(domain: str) -> str | None:
    """The inverse; None where there is none."""
    import idna

    try:
        return idna.decode(domain, uts46=True)
    except idna.IDNAError:
        return None


def deliverable(address: str) -> str:
    """The address as mail servers take it; itself where that is how it stands, or where there is no such form."""
    name, _, domain = address.rpartition("@")
    written = None if domain.isascii() else in_ascii(domain)
    return f"{name}@{written}" if written else address


def spelt(address: str) -> str:
    """The address as people write it, of one as mail servers do; "" where the two are one."""
    name, _, domain = address.rpartition("@")
    known = in_letters(domain) if "xn--" in domain.lower() else None
    return f"{name}@{known}" if known and known != domain else ""
