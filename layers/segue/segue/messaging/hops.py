"""What becomes of a message, as lines of the log: one for each state that is written down."""

from segue.messages import Message
from segue.times import to_text
from segue.traces import hop

ON_ITS_WAY = ("queued", "claimed", "sent")


def told(message: Message, what: str) -> None:
    """A line of what became of a message; why it did not go out is in words of ours."""
    weighed = () if what in ON_ITS_WAY else tuple(word for word, _ in message.considered if word != "chosen")
    why = dict.fromkeys(message.reasons or weighed)
    until = to_text(message.until) if what == "held" else ""
    said = {"journey": message.journey, "step": message.step, "channel": message.channel}
    hop(what, message.trace, id=message.id, why=" ".join(why), until=until, **said)
