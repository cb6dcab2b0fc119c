"""What `policies/links.yaml` may say, as JSON Schema for editors."""

from segue.contact_points import CHANNELS
from segue.messaging.link_policies import CAMPAIGNS, FIELDS
from segue.segments.shapes import Schema

TEXTS: Schema = {"type": "array", "items": {"type": "string"}}


def link_schema() -> Schema:
    """The schema of the policy."""
    utm: Schema = {
        "source": {"type": "string"},
        "medium": {"type": "object", "additionalProperties": {"type": "string"}},
        "campaign": {"enum": [*CAMPAIGNS]},
    }
    track: Schema = {"type": "array", "items": {"enum": [*CHANNELS]}}
    said = (track, TEXTS, _closed(utm))
    return _closed(dict(zip(FIELDS, said, strict=True)))


def _closed(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False}
