"""The routes about segments. Apart from the others: they read everybody's rows, which nobody else may."""

from segue.api import groups, previews
from segue.api.roles import MARKETING
from segue.api.routes import Route

SEGMENTS: tuple[Route, ...] = (
    Route("GET", "/v1/segments", groups.list_segments, MARKETING),
    Route("POST", "/v1/segments/preview", previews.preview_segment, MARKETING, kept=False),
    Route("GET", "/v1/segments/<segment>", groups.read_segment, MARKETING),
    Route("GET", "/v1/segments/<segment>/members", groups.list_members, MARKETING),
)
