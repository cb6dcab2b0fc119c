"""Files that customers attach to mails."""

from segue.aws.mail_store import stored_mail
from segue.aws.settings import settings
from segue.channels.email.stored_mails import Place, attached
from segue.conversations.conversations import Turn
from segue.conversations.desk.attaching import clean
from segue.keys import digest
from segue.wiring.attachments import attachments


def file_of_mail(turn: Turn, number: int) -> str:
    """A link to what was attached to a mail of a customer's, which then is kept beside what staff attach; "" where the
    mail is not kept, or holds none there. Raises Unavailable."""
    stored = str(turn.detail.get("stored", ""))
    if not stored or settings().mail_bucket in ("", "-"):
        return ""
    found = attached(stored_mail(Place(settings().mail_bucket, stored)), number)
    if found is None:
        return ""
    name = clean(found.name) or f"file-{number}"
    key = f"{turn.conversation}/{digest(b'file', f'{turn.id}|{number}')}/{name}"
    attachments().keep(key, found.type, found.content)
    return attachments().link(key, name, found.type)
