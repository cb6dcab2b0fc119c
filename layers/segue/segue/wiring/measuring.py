"""`measure`: the archive compacted and measured at night, and measures found when somebody asks."""

from collections.abc import Callable, Mapping
from functools import cache
from os import getpid
from pathlib import Path
from tempfile import gettempdir

from segue import retention
from segue.aws.archive import Archive
from segue.aws.archive_copies import Copies
from segue.aws.athena_archive import AthenaArchive, Clock, Place
from segue.aws.everybody import Everybody
from segue.aws.friction_memory import FrictionMemory
from segue.aws.gathered import Gathered
from segue.aws.local_archive import LocalArchive
from segue.aws.pages import Pages
from segue.aws.pseudonyms import Pseudonyms
from segue.aws.settings import kept_days, measuring_engine, measuring_limits, settings
from segue.conversations.policies import policy_in
from segue.conversations.routing.hours import spans
from segue.errors import TooLarge
from segue.experiments.holdouts import holdout_policy
from segue.friction.noticing import Noticing
from segue.lambdas import now, wait
from segue.measures.compacting import Compacting
from segue.measures.expiring import Expiring
from segue.measures.finding import Engine, Finding
from segue.measures.joining import Joining, firsts, joined_now
from segue.measures.local import Limits, Spans
from segue.measures.measuring import Measuring
from segue.measures.peopling import Peopling, Row
from segue.measures.reaching import Reach
from segue.measures.runs import Run
from segue.measures.stored import PEOPLE
from segue.measures.writing import write_people
from segue.staging import Working
from segue.times import DAY, from_text
from segue.wiring.bus import bus
from segue.wiring.measures import results, runs
from segue.wiring.people import people, profiles
from segue.wiring.tables import playbooks

FOLDER = Path(gettempdir()) / "archive"
ASKED, NIGHT = 15.0, 600.0  # seconds of all statements of a look: while somebody waits, and at night
ATHENA = "athena"  # of MeasuresEngine
FEW = 50_000  # identities up to which who is one person is looked at anew


@cache
def working() -> Working[Run]:
    """What each stage does."""
    return Working(runs(), stages(), now)


def stages() -> Mapping[str, Callable[[Run], Run]]:
    """By the names of `segue.measures.runs.STAGES`."""
    parts = Gathered(settings().models_bucket, Row)
    crowd = Pages(Everybody(profiles()))
    return {
        "compacting": Compacting(archive(), copies().copied, limits()).page,
        "expiring": Expiring(archive(), archive_days, now).page,
        "gathering": Peopling(crowd, pseudonyms().of, parts, held_out).page,
        "joining": Joining(parts, lambda body: archive().replace(PEOPLE, body), limits()).join,
        "measuring": Measuring(lambda: finding(NIGHT), results()).page,
        "noticing": Noticing(results().last, FrictionMemory(archive()), bus()).page,
    }


def archive_days() -> int:
    """For how long the archive is kept: as the policy says, and no longer than the bucket keeps it."""
    policies = playbooks().definitions("policy")
    return min(retention.days_of(policies, "archive") or kept_days(), kept_days())


def finding(seconds: float) -> Finding:
    """Computes measures by the engine that the stack was told."""
    return Finding(engine(seconds), now)


def engine(seconds: float) -> Engine:
    """DuckDB in the function, or Athena."""
    asked = measuring_engine()
    if asked.name == ATHENA:
        return AthenaArchive(Place(asked.workgroup, asked.database), opening, Clock(now, wait), seconds)
    return LocalArchive(copies(), opening, people_now, limits(), seconds)


@cache
def archive() -> Archive:
    """The archive's bucket."""
    return Archive(settings().archive_bucket)


@cache
def copies() -> Copies:
    """Copies on the function's disk."""
    return Copies(archive(), FOLDER, measuring_limits().room)


def limits() -> Limits:
    """What DuckDB may take. Its files are our own: on one machine several of us may work side by side."""
    said = measuring_limits()
    return Limits(said.memory, said.threads, FOLDER / f"spilled-{getpid()}")


@cache
def pseudonyms() -> Pseudonyms:
    """Pseudonyms of identities."""
    return Pseudonyms(settings().identities)


def held_out() -> int:
    """How many in a hundred are held out of all marketing."""
    return holdout_policy(playbooks().definitions("policy").get("holdout", {})).share


def opening(reach: Reach) -> Spans:
    """When somebody answers at the desk, on these days."""
    hours = playbooks().made_of("conversations", ("policy",), policy_in).hours
    first, last = (from_text(f"{day}T00:00:00Z") for day in (reach.first, reach.last))
    return spans(hours, first, last + DAY)


def people_now(before: Path | None) -> Path | None:
    """Who is one person now, as a file; None where there are too many to look at while somebody waits."""
    try:
        found = pseudonyms().everybody(FEW)
    except TooLarge:
        return None
    sets = people().sets({one.owner for one in found}, strong=False)
    known = firsts(before, limits()) if before else {}
    into = limits().folder / "people.parquet"
    limits().folder.mkdir(parents=True, exist_ok=True)
    write_people(joined_now(found, sets, known, held_out()), into, limits())
    return into
