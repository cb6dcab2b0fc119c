"""The policy of channels in plain words: what decides between them, and about hours and styles. Pure."""

from collections.abc import Sequence

from segue.console.words import channel
from segue.languages.numbers import least
from segue.languages.texts import _
from segue.messaging.channel_policies import ChannelPolicy


def best(policy: ChannelPolicy) -> list[tuple[str, str]]:
    """What is weighed, in pairs of a name and its answer."""
    costs = sorted(policy.cost.items(), key=lambda one: one[1])
    alike = _("Answers that differ by less than {share}: the cheaper channel is taken")
    learns = _("{share} of marketing goes where the customer was written to least")
    turns = _("Styles of a template take turns until {count} were sent, then the one answered most")
    return [
        (_("Best channel"), _("What the customer asked for, then what is answered most, then what costs less")),
        (_("Alike"), alike.format(share=_share(policy.alike))),
        (_("What costs less"), " < ".join(channel(one) for one, _cost in costs) or _("As is usual")),
        (_("Where nothing else decides"), _in_order(policy.order)),
        (_("To learn"), learns.format(share=_share(policy.explore))),
        (
            _("Best hour"),
            _("That of the week in which the customer answers most; others like them count for who is new"),
        ),
        (_("Style"), turns.format(count=policy.style_after)),
    ]


def _in_order(channels: Sequence[str]) -> str:
    return str(_(", then ")).join(map(channel, channels)) or str(_("As is usual"))


def _share(thousandths: int) -> str:
    return f"{least(thousandths / 10)} %"
