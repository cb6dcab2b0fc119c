"""Mails that customers write to the shop, in the in-memory cloud."""

import json
from collections.abc import Mapping

from segue.times import MINUTE, to_text
from tests.faults.cloud.mailbox import Mail
from tests.faults.cloud.world import World

SHOP = "help@shop.test"


def mailed(world: World, text: str, own: str, sender: str = "kim@shop.test", stored: str = "", **headers: str) -> bytes:
    """A customer writes a mail with this Message-ID; `headers` with _ for -; `stored`: where SES keeps it."""
    lines = {"From": sender, "To": SHOP, "Subject": "Where is my tent?", "Message-ID": f"<{own}>"}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    said = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    when = {"timestamp": to_text(world.clock), "source": sender, "messageId": own}
    receipt = {"recipients": [SHOP], "action": {"type": "SNS", "encoding": "UTF8", "objectKey": stored}}
    whole = f"{said}\r\n{text}\r\n"
    notice = {"notificationType": "Received", "mail": when, "receipt": receipt, "content": whole}
    record = {"EventSource": "aws:sns", "Sns": {"Message": json.dumps(notice)}}
    world.hand_over("receive_email", {"Records": [record]})
    world.pass_time(MINUTE)
    return whole.encode()


def headers_of(mail: Mail) -> Mapping[str, str]:
    """The headers of a mail of ours beside the usual ones."""
    return {one["Name"]: one["Value"] for one in mail.request["Content"]["Simple"].get("Headers", [])}


def last_mail(world: World) -> Mail:
    """The last that went out."""
    return world.region.mailbox.mails[-1]
