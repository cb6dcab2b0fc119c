"""The routes of the function `people`, one line each, with the roles that may use them."""

from segue.api import (
    broadcasts,
    catalog,
    handovers,
    held,
    imports,
    merges,
    operations,
    people,
    sources,
    tracking,
    whys,
)
from segue.api.answers import TimelinePart
from segue.api.roles import ADMIN, AGENTS, ALL, DECIDING, MARKETING, PRIVACY
from segue.api.routes import Route

ADMINS = frozenset({ADMIN})

PEOPLE: tuple[Route, ...] = (
    Route("POST", "/v1/people/find", people.find_person, ALL, kept=False),
    Route("GET", "/v1/people", people.search_people, ALL),
    Route("GET", "/v1/people/<person>", people.read_person, ALL),
    Route("GET", "/v1/people/<person>/timeline", people.read_timeline, ALL, TimelinePart),
    Route("GET", "/v1/people/<person>/messages", people.read_messages, ALL),
    Route("GET", "/v1/people/<person>/journeys", people.read_journeys, ALL),
    Route("GET", "/v1/people/<person>/carts", people.read_carts, ALL),
    Route(
        "POST", "/v1/people/<person>/carts/<cart>/handover", handovers.hand_over_cart, AGENTS, status=201, kept=False
    ),
    Route("GET", "/v1/people/<person>/links", people.read_links, ALL),
    Route("GET", "/v1/people/<person>/why/segments/<segment>", whys.why_segment, ALL),
    Route("POST", "/v1/merges", merges.merge_people, DECIDING, status=201),
    Route("GET", "/v1/merges", merges.list_merges, DECIDING),
    Route("POST", "/v1/merges/preview", merges.preview_two, DECIDING, kept=False),
    Route("GET", "/v1/merges/<merge>/preview", merges.preview_merge, DECIDING),
    Route("POST", "/v1/merges/<merge>/undo", merges.undo_merge, DECIDING),
    Route("POST", "/v1/merges/<merge>/dismiss", merges.dismiss_suggestion, DECIDING),
    Route("GET", "/v1/audit", merges.read_audit, frozenset({PRIVACY, ADMIN})),
    Route("GET", "/v1/sources", sources.list_sources, ALL),
    Route("GET", "/v1/sources/<source>", sources.read_source, ALL),
    Route("GET", "/v1/tracking", tracking.list_tracking, ALL),
    Route("GET", "/v1/quarantine", held.list_quarantine, ADMINS, held.HeldPart),
    Route("POST", "/v1/quarantine/replay", held.replay_many, ADMINS),
    Route("GET", "/v1/quarantine/<record>", held.read_quarantined, ADMINS),
    Route("POST", "/v1/quarantine/<record>/replay", held.replay_quarantined, ADMINS),
    Route("POST", "/v1/quarantine/<record>/set-aside", held.set_aside_quarantined, ADMINS),
    Route("GET", "/v1/products", catalog.list_products, MARKETING),
    Route("PUT", "/v1/products", catalog.put_products, MARKETING),
    Route("GET", "/v1/products/<product>", catalog.read_product, MARKETING),
    Route("PUT", "/v1/products/<product>", catalog.put_product, MARKETING),
    Route("GET", "/v1/content", catalog.list_content, MARKETING),
    Route("PUT", "/v1/content", catalog.put_contents, MARKETING),
    Route("GET", "/v1/content/<content>", catalog.read_content, MARKETING),
    Route("PUT", "/v1/content/<content>", catalog.put_content, MARKETING),
    Route("POST", "/v1/imports", imports.create_import, ADMINS, status=201, kept=False),
    Route("GET", "/v1/imports", imports.list_imports, ADMINS),
    Route("GET", "/v1/imports/<job>", imports.read_import, ADMINS),
    Route("POST", "/v1/imports/<job>/start", imports.start_import, ADMINS),
    Route("POST", "/v1/broadcasts", broadcasts.create_broadcast, MARKETING, status=201),
    Route("GET", "/v1/broadcasts", broadcasts.list_broadcasts, MARKETING),
    Route("GET", "/v1/broadcasts/<broadcast>", broadcasts.read_broadcast, MARKETING),
    Route("POST", "/v1/broadcasts/<broadcast>/cancel", broadcasts.cancel_broadcast, MARKETING),
    Route("GET", "/health", operations.read_health),
)
