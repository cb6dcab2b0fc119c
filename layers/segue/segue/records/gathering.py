"""Everything that the configuration says of what is done with data, as one mapping. Pure."""

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from segue.identifiers import CODES
from segue.records.assessing import assessment
from segue.records.flows import Definitions, Row, planned, recipients, sources
from segue.records.purposes import purposes
from segue.retention import CLASSES, days_of
from segue.sensitive.declaring import traits_of

FORMAT = "segue-records/1"
OPEN = "OPEN QUESTION"
TRANSFERS = (
    "data lies in the AWS region of the stack; for each recipient say where it works, and by which safeguards data may "
    "go there"
)


@cache
def stack() -> Mapping[str, Any]:
    """What the template declares, as `segue_tools.records` has written it down."""
    return msgspec.json.decode((files("segue.records") / "stack.json").read_bytes())


def records(known: Definitions) -> Row:
    """Records of processing, data map and assessment of a playbook, {kind: {id: definition}}."""
    policies = known.get("policy", {})
    found: Row = {
        "format": FORMAT,
        "playbook": _digest(known),
        "controller": _controller(policies.get("shop", {})),
        "processing": purposes(known),
        "data": _data(known),
        "sources": sources(known),
        "stores": _stores(policies),
        "recipients": recipients(known, stack()["carriers"]),
        "transfers": f"{OPEN}: {TRANSFERS}",
        "limits": limits(policies),
        "measures": list(stack()["measures"]),
    }
    return found | {"assessment": assessment(found, known)}


def _controller(shop: Mapping[str, Any]) -> Row:
    contact = f"{OPEN}: who answers for it, and the data protection officer"
    return {"name": str(shop.get("name", "")) or OPEN, "url": str(shop.get("url", "")), "contact": contact}


def _data(known: Definitions) -> Row:
    declared = sorted(traits_of(known.get("policy", {})).items())
    sensitive = [{"trait": name, "class": one.kind, "usable_in": sorted(one.usable_in)} for name, one in declared]
    return {"identifiers": sorted(CODES), "events": planned(known), "sensitive": sensitive}


def limits(policies: Mapping[str, Mapping[str, Any]]) -> list[Row]:
    """How long what is kept."""
    return [
        {
            "class": one.name,
            "what": one.what,
            "days": days_of(policies, one.name),
            "by": one.by,
            "changed": _changed(one.parameter, one.most),
        }
        for one in CLASSES
    ]


def _changed(parameter: str, most: int) -> str:
    return f"parameter {parameter}" if parameter else "policies/retention.yaml" if most else ""


def _stores(policies: Mapping[str, Mapping[str, Any]]) -> list[Row]:
    """Tables and buckets, with the classes of data that lie in them."""
    rows = []
    for one in stack()["stores"]:
        kept = [kind for kind in CLASSES if one["name"] in kind.places]
        days = [days_of(policies, kind.name) for kind in kept]
        rows.append(
            {**one, "classes": [kind.name for kind in kept], "people": any(kind.people for kind in kept), "days": days}
        )
    return rows


def _digest(known: Definitions) -> str:
    """Which playbook this is of."""
    return hashlib.sha256(msgspec.json.encode(known, order="deterministic")).hexdigest()[:16]
