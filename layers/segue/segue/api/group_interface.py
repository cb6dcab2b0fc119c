"""The routes about segments. Apart from the others: they read everybody's rows, which nobody else may."""

from segue.api import backfills, groups, previews
from segue.api.roles import MARKETING
from segue.api.routes import Route

SEGMENTS: tuple[Route, ...] = (
    Route("GET", "/v1/segments", groups.list_segments, MARKETING),
    Route("POST", "/v1/segments/preview", previews.preview_segment, MARKETING, kept=False),
    Route("GET", "/v1/segments/<segment>", groups.read_segment, MARKETING),
    Route("GET", "/v1/segments/<segment>/members", groups.list_members, MARKETING),
    Route("POST", "/v1/backfills", backfills.start_backfill, MARKETING, status=201),
    Route("GET", "/v1/backfills", backfills.list_backfills, MARKETING),
    Route("GET", "/v1/backfills/<job>", backfills.read_backfill, MARKETING),
)
