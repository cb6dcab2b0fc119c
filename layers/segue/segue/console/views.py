"""The console's pages, one line each: the way, what shows it, for whom, and its place in the menu."""

from segue.api.roles import ADMIN, AGENTS, ALL, DECIDING, MARKETING, OFFICERS
from segue.console import assets
from segue.console.conversations import (
    answering,
    attending,
    conversing,
    files,
    inbox,
    phoning,
    summarising,
    typed,
    uniting,
)
from segue.console.customers import fresh, handing, live, merging, panels, people, revealing, suggesting, whys
from segue.console.entrance import ENTRANCE
from segue.console.experiments import experimenting
from segue.console.guarding import GUARDING
from segue.console.journeys import bringing, journeys, simulating, steering
from segue.console.measures import efforts, measures
from segue.console.mending import MENDING
from segue.console.menus import Entry
from segue.console.messages import announcing, arriving, broadcasting, message_whys, policies, proofs, sending
from segue.console.models import modelling
from segue.console.officers import PRIVACY
from segue.console.operations import connecting, goods, importing, sourcing
from segue.console.pages import View
from segue.console.placements import placement_whys, placing
from segue.console.playbook import completing, editing, planning, playbooks, versions
from segue.console.segments import groups
from segue.languages.texts import _

KEY = "[a-z]_[a-z2-7]{24}"
PERSON = f"/people/(?P<person>{KEY})"
MESSAGE = rf"{PERSON}/why/messages/(?P<message>\w{{1,120}})"
TWO = f"/people/(?P<keep>{KEY})/merge/(?P<absorb>{KEY})"
SOURCE = "/sources/(?P<source>[A-Za-z0-9_-]{1,64})"
FILE = "/playbook/(?P<folder>[a-z]{1,20})/(?P<file>[^/]{1,240})"
VERSION, PLACEMENT = r"/playbook/versions/(?P<number>\d{1,8})", "/placements/(?P<placement>[^/]{1,240})"
JOURNEY, ACT = "/journeys/(?P<journey>[a-z0-9][a-z0-9_-]{0,99})", "(?P<act>pause|resume|stop)"
SEGMENT, TEMPLATE = "/segments/(?P<segment>[^/]{1,240})", "/templates/(?P<template>[^/]{1,240})"
BROADCAST, SIMULATION = r"/broadcasts/(?P<broadcast>b_\w{1,60})", r"/simulations/(?P<simulation>sim_\w{1,60})"
TALK, OTHER = "/inbox/(?P<conversation>c_[a-z2-7]{24})", "(?P<other>c_[a-z2-7]{24})"
EXPERIMENT, MEASURE = "/experiments/(?P<experiment>.{1,400})", "/measures/(?P<measure>[a-z0-9_]{1,60})"
MERGE = rf"/merges/(?P<merge>{KEY}\.{KEY}|m_\w{{1,60}})"

VIEWS = (
    View("GET", "/live", live.show, ALL, Entry(_("Live"), "live", "customers", often=True)),
    View("GET", "/live/new", live.more, ALL),
    View("GET", "/inbox", inbox.show, AGENTS, Entry(_("Inbox"), "chat", "customers", often=True)),
    View("GET", "/inbox/new", inbox.more, AGENTS),
    View("GET", "/inbox/presence", attending.back, AGENTS),
    View("POST", "/inbox/presence", attending.say, AGENTS),
    View("GET", TALK, conversing.show, AGENTS),
    View("GET", f"{TALK}/new", conversing.more, AGENTS),
    View("GET", f"{TALK}/customer", conversing.more_beside, AGENTS),
    View("GET", f"{TALK}/macro/(?P<macro>[a-z0-9][a-z0-9_-]{{0,99}})", typed.macro, AGENTS),
    View("GET", rf"{TALK}/files/(?P<turn>[\w-]{{1,80}})/(?P<number>\d{{1,2}})", files.show, AGENTS),
    View("GET", f"{TALK}/(?:say|code|consent|move|sort|assign|cart|snooze)", conversing.back, AGENTS),
    View("POST", f"{TALK}/upload", files.ask, AGENTS),
    View("POST", f"{TALK}/code", phoning.enter, AGENTS),
    View("POST", f"{TALK}/consent", phoning.agree, AGENTS),
    View("POST", f"{TALK}/move", answering.move, AGENTS),
    View("POST", f"{TALK}/cart", handing.put_in, AGENTS),
    View("POST", f"{TALK}/say", answering.say, AGENTS),
    View("POST", f"{TALK}/draft", answering.keep, AGENTS),
    View("POST", f"{TALK}/assign", answering.assign, AGENTS),
    View("POST", f"{TALK}/resolve", answering.resolve, AGENTS),
    View("POST", f"{TALK}/reopen", answering.reopen, AGENTS),
    View("POST", f"{TALK}/snooze", answering.snooze, AGENTS),
    View("POST", f"{TALK}/summary", summarising.show, AGENTS),
    View("POST", f"{TALK}/sort", answering.sort, AGENTS),
    View("GET", f"{TALK}/(?:merge|part)/{OTHER}", uniting.preview, AGENTS),
    View("POST", f"{TALK}/merge/{OTHER}", uniting.merge, AGENTS),
    View("POST", f"{TALK}/part/{OTHER}", uniting.part, AGENTS),
    View("GET", "/people", people.show, ALL, Entry(_("People"), "people", "customers", often=True)),
    View("POST", "/people/find", people.find, ALL),
    View("GET", PERSON, people.show_person, ALL),
    View("POST", PERSON + "/sensitive", revealing.show, OFFICERS),
    View("GET", f"{PERSON}/timeline", people.show_timeline, ALL),
    View("GET", f"{PERSON}/timeline/new", fresh.show_new, ALL),
    View("GET", f"{PERSON}/why/(?P<segment>[^/]{{1,240}})", whys.show, ALL),
    View("GET", rf"{PERSON}/why/placements/(?P<placement>[^/]{{1,240}})", placement_whys.show, ALL),
    View("GET", MESSAGE, message_whys.show, ALL),
    View("GET", f"{MESSAGE}/mail", message_whys.show_mail, ALL),
    View("POST", f"{MESSAGE}/stop", message_whys.stop, AGENTS | MARKETING),
    View("POST", f"{PERSON}/handover", handing.hand_over, AGENTS),
    View("GET", f"{PERSON}/merge", merging.choose, DECIDING),
    View("POST", f"{PERSON}/merge", merging.find, DECIDING),
    View("GET", TWO, merging.preview, DECIDING),
    View("POST", TWO, merging.merge, DECIDING),
    View("GET", MERGE, merging.preview_undo, DECIDING),
    View("POST", MERGE, merging.undo, DECIDING),
    View("GET", "/suggestions", suggesting.show, DECIDING, Entry(_("Duplicates"), "merge", "customers")),
    View("POST", r"/suggestions/(?P<suggestion>s_\w{1,40})/dismiss", suggesting.dismiss, DECIDING),
    *PRIVACY,
    View("GET", "/segments", groups.show, MARKETING, Entry(_("Segments"), "segments", "marketing")),
    View("GET", SEGMENT, groups.show_one, MARKETING),
    View("GET", f"{SEGMENT}/members", groups.show_members, MARKETING),
    View("GET", "/journeys", journeys.show, MARKETING, Entry(_("Journeys"), "journey", "marketing", often=True)),
    View("GET", JOURNEY, journeys.show_one, MARKETING),
    View("GET", f"{JOURNEY}/simulate", simulating.show, MARKETING),
    View("POST", f"{JOURNEY}/simulate", simulating.simulate, MARKETING),
    View("GET", SIMULATION, simulating.show_one, MARKETING),
    View("GET", f"{JOURNEY}/enter", bringing.show, MARKETING),
    View("POST", f"{JOURNEY}/enter", bringing.bring, MARKETING),
    View("GET", f"{JOURNEY}/{ACT}", steering.show, MARKETING),
    View("POST", f"{JOURNEY}/{ACT}", steering.steer, MARKETING),
    View("GET", "/broadcasts", broadcasting.show, MARKETING, Entry(_("Broadcasts"), "send", "marketing")),
    View("GET", "/broadcasts/new", announcing.show, MARKETING),
    View("POST", "/broadcasts/new", announcing.announce, MARKETING),
    View("GET", BROADCAST, broadcasting.show_one, MARKETING),
    View("GET", f"{BROADCAST}/cancel", broadcasting.show_cancel, MARKETING),
    View("POST", f"{BROADCAST}/cancel", broadcasting.cancel, MARKETING),
    View("GET", "/placements", placing.show, MARKETING, Entry(_("Placements"), "slot", "marketing")),
    View("GET", PLACEMENT, placing.show_one, MARKETING),
    View("POST", PLACEMENT, placing.find, MARKETING),
    View("GET", f"{PLACEMENT}/markup/(?P<variant>[^/]{{1,240}})", placing.show_markup, MARKETING),
    View("GET", "/templates", proofs.show, MARKETING, Entry(_("Templates"), "eye", "marketing")),
    View("GET", TEMPLATE, proofs.show_one, MARKETING),
    View("POST", TEMPLATE, proofs.act, MARKETING),
    View("GET", f"{TEMPLATE}/mail", proofs.show_mail, MARKETING),
    View("GET", "/sending", sending.show, MARKETING, Entry(_("Sending"), "stop", "marketing")),
    View("POST", "/sending/pause", sending.pause, MARKETING),
    View("POST", "/sending/resume", sending.resume, MARKETING),
    View("GET", "/deliverability", arriving.show, MARKETING, Entry(_("Deliverability"), "mail", "marketing")),
    View("GET", "/playbook", playbooks.show, MARKETING, Entry(_("Playbook"), "book", "setup")),
    View("GET", "/playbook/new", playbooks.show_new, MARKETING),
    View("GET", "/playbook/versions", versions.show, MARKETING),
    View("GET", VERSION, versions.show_one, MARKETING),
    View("GET", f"{VERSION}/back", versions.show_back, MARKETING),
    View("POST", f"{VERSION}/back", versions.go_back, MARKETING),
    View("GET", "/playbook/words/(?P<folder>[a-z]{1,20})", completing.show, MARKETING),
    View("GET", FILE, editing.show, MARKETING),
    View("POST", FILE, editing.change, MARKETING),
    View("GET", "/policies", policies.show, MARKETING, Entry(_("Policies"), "rules", "setup")),
    View("POST", "/policies", policies.find, MARKETING),
    View("GET", "/products", goods.show, MARKETING, Entry(_("Products"), "bag", "setup")),
    View("GET", "/products/(?P<product>[^/]{1,600})", goods.show_one, MARKETING),
    View("GET", "/measures", measures.show, MARKETING, Entry(_("Measures"), "chart", "numbers", often=True)),
    View("POST", "/measures/refresh", measures.refresh, MARKETING),
    View("GET", MEASURE, measures.show_one, MARKETING),
    View("GET", rf"{MEASURE}\.csv", measures.show_file, MARKETING),
    View("GET", f"{MEASURE}/people", measures.show_people, MARKETING),
    View("GET", f"{MEASURE}/new", measures.show_card, MARKETING),
    View("POST", f"{MEASURE}/refresh", measures.refresh_one, MARKETING),
    View("GET", "/experiments", experimenting.show, MARKETING, Entry(_("Experiments"), "split", "numbers")),
    View("POST", "/experiments/refresh", experimenting.refresh, MARKETING),
    View("GET", "/experiments/plan", experimenting.plan, MARKETING),
    View("GET", rf"{EXPERIMENT}\.csv", experimenting.show_file, MARKETING),
    View("GET", EXPERIMENT, experimenting.show_one, MARKETING),
    View("GET", "/effort", efforts.show, AGENTS, Entry(_("Effort"), "star", "numbers")),
    View("GET", "/models", modelling.show, MARKETING, Entry(_("Models"), "clock", "numbers")),
    View("POST", "/models/run", modelling.start, MARKETING),
    View("GET", "/models/(?P<model>[a-z_]{1,40})", modelling.show_one, MARKETING),
    View("GET", "/sources", sourcing.show, ALL, Entry(_("Sources"), "sources", "setup")),
    View("GET", SOURCE, sourcing.show_one, ALL),
    View("POST", f"{SOURCE}/secret", connecting.store_secret, frozenset({ADMIN})),
    View("POST", f"{SOURCE}/test", connecting.try_out, frozenset({ADMIN})),
    View("GET", "/imports", importing.show, frozenset({ADMIN})),
    View("POST", r"/imports/(?P<job>i_\w{1,60})/start", importing.start, frozenset({ADMIN})),
    View("GET", "/tracking", planning.show, ALL),
    *GUARDING,
    *MENDING,
    *ENTRANCE,
    View("GET", "/panel", panels.address),
    View("GET", r"/panel/(?P<token>[\w-]{1,200}\.[\w-]{1,2000}\.[\w-]{1,100})", panels.show),
    View("GET", r"/static/[0-9a-f]+/(?P<name>[a-z.]+)", assets.show),
)
