"""Whether a mail to the shop asks for no more mails, and whether it comes from whom it says."""

from email.message import EmailMessage

from segue.channels.email import mails
from segue.channels.payloads import Payload, mapping, text
from segue.channels.sms.words import unsubscribes


def wording(mail: EmailMessage, written: str) -> str:
    """What a mail says that asks for no more mails and says nothing else; "" for any other. `written` is its text
    without quotes and signature; the subject counts where there is none."""
    said, subject = written.strip(), mails.header(mail, "Subject")
    if mails.attachments(mail):
        return ""
    return next((one for one in (said or subject,) if unsubscribes(one)), "")


def is_proven(notice: Payload, mail: EmailMessage, address: str) -> bool:
    """Whether the address wrote it: DMARC passes, or says nothing and SPF passes for the address's own domain, as DMARC
    would have it (RFC 7489, section 3.1). DKIM alone may be the signature of another domain."""
    receipt, about = mapping(notice.get("receipt")), mapping(notice.get("mail"))
    dmarc, spf = (mapping(receipt.get(f"{name}Verdict")).get("status") for name in ("dmarc", "spf"))
    if mails.sender(mail)[1].casefold() != address.casefold() or dmarc == "FAIL":
        return False
    return dmarc == "PASS" or (spf == "PASS" and _domain(text(about.get("source")) or "") == _domain(address))


def _domain(address: str) -> str:
    return address.rpartition("@")[2].casefold()
