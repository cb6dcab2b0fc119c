"""Units of an event and a message out of what the benchmark counted, what stands in the template, the tables of
`docs/costs.md` and the numbers of `docs/calculator.html`: `python -m segue_tools.costs` writes these files; tests hold
that they are as they would be written, and that the calculator says what is said here."""

import json
from dataclasses import dataclass
from typing import Any

from segue.costs import pricing
from segue.costs.metering import PARTS
from segue.costs.pricing import Prices, Units, prices_of
from segue_tools.places import ROOT
from segue_tools.templates import functions, resources

RESULTS = ROOT / "bench" / "results.json"
UNITS = pricing.HERE / "units.json"
PAGE = ROOT / "docs" / "costs.md"
CALCULATOR = ROOT / "docs" / "calculator.html"
COUNTED, COUNTED_END = "// written by `python -m segue_tools.costs`\n", "// end\n"
BEGIN, END = "<!-- written by `python -m segue_tools.costs` -->\n", "<!-- end -->\n"
# What the benchmark calls what our prices call otherwise.
NAMED = {
    "lambda_requests": "lambda_requests",
    "lambda_compute": "gb_seconds",
    "write_units": "write_units",
    "read_units": "read_units",
    "queues": "queue_requests",
    "bus": "bus_events",
    "schedules": "schedules",
}
SHOPS = ((10_000, 500), (100_000, 5_000), (1_000_000, 50_000), (10_000_000, 300_000), (100_000_000, 2_000_000))


@dataclass(frozen=True)
class Month:
    """How much a month brings. `others`: messages beside mails, without what their provider charges; `direct`: the
    share of events that come by a Function URL and pass no HTTP API."""

    events: int
    mails: int
    others: int = 0
    direct: float = 0.0


def units() -> dict[str, Any]:
    """What `segue/costs/units.json` has to say."""
    told = json.loads(RESULTS.read_text())
    event = _added(_units(told["usd_by_part"]), _units(told["archive"]["usd_by_part"]), _more_in_starter(told))
    event["http_requests"] = told["usd_per_million_http_api"] - told["usd_per_million"]
    event["object_puts"] = told["archive"]["puts_per_event"]
    event["log_bytes"] = told["logs"]["bytes_per_event"]
    send = {**_units(told["sending"]["usd_by_part"]), "log_bytes": told["logs"]["bytes_per_message"]}
    rounded = {name: round(much, 6) for name, much in event.items() if round(much, 6)}
    return {"event": rounded, "send": send, "standing": standing()}


def _more_in_starter(told: dict[str, Any]) -> dict[str, float]:
    """What an event takes more where the whole starter is in force, as in a new stack."""
    carts, whole = (_units(told["starter"][name]["usd_by_part"]) for name in ("carts", "whole"))
    return {name: much - carts.get(name, 0) for name, much in whole.items()}


def _added(*several: dict[str, float]) -> dict[str, float]:
    return {name: sum(one.get(name, 0) for one in several) for some in several for name in some}


def standing() -> dict[str, int]:
    """How many there are of what costs by the month, in a stack that nobody has set anything else of."""
    return {
        "secrets": len(resources("AWS::SecretsManager::Secret")),
        "alarms": sum(map(_watched, resources("AWS::CloudWatch::Alarm").values())),
        "polled_queues": len(_polled()),
    }


def _watched(alarm: dict[str, Any]) -> int:
    """How many figures an alarm looks at: one that adds up costs as many alarms as it adds."""
    return len([one for one in alarm["Metrics"] if "MetricStat" in one]) if "Metrics" in alarm else 1


def written() -> str:
    """`units.json` as it should be."""
    return json.dumps(units(), indent=2) + "\n"


def page() -> str:
    """`docs/costs.md` with its tables as they should be."""
    before, _, rest = PAGE.read_text().partition(BEGIN)
    return before + BEGIN + tables() + END + rest.partition(END)[2]


def calculator() -> str:
    """`docs/calculator.html` with its numbers as they should be."""
    before, _, rest = CALCULATOR.read_text().partition(COUNTED)
    regions = json.loads((pricing.HERE / "prices.json").read_text())["regions"]
    numbers = {**units(), "parts": PARTS, "regions": regions}
    said = f"const NUMBERS = {json.dumps(numbers, separators=(',', ':'))};\n"
    return before + COUNTED + said + COUNTED_END + rest.partition(COUNTED_END)[2]


def tables() -> str:
    """What shops of several sizes pay in a month, and what one event and one message are made of."""
    regions = [prices_of(one) for one in json.loads((pricing.HERE / "prices.json").read_text())["regions"]]
    heads = "".join(f" {one.region} |" for one in regions)
    rows = "".join(
        f"| {events:,} | {mails:,} |"
        + "".join(f" {monthly(one, Month(events, mails)):,.2f} |" for one in regions)
        + "\n"
        for events, mails in SHOPS
    )
    shops = f"| events a month | mails a month |{heads}\n|---|---|{'---|' * len(regions)}\n{rows}"
    parts = "".join(_row(part, regions[0], PARTS[part]) for part in PARTS)
    whole = _row("**all**", regions[0], tuple(unit for some in PARTS.values() for unit in some))
    head = f"| part, {regions[0].region} | a thousand events | a thousand mails |\n|---|---|---|\n"
    anyway = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in standing().items())
    said = f"What stands there anyway, in every row above: {anyway}: ${regions[0].standing:.2f} a month."
    sources = " ".join(f"Prices of {one.region}: {one.source}." for one in regions)
    return f"\n{shops}\n{sources}\n\n{head}{parts}{whole}\n{said}\n\n"


def monthly(prices: Prices, month: Month) -> float:
    """Dollars of a month."""
    event = {**units()["event"], "http_requests": units()["event"]["http_requests"] * (1 - month.direct)}
    sent = prices.of(units()["send"], month.mails + month.others)
    used = (prices.of(event, month.events), sent, prices.of({"emails": 1}, month.mails))
    return sum(sum(one.values()) for one in used) + prices.standing


def _row(part: str, prices: Prices, units_of: tuple[str, ...]) -> str:
    event = prices.of(units()["event"], 1000)
    mail = prices.of({**units()["send"], "emails": 1}, 1000)
    cells = [sum(spent.get(unit, 0) for unit in units_of) for spent in (event, mail)]
    return f"| {part} | {cells[0]:.5f} | {cells[1]:.5f} |\n"


def _units(dollars: dict[str, float]) -> Units:
    """Units of one, out of the benchmark's dollars of a million, which it has worked out with its own prices."""
    paid = prices_of("us-east-1").prices
    found = {NAMED[name]: usd / paid[NAMED[name]] for name, usd in dollars.items() if name in NAMED}
    return {name: round(much, 6) for name, much in found.items() if round(much, 6)}


def _polled() -> list[str]:
    """Event sources of queues that Lambda asks all the time."""
    return [
        f"{function}.{name}"
        for function, it in functions().items()
        for name, one in it.get("Events", {}).items()
        if one["Type"] == "SQS" and one["Properties"].get("Enabled", True) is True
    ]


def main() -> None:
    """`python -m segue_tools.costs`."""
    UNITS.write_text(written())
    PAGE.write_text(page())
    CALCULATOR.write_text(calculator())


if __name__ == "__main__":
    main()
