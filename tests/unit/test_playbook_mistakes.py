"""All mistakes of a file are told at once, each with its place and with what was probably meant."""

import pytest

from segue.playbook import BadPlaybook, compile_playbook

MJML = "mjml: <mjml><mj-body></mj-body></mjml>\n"
MAIL = f"subject: s\ntext: t\n{MJML}"
ENTRY = "entry: {detail-type: [CartUpdated], source: [segue]}\n"


def problems(files: dict[str, str]) -> list[tuple[str, int, int, str]]:
    with pytest.raises(BadPlaybook) as wrong:
        compile_playbook(files)
    return [(one["file"], one["line"], one["column"], one["message"]) for one in wrong.value.problems]


def step(text: str) -> str:
    return f"entry: {{api: true}}\nsteps:\n  - {text}\n"


@pytest.mark.parametrize(
    ("path", "text", "wrong", "hint"),
    [
        ("segments/x.yaml", "when: {cart: opne}\n", 1, "open"),
        ("segments/x.yaml", "when: {known_by: emial}\n", 1, "email"),
        ("segments/x.yaml", "when:\n  consent:\n    channel: email\n    is: grnated\n", 4, "granted"),
        ("segments/x.yaml", "when: {reachable: {channel: emial}}\n", 1, "email"),
        ("segments/x.yaml", "when: {engaged: hihg}\n", 1, "high"),
        ("segments/x.yaml", "when: {engaged: {level: [high, lwo]}}\n", 1, "low"),
        ("segments/x.yaml", "when: {did: {event: a, sum: {of: vlaue, at_least: 3}}}\n", 1, "value"),
        ("segments/x.yaml", "when: {trait: vip, exists: ture}\n", 1, "true"),
        ("segments/x.yaml", "when: {cart: {checkout: flase}}\n", 1, "false"),
        ("segments/x.yaml", "when: {cart: open}\nbackfill: fier\n", 2, "fire"),
        ("journeys/x.yaml", f"{step('wait: 1h')}each: crat\n", 4, "cart"),
        ("journeys/x.yaml", f"{step('wait: 1h')}reenter: alwyas\n", 4, "always"),
        ("journeys/x.yaml", f"{step('wait: 1h')}late: {{after: 1h, then: udpate}}\n", 4, "update"),
        ("journeys/x.yaml", f"{step('wait: 1h')}changed: finsh\n", 4, "finish"),
        ("journeys/x.yaml", step("wait: {until: {weekday: [mnoday]}}"), 3, "monday"),
        ("journeys/x.yaml", step("wait: {until: {trait: birthday, missing: leve}}"), 3, "leave"),
        ("journeys/x.yaml", step("wait: {until: {order: plcaed}}"), 3, "placed"),
        ("journeys/x.yaml", step("send: {template: t, channel: email, purpose: marketng}"), 3, "marketing"),
        ("journeys/x.yaml", step("send: {templtae: t, channel: email, purpose: marketing}"), 3, "template"),
        ("journeys/x.yaml", step("survey: {kind: effrot, template: t}"), 3, "effort"),
        ("journeys/x.yaml", step("split: {shraes: []}"), 3, "shares"),
        ("journeys/x.yaml", step("hold: {until: {segment: s}, timeuot: 1d}"), 3, "timeout"),
        (
            "journeys/x.yaml",
            'entry: {schedule: {segment: s, at: "2026-12-01 09:00", every: wek}}\nsteps: [{wait: 1h}]\n',
            1,
            "week",
        ),
        ("policies/carts.yaml", "several: ovewrite\n", 1, "overwrite"),
        ("policies/identity.yaml", "crowd_above: 3\nmerge_known: ordre\n", 2, "order"),
        ("policies/rfm.yaml", "recnecy: []\n", 1, "recency"),
        ("plans/x.yaml", "event: e\nschema: {}\nmode: wran\n", 3, "warn"),
        ("plans/x.yaml", "event: e\nschmea: {}\n", 2, "schema"),
    ],
)
def test_a_misspelt_word_is_told_with_the_one_that_was_meant(path: str, text: str, wrong: int, hint: str) -> None:
    files = {path: text, "segments/s.yaml": "when: {cart: open}\n", "templates/t.yaml": MAIL}
    found = problems(files)
    assert [(one[0], one[1]) for one in found] == [(path, wrong)]
    assert f"did you mean `{hint}`?" in found[0][3]


SEGMENT = """\
name: x
descripton: y
backfill: queit
when:
  any:
    - cart: opne
    - cart: {untouched_for: 2 hours, checkout: maybe}
    - not: {all: [{trait: a, exists: ja, equls: 3}, {in_segment: nobody}]}
    - has_been: {for: a week, when: {orderd: {}}}
"""


def test_every_mistake_of_a_segment_is_told_in_one_go() -> None:
    found = [one[1:3] for one in problems({"segments/x.yaml": SEGMENT})]
    assert found == [(2, 1), (3, 1), (6, 7), (7, 14), (7, 38), (8, 42), (8, 54), (9, 18), (9, 38)]


JOURNEY = """\
entry: {detail-type: [CartUpdatd]}
each: crat
exits:
  - segmnt: a
  - when: {cart: opne}
steps:
  - wiat: 1h
  - split:
      when: {cart: clsoed}
      then: [{wait: soon}]
      otherwise: [{send: {template: none, channel: email, purpose: marketing}}]
  - split: {shares: [{share: 50}, {share: 50, steps: [{wait: long}]}]}
  - experiment: {name: e, variants: [{name: a, share: 100, steps: [{wait: 1h}, {wait: ever}]}]}
  - hold: {until: {segmnt: a}, timeout: x, then: [{stpo: a}]}
"""


def test_every_mistake_of_a_journey_is_told_in_one_go() -> None:
    found = problems({"journeys/x.yaml": JOURNEY})
    assert [one[1] for one in found] == [1, 2, 4, 5, 7, 9, 10, 11, 12, 13, 14, 14, 14]


@pytest.mark.parametrize(
    ("path", "text", "lines"),
    [
        ("policies/consent.yaml", "email/marketing: ask-frist\nsms/marketing: alwyas\n", [1, 2]),
        ("policies/carts.yaml", "several: x\nlink_lasts: soon\ncode_attempts: many\n", [1, 2, 3]),
        ("policies/identity.yaml", "limits: {email: often, phone: never}\nmerge_known: x\nlimit: {}\n", [1, 1, 2, 3]),
        ("policies/suggestions.yaml", "most: no\nlevel: no\nautomatic: yes\n", [1, 2, 3]),
        ("rules/x.yaml", "pattern: {a: b}\ntarget: c\nrole: d\n", [1, 2, 3]),
        ("templates/x.yaml", f"subject: '{{% if %}}'\ntext: '{{% for %}}'\n{MJML}", [1, 2]),
        ("sources/x.yaml", "provider: shopifi\nchannel: a.b\n", [1, 2]),
    ],
)
def test_every_mistake_of_other_files_is_told_too(path: str, text: str, lines: list[int]) -> None:
    assert [one[1] for one in problems({path: text})] == lines


def test_what_comes_of_another_mistake_is_no_mistake_of_its_own() -> None:
    wrong = f"{ENTRY.replace('entry', 'etnry')}while: s\nstpes: [{{wait: 1h}}]\n"
    found = problems({"journeys/x.yaml": wrong, "segments/s.yaml": "when: {cart: open}\n"})
    assert [one[1] for one in found] == [1, 3]


FRAGMENTS = {
    "fragments/foot.yaml": "text: '{% if %}'\nmjml: <mj-txt>a</mj-txt>\n",
    "templates/a.yaml": f"subject: s\ntext: '{{% fragment foot %}}'\n{MJML}",
    "templates/b.yaml": "subject: s\ntext: t\nmjml: <mjml><mj-body>{% fragment foot %}</mj-body></mjml>\n",
    "templates/c.yaml": f"subject: s\ntext: 'x {{% fragment foot %}}'\n{MJML}",
}


def test_a_mistake_in_a_fragment_is_told_once_at_the_fragment() -> None:
    found = problems(FRAGMENTS)
    assert [one[:2] for one in found] == [("fragments/foot.yaml", 1), ("fragments/foot.yaml", 2)]
    assert "did you mean `mj-text`?" in found[1][3]


def test_a_mistake_of_a_template_is_told_there_though_it_has_fragments() -> None:
    good = {**FRAGMENTS, "fragments/foot.yaml": "text: bye\nmjml: <mj-text>a</mj-text>\n"}
    files = {**good, "templates/a.yaml": f"subject: s\ntext: '{{% if %}}{{% fragment foot %}}'\n{MJML}"}
    assert [one[:2] for one in problems(files)] == [("templates/a.yaml", 2)]


def test_what_one_fragment_opens_another_may_close() -> None:
    files = {
        "fragments/open.yaml": "text: '{% if person %}'\n",
        "fragments/close.yaml": "text: '{% endif %}'\n",
        "templates/a.yaml": f"subject: s\ntext: '{{% fragment open %}}x{{% fragment close %}}'\n{MJML}",
    }
    assert set(compile_playbook(files)["template"]) == {"a"}
