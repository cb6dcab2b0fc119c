"""The schemas that editors complete from: as they would be generated, and at one with the compiler."""

from typing import Any

import jsonschema_rs
import pytest

from segue.errors import Invalid
from segue.playbook import KINDS
from segue.playbook.kinds import POLICIES, place_of
from segue.playbook.schemas import schema_for, schemas
from segue.playbook.texts import read
from segue_tools.places import PLAYBOOK
from segue_tools.playbooks import SCHEMAS, files_of, starter_files
from segue_tools.schemas import modeline, write_schemas, written

STARTER = starter_files()
LAMBDA = "arn:aws:lambda:eu-central-1:123456789012:function:hello"
STEPS = """
steps:
  - wait: 2h
  - id: ask
    split:
      when: {trait: vip, equals: true}
      then: [{send: {template: t, channel: email, purpose: marketing}}]
      otherwise: [{wait: 1h}]
  - split: {shares: [{share: 50, steps: [{wait: 1h}]}, {share: 50, steps: [{wait: 2h}]}]}
  - hold: {until: {signal: {detail-type: [OrderPlaced]}}, timeout: 3d, then: [{wait: 1h}], otherwise: [{wait: 1h}]}
  - start: another
"""
ENTRY = "entry: {detail-type: [OrderPlaced]}\n"
GOOD = [
    ("segment", "when: {all: [{cart: open}, {not: {in_segment: x}}]}"),
    ("segment", "name: Buyers\nwhen: {ordered: {at_least: 2, within: 30d}}"),
    ("journey", ENTRY + STEPS),
    (
        "journey",
        "entry: {segment: x}\nwhere: {cart: open}\nexits: [{segment: y}, {when: {cart: open}}]\nsteps: [{wait: 1h}]",
    ),
    (
        "journey",
        "entry: {api: true}\nreenter: {after: 30d, most: 3}\nlate: {after: 1h, then: ignore}\nsteps: [{wait: 1h}]",
    ),
    (
        "journey",
        "entry: {schedule: {segment: x, at: 2026-12-01 09:00, every: week, on: [monday]}}\nsteps: [{wait: 1h}]",
    ),
    ("journey", ENTRY + "steps: [{send: {template: t, channel: best, purpose: marketing, when: best, within: 1d}}]"),
    ("plan", "event: Product Added\nschema: {type: object}\nmode: warn\nsources: {web: quarantine}"),
    ("rule", f"pattern: {{detail-type: [OrderPlaced], detail: {{total: [{{numeric: ['>', 1]}}]}}}}\ntarget: {LAMBDA}"),
    ("policy-bounces", "soft: 2\nwithin: 7d\nrest: 1d"),
    (
        "policy-caps",
        "caps: {a: {most: 3, within: 7d, channel: sms, purpose: all}}\nreserve: 1\npriorities: {broadcasts: 9}",
    ),
    ("policy-sending", "breaker: {days: 1, least: 500, complaints: 0.25%, bounces: 0%}"),
    ("policy-carts", "several: add_up\nlink_lasts: 7d\ncode_attempts: 10"),
    ("policy-messages", "within: {marketing: 1d}\nopen_case: 0d"),
    ("policy-channels", "order: [email, sms]\ncost: {sms: 500}\nexplore: 2.5%\nlearn_style_after: 6\nprior: {hour: 9}"),
    ("article", "title: T\nbody: B\ntopics: [order]\nproducts: [p1]\nlocales: {de: {title: T, body: B}}"),
    ("macro", "text: Hi {{ agent.name }}\nsets: {tags: [a], topic: order, resolve: true}\nsteps: [checked]"),
    ("placement", "variants: [{id: a, when: {segment: x}, content: {title: Hi}}]"),
    (
        "placement",
        "strategy: bandit\nholdout: 5\nfallback: {content: {a: A}}\nvariants: [{id: a, content: {t: 1}}]",
    ),
    ("policy-articles", "customers: true\nmost: 5"),
    ("policy-topics", "returns: {words: [send back, retour*], group: order}"),
    (
        "policy-conversations",
        "queues: [{id: a, topics: [x], hours: {days: {monday: '09:00-18:00'}}, answer_within: {x: 1h}}]",
    ),
    ("policy-conversations", "hours: {channels: {chat: {zone: UTC, days: {weekdays: all day}}}, closed: [12-24]}"),
    (
        "policy-conversations",
        "window: 1d\nreopens: 2d\nassign: automatic\nanswer_within: {chat: {first: 2m}, x: never}",
    ),
    (
        "policy-quiet-hours",
        "presets: [us]\ndays_off: [12-24]\nchannels: {sms: {sunday: closed, weekdays: ['08:00-12:00']}}",
    ),
]
BAD = [
    ("segment", "name: x"),
    ("segment", "when: {carts: open}"),
    ("segment", "when: {cart: open}\ndescripton: x"),
    ("segment", "when: {all: []}"),
    ("journey", "steps: [{wait: 1h}]"),
    ("journey", ENTRY + "steps: []"),
    ("journey", ENTRY + "steps: [{wiat: 1h}]"),
    ("journey", ENTRY + "steps: [{wait: 1h, send: {}}]"),
    ("journey", ENTRY + "steps: [{send: {template: t, channel: best, purpose: marketing, when: {cart: open}}}]"),
    ("journey", ENTRY + "each: dog\nsteps: [{wait: 1h}]"),
    ("journey", ENTRY + "steps: [{split: {when: {trait: vip, equals: true}, then: [{wiat: 1h}]}}]"),
    ("journey", "entry: {detail-type: OrderPlaced}\nsteps: [{wait: 1h}]"),
    ("source", "provider: shopifi\nchannel: commerce"),
    ("source", "provider: shopify\nchannel: my.shop"),
    ("plan", "event: x\nschema: {type: object}\nmode: perhaps"),
    ("rule", f"pattern: {{}}\ntarget: {LAMBDA}"),
    ("rule", "pattern: {a: [b]}\ntarget: hello"),
    ("policy-bounces", "soft: 11"),
    ("policy-carts", "several: merge"),
    ("policy-consent", "email/marketing: perhaps"),
    ("policy-suggestions", "levl: 3"),
    ("policy-messages", "within: {sometimes: 1d}"),
    ("policy-channels", "order: [emial]"),
    ("policy-channels", "cost: {sms: -1}"),
    ("policy-channels", "explore: 5"),
    ("policy-channels", "alike: 200%"),
    ("policy-channels", "learn_style_after: 0"),
    ("policy-channels", "prior: {hours: 3}"),
    ("policy-messages", "open_case: soon"),
    ("policy-caps", "caps: {a: {most: 3}}"),
    ("policy-caps", "caps: {a: {most: 0, within: 7d}}"),
    ("policy-caps", "caps: {a: {most: 3, within: week}}"),
    ("policy-caps", "caps: {a: {most: 3, within: 7d, chanel: sms}}"),
    ("policy-caps", "priorities: {broadcasts: 101}"),
    ("policy-sending", "breaker: {complaints: 0.1}"),
    ("policy-sending", "breaker: {least: 0}"),
    ("policy-sending", "braker: {}"),
    ("policy-scripts", "a: {channel: push, text: {en: May we?}}"),
    ("policy-scripts", "a: {channel: sms, text: {}}"),
    ("policy-scripts", "a: {channel: sms}"),
    ("article", "title: T"),
    ("article", "title: T\nbody: B\nvisibility: everybody"),
    ("article", "title: T\nbody: B\nlocales: {de: {title: T}}"),
    ("macro", "name: M"),
    ("macro", "text: A\nsets: {tag: [a]}"),
    ("placement", "variants: []"),
    ("placement", "variants: [{id: a}]"),
    ("placement", "strategy: best\nvariants: [{id: a, content: {t: x}}]"),
    ("placement", "holdout: 80\nvariants: [{id: a, content: {t: x}}]"),
    ("placement", "variants: [{id: a, content: {t: x}, about: {tastes: [a]}}]"),
    ("policy-articles", "customers: on"),
    ("policy-topics", "Returns: {words: [a]}"),
    ("policy-topics", "returns: {words: []}"),
    ("policy-conversations", "queues: [{topics: [x]}]"),
    ("policy-conversations", "queues: [{id: a, topic: x}]"),
    ("policy-conversations", "hours: {days: {sundays: closed}}"),
    ("policy-conversations", "hours: {channels: {chat: {closed: [christmas]}}}"),
    ("policy-conversations", "answer_within: {chat: {next: 1m}}"),
    ("policy-conversations", "answer_within: {chat: soon}"),
    ("policy-conversations", "assign: sometimes"),
    ("policy-conversations", "reopen: 7d"),
    ("policy-quiet-hours", "presets: [usa]"),
    ("policy-quiet-hours", "channels: {smss: {sunday: closed}}"),
    ("policy-quiet-hours", "channels: {sms: {sundays: closed}}"),
    ("policy-quiet-hours", "channels: {sms: {sunday: 8-21}}"),
    ("policy-quiet-hours", "days_off: [christmas]"),
    ("policy-quiet-hours", "waits: [everything]"),
]


def fits(name: str, text: str) -> bool:
    return jsonschema_rs.Draft7Validator(schemas()[name]).is_valid(read(text).value)


def compiles(name: str, text: str) -> bool:
    kind, _, key = name.partition("-")
    spec: dict[str, Any] = read(text).value
    try:
        KINDS[kind](key or "x", spec, {one: {} for one in KINDS})
    except Invalid:
        return False
    return True


def test_what_is_committed_is_what_would_be_generated():
    """python -m segue_tools.schemas"""
    folder = PLAYBOOK / SCHEMAS
    assert {one.name: one.read_text() for one in folder.glob("*")} == written()


def test_schemas_are_written_where_the_files_look_for_them(tmp_path):
    write_schemas(tmp_path / SCHEMAS)
    assert (tmp_path / SCHEMAS / "segment.json").read_text() == written()["segment.json"]
    assert files_of(tmp_path) == {}


def test_every_kind_and_every_policy_has_a_schema():
    assert set(schemas()) == {*KINDS} - {"policy"} | {f"policy-{name}" for name in POLICIES}


@pytest.mark.parametrize("path", STARTER)
def test_a_file_of_the_starter_names_its_schema_and_fits_it(path):
    assert STARTER[path].startswith(modeline(path))
    assert fits(schema_for(*place_of(path)), STARTER[path])


@pytest.mark.parametrize(("name", "text"), GOOD)
def test_what_the_compiler_takes_the_schema_takes(name, text):
    assert compiles(name, text)
    assert fits(name, text)


@pytest.mark.parametrize(("name", "text"), BAD)
def test_what_the_schema_refuses_the_compiler_refuses(name, text):
    assert not fits(name, text)
    assert not compiles(name, text)
