"""`send`."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import Any

from segue.aws.books import KINDS
from segue.aws.carriers import Carrier
from segue.aws.ledger import Ledger
from segue.aws.settings import of_channel, settings
from segue.aws.source_secrets import source_secrets
from segue.catalog.items import Item
from segue.channels import carrier
from segue.channels.outgoing import Sender
from segue.contact_points import CHANNELS
from segue.errors import Unauthorized
from segue.journeys.compiling import compile_journeys
from segue.keys import IdentityKey
from segue.lambdas import now
from segue.messaging import ports
from segue.messaging.asking import Asking
from segue.messaging.composing import Composing
from segue.messaging.experimenting import Exposing
from segue.messaging.figures import Gone
from segue.messaging.inbox import Keeping
from segue.messaging.sending import Sending
from segue.messaging.switches import Standing
from segue.messaging.trying import Trying
from segue.messaging.validity import Validity
from segue.profile.profiles import Profile
from segue.recommending.wishes import Wish
from segue.times import Millis
from segue.wiring.booking import booking
from segue.wiring.books import books
from segue.wiring.broadcasts import broadcasts
from segue.wiring.catalog import catalog
from segue.wiring.coupons import coupons
from segue.wiring.following import kept_links
from segue.wiring.in_force import segments
from segue.wiring.links import links
from segue.wiring.people import profiles
from segue.wiring.policies import policy
from segue.wiring.sent_files import SentFiles
from segue.wiring.switches import figures, switches
from segue.wiring.tables import contact_points, messages, playbooks
from segue.wiring.waiting import waiting


def sending(left: Callable[[Gone], object]) -> Sending:
    """Sends, by the playbook in force; `left` is told what has gone."""
    book, said, goods = playbooks(), cache(switches().standing), goods_once()  # asked once for a message
    templates = book.definitions("template")
    return Sending(
        messages(),
        contact_points(),
        profiles(),
        carrier_of,
        Composing(policy(), kept_links(), templates, goods, book.place, coupons(), SentFiles(), recommended, unsealed),
        policy(),
        _asking(templates, said),
        replace(validity(said), catalog=goods),
        waiting(),
        booking(),
        left,
        Exposing(Ledger(settings().ledger)).expose,
        put_off,
    )


def _asking(templates: Mapping[str, Mapping[str, Any]], said: Callable[[str], Standing]) -> Asking:
    """What the ways to somebody are; `said` is what staff say of a journey at this moment."""
    return Asking(
        contact_points(),
        links().key,
        templates,
        switches=lambda journey: said(journey).switches,
        holdout=policy().holdout,
        owner=profiles().read,
    )


def put_off(channel: str, reason: str, now: Millis) -> None:
    """A channel's provider takes nothing now: the status tells."""
    from segue.wiring.putting_off import put_off as kept  # few messages are put off

    kept().note(channel, reason, now)


def count(gone: Sequence[Gone]) -> None:
    """Counts what one batch has handed over."""
    if gone:
        figures().left(gone)


def goods_once() -> Callable[[str], Item | None]:
    """What the shop says of a product, read once: what is weighed and what is written are the same."""
    return cache(partial(catalog().one, "product"))


def recommended(profile: Profile, wish: Wish, moment: Millis) -> Sequence[Any]:
    """What may suit somebody, by the catalog as it is now."""
    from segue.wiring.recommending import recommending_now  # for messages that recommend

    return recommending_now().serve(profile, wish, moment).shown


def unsealed(said: Mapping[str, Any], owners: Collection[IdentityKey]) -> Mapping[str, Any]:
    """Sensitive traits that a template names, of a person of these identities: those that templates may name, by the
    playbook in force."""
    from segue.sensitive.declaring import TEMPLATES, traits_of  # few templates name any
    from segue.wiring.sealing import opened

    traits = traits_of(playbooks().definitions("policy"))
    named = {name: one for name, one in said.items() if name in traits and TEMPLATES in traits[name].usable_in}
    return opened(named, owners)


def validity(said: Callable[[str], Standing]) -> Validity:
    """Whether a message is still to be said; `said` is what staff say of a journey at this moment."""
    journeys = playbooks().made_of("journeys", KINDS, compile_journeys)
    return Validity(journeys, segments(), broadcasts().segment_of, books().journey, lambda one: said(one).word)


def trying() -> Trying:
    """Sends tests of staff."""
    return Trying(carrier_of)


def carrier_of(channel: str) -> ports.Carrier:
    """Who carries a channel's messages, as the template says; nobody where they stay with us."""
    if CHANNELS[channel].kept:
        return Keeping()
    found = carrier(of_channel(channel, "provider"))
    return Carrier(found, partial(sender_of, channel, found.PARAMETER))


def sender_of(channel: str, secret: str) -> Sender:
    """Who a channel's messages come from; the provider's secret of this name is kept like that of a source."""
    return Sender(
        transactional=of_channel(channel, "from"),
        marketing=of_channel(channel, "from_marketing"),
        settings=of_channel(channel, "settings"),
        secret=_newest(secret) if secret else "",
        public_url=settings().public_url,
        moment=now(),
        reply_to=of_channel(channel, "reply_to"),
    )


def _newest(secret: str) -> str:
    found = source_secrets(secret, now())
    if not found:
        raise Unauthorized("no-secret", "every secret of this name is empty")
    return found[0]
