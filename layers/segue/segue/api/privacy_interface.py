"""The routes about requests of people. Apart from the others: whoever answers them may take everything away."""

from segue.api import privacy, privacy_records
from segue.api.roles import OFFICERS
from segue.api.routes import Route

REQUESTS: tuple[Route, ...] = (
    Route("POST", "/v1/privacy/erasures", privacy.erase_person, OFFICERS, status=202),
    Route("GET", "/v1/privacy/requests", privacy.list_privacy_requests, OFFICERS),
    Route("GET", "/v1/privacy/requests/<job>", privacy.read_privacy_request, OFFICERS),
    Route("GET", "/v1/privacy/records", privacy_records.read_records, OFFICERS),
    Route("GET", "/v1/privacy/receipts/verify", privacy.verify_receipts, OFFICERS),
)
