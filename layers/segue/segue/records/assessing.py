"""The assessment pack: the questions of a data protection impact assessment (GDPR, article 35), with what the
configuration says to each, and what only the officer can say. Pure."""

from collections.abc import Mapping
from typing import Any

from segue.records.flows import Definitions, Row

ASKED = "OPEN QUESTION"


MACHINES = [
    "Messages, their channel and hour, recommendations and placements are decided by rules and models.",
    "No price, credit, contract or access is decided by the product itself.",
    "Why each message, segment and placement came about is shown to staff, with the facts that decided.",
]
RIGHTS = [
    "Erasure by any identifier, with a receipt; it does not come back by late events or imports.",
    "Consent and its withdrawal by purpose, channel and address, enforced when a message leaves.",
    "An objection to profiling ends all scoring, and nothing else.",
]


def assessment(found: Mapping[str, Any], known: Definitions) -> list[Row]:
    """Sections {"question", "says": what the configuration says, "open": what is asked of the officer}."""
    why = [f"{one['name']}: {one['why']}" for one in found["processing"]]
    who = [f"{one['name']}: {', '.join(one['who']) or 'nobody outside'}" for one in found["recipients"]]
    sections = (
        ("What is done, and why?", why, "Describe the interest where a basis is a legitimate interest, and weigh it."),
        ("Is anybody profiled or foretold?", _profiling(known), "Are the groups fair, and expected by customers?"),
        (
            "Are decisions made by machines alone?",
            MACHINES,
            "Does an offer, or its absence, affect anybody significantly?",
        ),
        (
            "Are there special categories?",
            _special(found),
            "Is there a condition of article 9 for each, and who needs it?",
        ),
        ("Are minors protected?", _minors(known), "May minors buy or sign up here, and how is their age known?"),
        ("How long is it kept?", list(map(_span, found["limits"])), "Is each span needed for its purpose?"),
        ("Who gets it?", who, "Is there a contract with each, and a safeguard where one works outside the EEA?"),
        ("How do people get their rights?", RIGHTS, "Who answers within the month, and how is identity checked?"),
        ("How is it secured?", list(found["measures"]), "Which risks remain, for whom, and who accepts them?"),
        ("Who was asked?", [], "Say what the data protection officer and those concerned have said, and when."),
    )
    return [_section(*one) for one in sections]


def _section(question: str, says: list[str], asked: str) -> Row:
    return {"question": question, "says": says, "open": f"{ASKED}: {asked}"}


def _profiling(known: Definitions) -> list[str]:
    segments = sorted(known.get("segment", {}).items())
    named = [
        f"Segment {key}: {one.get('description') or one.get('name') or 'without a description'}"
        for key, one in segments
    ]
    foretold = "Predictions of the night: next order, value, leaving, replenishment. Who objects to profiling has none."
    return [foretold, *named]


def _special(found: Mapping[str, Any]) -> list[str]:
    declared = [
        f"{one['trait']} ({one['class']}): encrypted with a key of its class, covered for all but officers, "
        + ("may stand in templates" if one["usable_in"] else "stands in no text")
        for one in found["data"]["sensitive"]
    ]
    return declared or ["No trait is declared as sensitive in policies/sensitive.yaml."]


def _minors(known: Definitions) -> list[str]:
    rule = known.get("policy", {}).get("minors")
    return (
        [f"policies/minors.yaml: {', '.join(f'{name}: {one}' for name, one in sorted(rule.items()))}"]
        if rule
        else ["No rule for minors is declared in the playbook."]
    )


def _span(limit: Mapping[str, Any]) -> str:
    return f"{limit['what']}: " + (f"{limit['days']} days ({limit['by']})" if limit["days"] else str(limit["by"]))
