"""The routes about requests of people. Apart from the others: whoever answers them may take everything away."""

from segue.api import cases, privacy, privacy_records, replays
from segue.api.roles import OFFICERS
from segue.api.routes import Route

REQUESTS: tuple[Route, ...] = (
    Route("POST", "/v1/privacy/erasures", privacy.erase_person, OFFICERS, status=202),
    Route("POST", "/v1/privacy/exports", privacy.export_person, OFFICERS, status=202),
    Route("POST", "/v1/privacy/openings", privacy.open_address, OFFICERS),
    Route("GET", "/v1/privacy/requests", privacy.list_privacy_requests, OFFICERS),
    Route("GET", "/v1/privacy/requests/<job>", privacy.read_privacy_request, OFFICERS),
    Route("POST", "/v1/privacy/erasures/replay", replays.replay_erasures, OFFICERS, status=202),
    Route("POST", "/v1/privacy/cases", cases.open_case, OFFICERS, status=201),
    Route("GET", "/v1/privacy/cases", cases.list_cases, OFFICERS, cases.CasesPart),
    Route("GET", "/v1/privacy/cases/<case>", cases.read_case, OFFICERS),
    Route("POST", "/v1/privacy/cases/<case>/verification", cases.verify_case, OFFICERS),
    Route("POST", "/v1/privacy/cases/<case>/work", cases.work_case, OFFICERS),
    Route("POST", "/v1/privacy/cases/<case>/extension", cases.extend_case, OFFICERS),
    Route("POST", "/v1/privacy/cases/<case>/answer", cases.answer_case, OFFICERS),
    Route("POST", "/v1/privacy/cases/<case>/refusal", cases.refuse_case, OFFICERS),
    Route("POST", "/v1/privacy/cases/<case>/lift", cases.lift_case, OFFICERS),
    Route("GET", "/v1/privacy/records", privacy_records.read_records, OFFICERS),
    Route("GET", "/v1/privacy/receipts/verify", privacy.verify_receipts, OFFICERS),
)
