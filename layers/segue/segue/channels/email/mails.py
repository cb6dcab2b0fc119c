"""A mail that somebody wrote to the shop: who, in which thread, what they wrote, and whether a machine did."""

import re
from collections.abc import Collection
from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import EmailPolicy
from email.utils import parseaddr
from typing import NamedTuple, cast

from segue.channels.email.quotes import LONGEST, written
from segue.channels.email.readable import readable
from segue.channels.payloads import Payload, given

ID = re.compile(r"<([^<>\s]{1,400})>")
# What SES makes of the id that it answers with: https://docs.aws.amazon.com/ses/latest/dg/header-fields.html
SENT_BY_SES = re.compile(r"([0-9a-f][0-9a-f-]{20,80})@(?:[a-z0-9-]+\.)?amazonses\.com", re.IGNORECASE)
MOST_ATTACHMENTS = 20
HEADER = 4000  # characters of a header that are read: the library takes far longer for twice as many
MACHINES = ("mailer-daemon@", "postmaster@")


class Thread(NamedTuple):
    """Ids without their brackets; "" for none. `ours`: the provider's id of the message of ours that is answered."""

    id: str
    answered: str
    root: str
    ours: str


class _Short(EmailPolicy):
    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:HEADER]


def mail_of(raw: bytes) -> EmailMessage:
    """A mail as the standard library reads it; it never raises for what is no mail."""
    return cast(EmailMessage, message_from_bytes(raw, _class=EmailMessage, policy=_Short()))


def header(mail: EmailMessage, name: str) -> str:
    """A header's text; "" where there is none or it cannot be read."""
    try:
        return str(mail.get(name, "")).strip()
    except (ValueError, TypeError, AttributeError, LookupError):
        return ""  # the library stumbles over some malformed headers


def sender(mail: EmailMessage) -> tuple[str, str]:
    """(name, address) of who wrote it."""
    return parseaddr(header(mail, "From"))


def customer(mail: EmailMessage, recipients: Collection[str]) -> tuple[str, str]:
    """(name, address) of the customer: who wrote it, or whom the shop's own machine (a contact form, at a domain that
    the shop receives mail for) says to answer. Empty where one of the addresses that it was sent to wrote it."""
    ours = {_domain(one) for one in recipients} - {""}
    writer, answer = sender(mail), parseaddr(header(mail, "Reply-To"))
    if answer[1] and _within(_domain(writer[1]), ours) and not _within(_domain(answer[1]), ours):
        return answer
    return ("", "") if writer[1].casefold() in {one.casefold() for one in recipients} else writer


def _domain(address: str) -> str:
    return address.rpartition("@")[2].strip().casefold()


def _within(domain: str, ours: Collection[str]) -> bool:
    """Whether it is one of the domains, under one of them or above."""
    return any(f".{domain}".endswith(f".{one}") or f".{one}".endswith(f".{domain}") for one in ours)


def machine(mail: EmailMessage, returned_to: str | None) -> str:
    """Why nobody wrote this themselves, as a word: bounce, auto-reply, bulk; "" where somebody did (RFC 3834)."""
    back = header(mail, "Return-Path") or (returned_to if returned_to is not None else "?")
    if back in {"", "<>"} or mail.get_content_type() == "multipart/report" or _by_daemon(mail):
        return "bounce"
    if header(mail, "Auto-Submitted").casefold() not in {"", "no"} or any(
        header(mail, name) for name in ("X-Autoreply", "X-Autorespond", "X-Autoresponder")
    ):
        return "auto-reply"
    precedence = header(mail, "Precedence").casefold()
    if precedence in {"auto_reply", "auto-reply"}:
        return "auto-reply"
    return "bulk" if precedence in {"bulk", "junk", "list"} or header(mail, "List-Id") else ""


def thread(mail: EmailMessage) -> Thread:
    """Where it belongs. The root is the oldest mail that it names: the same for every answer of a thread."""
    own, answered = _ids(mail, "Message-ID"), _ids(mail, "In-Reply-To")
    older = [*_ids(mail, "References"), *answered]
    ours = next((found[1] for one in reversed(older) if (found := SENT_BY_SES.fullmatch(one))), "")
    return Thread("".join(own[:1]), "".join(answered[:1] or older[-1:]), "".join((*older, *own)[:1]), ours)


def text_of(mail: EmailMessage) -> str:
    """What was written: plain text if there is any, else what the HTML shows; quotes and signature cut."""
    for kind in ("plain", "html"):
        part = mail.get_body(preferencelist=(kind,))
        content = _content(part) if part else ""
        if content.strip():
            return written(content if kind == "plain" else readable(content[: LONGEST * 10]))
    return ""


def attachments(mail: EmailMessage) -> tuple[Payload, ...]:
    """What is attached, by type and name; the content is not kept."""
    return tuple(given({"type": one.get_content_type(), "name": one.get_filename()}) for one in attached_to(mail))


def attached_to(mail: EmailMessage) -> list[EmailMessage]:
    """The parts that are attached, in the order of `attachments`."""
    parts = [one for one in mail.walk() if one.is_attachment() or (one.get_filename() and not one.is_multipart())]
    return parts[:MOST_ATTACHMENTS]


def _by_daemon(mail: EmailMessage) -> bool:
    return sender(mail)[1].casefold().startswith(MACHINES)


def _ids(mail: EmailMessage, name: str) -> list[str]:
    return ID.findall(header(mail, name)[:20_000])


def _content(part: MIMEPart) -> str:
    try:
        return str(part.get_content())
    except (LookupError, ValueError):  # a charset that nobody has
        raw = part.get_payload(decode=True)
        return raw.decode("utf-8", "replace") if isinstance(raw, bytes) else ""
