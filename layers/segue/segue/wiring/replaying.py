"""The ways out of quarantine: `people` and `console`."""

from functools import cache

from segue.api.emptying import Emptying
from segue.intake.replaying import Replaying, parse
from segue.intake.setting_aside import SettingAside
from segue.lambdas import now
from segue.wiring.accepting import accepting
from segue.wiring.configured import source
from segue.wiring.merges import audit
from segue.wiring.quarantine import quarantine


@cache
def replaying() -> Replaying:
    """The way out of quarantine."""
    return Replaying(accepting(), quarantine(), parse, source)


@cache
def emptying() -> Emptying:
    """The way out of quarantine for many at once."""
    return Emptying(quarantine().newest, replaying().replay, now)


@cache
def setting_aside() -> SettingAside:
    """The way out of quarantine for what will never be understood."""
    return SettingAside(quarantine(), audit().write)
