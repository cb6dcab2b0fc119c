"""What the template tells a function: names of tables, queues and the bus, read once from the environment."""

import os
from dataclasses import dataclass, fields
from functools import cache
from typing import NamedTuple


@dataclass(frozen=True)
class Settings:
    """One field per environment variable of `template.yaml`; a field that a function lacks is an empty text."""

    stack: str = ""
    ledger: str = ""
    identities: str = ""
    people: str = ""
    contact_points: str = ""
    journeys: str = ""
    messages: str = ""
    conversations: str = ""
    playbook: str = ""
    catalog: str = ""
    members: str = ""
    requests: str = ""
    bus: str = ""
    secret: str = ""
    public_url: str = ""
    link_url: str = ""
    journeys_queue: str = ""
    journeys_queue_arn: str = ""
    calls_queue: str = ""
    conversations_queue: str = ""
    conversations_queue_arn: str = ""
    imports_queue: str = ""
    dispatch_queue: str = ""
    dispatch_queue_arn: str = ""
    broadcasts_queue: str = ""
    broadcasts_queue_arn: str = ""
    imports_bucket: str = ""
    attachments_bucket: str = ""
    mail_bucket: str = ""
    exports_bucket: str = ""
    back_fill_queue: str = ""
    simulate_queue: str = ""
    forecast_queue: str = ""
    models_bucket: str = ""
    archive_bucket: str = ""
    erasures_bucket: str = ""
    measure_queue: str = ""
    privacy_queue: str = ""
    dead_letters_arn: str = ""
    redrive_queue: str = ""
    canary_minutes: str = ""
    timer_group: str = ""
    timer_role: str = ""
    user_pool: str = ""
    user_pool_client: str = ""


@cache
def settings() -> Settings:
    """The settings of this function; the variable of a field is its name in capitals."""
    return Settings(**{one.name: os.environ.get(one.name.upper(), "") for one in fields(Settings)})


def of_channel(channel: str, what: str) -> str:
    """A variable of a channel, `<CHANNEL>_<WHAT>`: MARKETING_QUEUE and TRANSACTIONAL_QUEUE for who dispatches;
    PROVIDER, FROM, FROM_MARKETING, SETTINGS and REPLY_TO for who sends. Empty where the function lacks it."""
    return os.environ.get(f"{channel}_{what}".upper(), "")


def checks_plans() -> bool:
    """CHECKS_PLANS of `collect`: whether it reads the tracking plan, so that its events can be held."""
    return os.environ.get("CHECKS_PLANS", "") == "true"


def canary_minutes() -> int:
    """CANARY_MINUTES: how many minutes lie between two canaries; 0: none is sent."""
    return int(settings().canary_minutes or 0)


def class_keys() -> dict[str, str]:
    """HEALTH_CLASS, BELIEFS_CLASS, FINANCES_CLASS: ARNs of the keys of classes of sensitive traits that there are."""
    named = {kind: os.environ.get(f"{kind.upper()}_CLASS", "") for kind in ("health", "beliefs", "finances")}
    return {kind: arn for kind, arn in named.items() if arn}


def summary_model() -> str:
    """SUMMARY_MODEL of `conversations` and `console`: the model of Amazon Bedrock that summarises; empty: none is
    ever asked."""
    return os.environ.get("SUMMARY_MODEL", "")


def needed_consent() -> frozenset[str]:
    """NEEDED_CONSENT of `collect` and `knock`: consent categories, with commas, without which behaviour is not kept.

    Empty for `none`.
    """
    return frozenset(os.environ.get("NEEDED_CONSENT", "").replace(",", " ").split()) - {"none"}


class MeasuringLimits(NamedTuple):
    """What DuckDB may take in `measure`: memory in its words, threads, and bytes on disk for what is copied."""

    memory: str
    threads: int
    room: int


def measuring_limits() -> MeasuringLimits:
    """MEASURE_DISK (MB of the function's disk; a third is left for what DuckDB spills) and the function's memory."""
    megabytes = int(os.environ.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "") or 3538)
    disk = int(os.environ.get("MEASURE_DISK", "") or 4096)
    return MeasuringLimits(f"{megabytes * 7 // 10}MB", 2, disk * 1024 * 1024 * 2 // 3)


def kept_days() -> int:
    """ARCHIVE_DAYS of `measure`: after how many days at the latest the archive's bucket forgets."""
    return int(os.environ.get("ARCHIVE_DAYS", "") or 1095)


class MeasuringEngine(NamedTuple):
    """What computes measures, and where Athena is asked."""

    name: str
    workgroup: str
    database: str


def measuring_engine() -> MeasuringEngine:
    """MEASURES_ENGINE, MEASURES_WORKGROUP and MEASURES_DATABASE of `measure`."""
    names = ("MEASURES_ENGINE", "MEASURES_WORKGROUP", "MEASURES_DATABASE")
    return MeasuringEngine(*(os.environ.get(one, "") for one in names))
