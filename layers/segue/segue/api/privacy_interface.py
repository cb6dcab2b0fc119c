"""The routes about requests of people. Apart from the others: whoever answers them may take everything away."""

from segue.api import privacy, replays
from segue.api.roles import OFFICERS
from segue.api.routes import Route

REQUESTS: tuple[Route, ...] = (
    Route("POST", "/v1/privacy/erasures", privacy.erase_person, OFFICERS, status=202),
    Route("GET", "/v1/privacy/requests", privacy.list_privacy_requests, OFFICERS),
    Route("GET", "/v1/privacy/requests/<job>", privacy.read_privacy_request, OFFICERS),
    Route("POST", "/v1/privacy/erasures/replay", replays.replay_erasures, OFFICERS, status=202),
    Route("GET", "/v1/privacy/receipts/verify", privacy.verify_receipts, OFFICERS),
)
