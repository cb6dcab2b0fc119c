"""Privacy: requests of people about what is held of them, and the job that carries them out, stage by stage."""

from functools import cache
from typing import Any

from segue.lambdas import Lambda, each_message


@cache
def routes() -> Any:
    """The resolver of this function's routes, made once."""
    from segue.api.privacy_interface import REQUESTS
    from segue.api.routes import resolver

    return resolver(REQUESTS)


def _work(said: dict[str, Any]) -> None:
    """One step of a request of its kind, or a case that a shop system has passed on."""
    from segue.wiring import erasing, export_jobs, shop_cases

    if "case" in said:
        shop_cases.carry_out(said["case"])
        return
    kind, jobs = ("export", export_jobs) if "export" in said else ("erasure", erasing)
    jobs.working().work(said[kind], said["step"])


def handler(event: Lambda, context: Any) -> dict[str, Any]:
    """Of an SQS batch it answers which messages must come again; what else comes is a request to the API."""
    if "Records" in event:
        return each_message(event, _work)
    from segue.api.routes import resolve

    return resolve(routes(), event, context)
