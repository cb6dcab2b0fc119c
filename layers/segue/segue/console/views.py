"""The console's pages, one line each: the way, what shows it, for whom, and its place in the menu."""

from collections.abc import Callable
from dataclasses import dataclass

from segue.api.roles import ADMIN, AGENTS, ALL, DECIDING, MARKETING
from segue.console import (
    announcing,
    answering,
    arriving,
    assets,
    attending,
    bringing,
    broadcasting,
    completing,
    connecting,
    conversing,
    doors,
    editing,
    efforts,
    files,
    fresh,
    goods,
    groups,
    handing,
    holding,
    importing,
    inbox,
    journeys,
    live,
    merging,
    message_whys,
    modelling,
    panels,
    people,
    phoning,
    placement_whys,
    placing,
    planning,
    playbooks,
    policies,
    proofs,
    sending,
    simulating,
    sourcing,
    steering,
    suggesting,
    summarising,
    typed,
    uniting,
    versions,
    whys,
)
from segue.console.desk import Desk
from segue.console.visits import Shown, Visit

KEY = "[a-z]_[a-z2-7]{24}"
PERSON = f"/people/(?P<person>{KEY})"
MESSAGE = rf"{PERSON}/why/messages/(?P<message>\w{{1,120}})"
TWO = f"/people/(?P<keep>{KEY})/merge/(?P<absorb>{KEY})"
SOURCE = "/sources/(?P<source>[A-Za-z0-9_-]{1,64})"
FILE = "/playbook/(?P<folder>[a-z]{1,20})/(?P<file>[^/]{1,240})"
VERSION = r"/playbook/versions/(?P<number>\d{1,8})"
JOURNEY = "/journeys/(?P<journey>[a-z0-9][a-z0-9_-]{0,99})"
ACT = "(?P<act>pause|resume|stop)"
SEGMENT = "/segments/(?P<segment>[^/]{1,240})"
BROADCAST = r"/broadcasts/(?P<broadcast>b_\w{1,60})"
PLACEMENT = "/placements/(?P<placement>[^/]{1,240})"
TEMPLATE = "/templates/(?P<template>[^/]{1,240})"
SIMULATION = r"/simulations/(?P<simulation>sim_\w{1,60})"
TALK = "/inbox/(?P<conversation>c_[a-z2-7]{24})"
OTHER = "(?P<other>c_[a-z2-7]{24})"
MERGE = rf"/merges/(?P<merge>{KEY}\.{KEY}|m_\w{{1,60}})"


@dataclass(frozen=True)
class View:
    """A page for those roles; without roles it is open to everybody. `entry`: its (name, icon) in the menu."""

    method: str
    path: str
    show: Callable[[Visit, Desk], Shown]
    roles: frozenset[str] = frozenset()
    entry: tuple[str, str] | None = None


VIEWS = (
    View("GET", "", live.start, ALL),
    View("GET", "/live", live.show, ALL, ("Live", "live")),
    View("GET", "/live/new", live.more, ALL),
    View("GET", "/inbox", inbox.show, AGENTS, ("Inbox", "chat")),
    View("GET", "/inbox/new", inbox.more, AGENTS),
    View("GET", "/inbox/presence", attending.back, AGENTS),
    View("POST", "/inbox/presence", attending.say, AGENTS),
    View("GET", TALK, conversing.show, AGENTS),
    View("GET", f"{TALK}/new", conversing.more, AGENTS),
    View("GET", f"{TALK}/customer", conversing.more_beside, AGENTS),
    View("GET", f"{TALK}/macro/(?P<macro>[a-z0-9][a-z0-9_-]{{0,99}})", typed.macro, AGENTS),
    View("GET", rf"{TALK}/files/(?P<turn>[\w-]{{1,80}})/(?P<number>\d{{1,2}})", files.show, AGENTS),
    View("GET", f"{TALK}/(?:say|code|consent|move|sort|assign)", conversing.back, AGENTS),
    View("POST", f"{TALK}/upload", files.ask, AGENTS),
    View("POST", f"{TALK}/code", phoning.enter, AGENTS),
    View("POST", f"{TALK}/consent", phoning.agree, AGENTS),
    View("POST", f"{TALK}/move", answering.move, AGENTS),
    View("POST", f"{TALK}/say", answering.say, AGENTS),
    View("POST", f"{TALK}/draft", answering.keep, AGENTS),
    View("POST", f"{TALK}/assign", answering.assign, AGENTS),
    View("POST", f"{TALK}/resolve", answering.resolve, AGENTS),
    View("POST", f"{TALK}/reopen", answering.reopen, AGENTS),
    View("POST", f"{TALK}/summary", summarising.show, AGENTS),
    View("POST", f"{TALK}/sort", answering.sort, AGENTS),
    View("GET", f"{TALK}/(?:merge|part)/{OTHER}", uniting.preview, AGENTS),
    View("POST", f"{TALK}/merge/{OTHER}", uniting.merge, AGENTS),
    View("POST", f"{TALK}/part/{OTHER}", uniting.part, AGENTS),
    View("GET", "/effort", efforts.show, AGENTS, ("Effort", "star")),
    View("GET", "/people", people.show, ALL, ("People", "people")),
    View("POST", "/people/find", people.find, ALL),
    View("GET", PERSON, people.show_person, ALL),
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
    View("GET", "/suggestions", suggesting.show, DECIDING, ("Duplicates", "merge")),
    View("POST", r"/suggestions/(?P<suggestion>s_\w{1,40})/dismiss", suggesting.dismiss, DECIDING),
    View("GET", "/segments", groups.show, MARKETING, ("Segments", "segments")),
    View("GET", SEGMENT, groups.show_one, MARKETING),
    View("GET", f"{SEGMENT}/members", groups.show_members, MARKETING),
    View("GET", "/journeys", journeys.show, MARKETING, ("Journeys", "journey")),
    View("GET", JOURNEY, journeys.show_one, MARKETING),
    View("GET", f"{JOURNEY}/simulate", simulating.show, MARKETING),
    View("POST", f"{JOURNEY}/simulate", simulating.simulate, MARKETING),
    View("GET", SIMULATION, simulating.show_one, MARKETING),
    View("GET", f"{JOURNEY}/enter", bringing.show, MARKETING),
    View("POST", f"{JOURNEY}/enter", bringing.bring, MARKETING),
    View("GET", f"{JOURNEY}/{ACT}", steering.show, MARKETING),
    View("POST", f"{JOURNEY}/{ACT}", steering.steer, MARKETING),
    View("GET", "/broadcasts", broadcasting.show, MARKETING, ("Broadcasts", "mail")),
    View("GET", "/broadcasts/new", announcing.show, MARKETING),
    View("POST", "/broadcasts/new", announcing.announce, MARKETING),
    View("GET", BROADCAST, broadcasting.show_one, MARKETING),
    View("GET", f"{BROADCAST}/cancel", broadcasting.show_cancel, MARKETING),
    View("POST", f"{BROADCAST}/cancel", broadcasting.cancel, MARKETING),
    View("GET", "/placements", placing.show, MARKETING, ("Placements", "slot")),
    View("GET", PLACEMENT, placing.show_one, MARKETING),
    View("POST", PLACEMENT, placing.find, MARKETING),
    View("GET", f"{PLACEMENT}/markup/(?P<variant>[^/]{{1,240}})", placing.show_markup, MARKETING),
    View("GET", "/deliverability", arriving.show, MARKETING, ("Deliverability", "check")),
    View("GET", "/policies", policies.show, MARKETING, ("Policies", "rules")),
    View("POST", "/policies", policies.find, MARKETING),
    View("GET", "/sending", sending.show, MARKETING, ("Sending", "stop")),
    View("POST", "/sending/pause", sending.pause, MARKETING),
    View("POST", "/sending/resume", sending.resume, MARKETING),
    View("GET", "/templates", proofs.show, MARKETING, ("Templates", "eye")),
    View("GET", TEMPLATE, proofs.show_one, MARKETING),
    View("POST", TEMPLATE, proofs.act, MARKETING),
    View("GET", f"{TEMPLATE}/mail", proofs.show_mail, MARKETING),
    View("GET", "/playbook", playbooks.show, MARKETING, ("Playbook", "book")),
    View("GET", "/playbook/new", playbooks.show_new, MARKETING),
    View("GET", "/playbook/versions", versions.show, MARKETING),
    View("GET", VERSION, versions.show_one, MARKETING),
    View("GET", f"{VERSION}/back", versions.show_back, MARKETING),
    View("POST", f"{VERSION}/back", versions.go_back, MARKETING),
    View("GET", "/playbook/words/(?P<folder>[a-z]{1,20})", completing.show, MARKETING),
    View("GET", FILE, editing.show, MARKETING),
    View("POST", FILE, editing.change, MARKETING),
    View("GET", "/products", goods.show, MARKETING, ("Products", "bag")),
    View("GET", "/products/(?P<product>[^/]{1,600})", goods.show_one, MARKETING),
    View("GET", "/models", modelling.show, MARKETING, ("Models", "clock")),
    View("POST", "/models/run", modelling.start, MARKETING),
    View("GET", "/models/(?P<model>[a-z_]{1,40})", modelling.show_one, MARKETING),
    View("GET", "/sources", sourcing.show, ALL, ("Sources", "sources")),
    View("GET", SOURCE, sourcing.show_one, ALL),
    View("POST", f"{SOURCE}/secret", connecting.store_secret, frozenset({ADMIN})),
    View("POST", f"{SOURCE}/test", connecting.try_out, frozenset({ADMIN})),
    View("GET", "/imports", importing.show, frozenset({ADMIN})),
    View("POST", r"/imports/(?P<job>i_\w{1,60})/start", importing.start, frozenset({ADMIN})),
    View("GET", "/tracking", planning.show, ALL),
    View("GET", "/quarantine", holding.show, frozenset({ADMIN}), ("Quarantine", "quarantine")),
    View("POST", "/quarantine/replay", holding.replay_all, frozenset({ADMIN})),
    View("GET", r"/quarantine/(?P<record>\w+)", holding.show_one, frozenset({ADMIN})),
    View("POST", r"/quarantine/(?P<record>\w+)/replay", holding.replay, frozenset({ADMIN})),
    View("POST", r"/quarantine/(?P<record>\w+)/set-aside", holding.set_aside, frozenset({ADMIN})),
    View("POST", "/sign-out", doors.sign_out, ALL),
    View("GET", "/sign-in", doors.show),
    View("POST", "/sign-in", doors.sign_in),
    View("POST", "/new-password", doors.choose_password),
    View("GET", "/panel", panels.address),
    View("GET", r"/panel/(?P<token>[\w-]{1,200}\.[\w-]{1,2000}\.[\w-]{1,100})", panels.show),
    View("GET", r"/static/[0-9a-f]+/(?P<name>[a-z.]+)", assets.show),
)
