"""The route about records of processing."""

from typing import Any

from segue.api.answers import Answer


class RecordsAnswer(Answer):
    """Records of processing (GDPR, article 30), the data map and the assessment pack, as the playbook in force and the
    template have them. What stands as OPEN QUESTION no configuration can know."""

    format: str
    playbook: str
    controller: dict[str, str]
    processing: list[dict[str, Any]]
    data: dict[str, Any]
    sources: list[dict[str, Any]]
    stores: list[dict[str, Any]]
    recipients: list[dict[str, Any]]
    transfers: str
    limits: list[dict[str, Any]]
    measures: list[str]
    assessment: list[dict[str, Any]]


def read_records() -> RecordsAnswer:
    """What is done with whose data, for which purposes, and for how long."""
    from segue.wiring.records import gathered  # hardly anybody asks

    return RecordsAnswer.model_validate(gathered())
