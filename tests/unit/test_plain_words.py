"""The playbook's language in plain words: conditions, what starts a journey, and its steps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.console.experiments.experiment_words import place
from segue.console.journeys.flow_pictures import told
from segue.console.journeys.flow_words import flow
from segue.console.journeys.signal_words import entry_words, leaving_words
from segue.console.playbook.readings import reading_of
from segue.console.playbook.texts import called, changes, placed, typed
from segue.console.segments.clause_words import clauses, in_words, sentence

ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=10,
)
WORDS = ["when", "steps", "entry", "all", "not", "hold", "split", "until", "signal", "segment", "detail", "id", "exits"]
NEARLY = st.recursive(
    ANY, lambda inner: st.dictionaries(st.sampled_from(WORDS), inner | st.lists(inner, max_size=3), max_size=4)
)
TREE = {"all": [{"cart": "open"}, {"not": {"any": [{"ordered": {"at_least": 2, "within": "30d"}}, {"trait": "vip"}]}}]}


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ({"cart": "open"}, "Cart open"),
        ({"cart": {"untouched_for": "2h"}}, "Cart: untouched for 2 hours"),
        ({"ordered": {"at_least": 2, "within": "30d"}}, "Ordered: at least 2, within 30 days"),
        ({"trait": "vip", "equals": True}, "Trait vip is yes"),
        ({"ordered": {"at_most": 0, "within": "3d"}}, "Ordered: never, within 3 days"),
        ({"bought": {"category": ["tents", "bags"]}}, "Bought: category tents or bags"),
        ({"trait": "birthday", "before": "2026-01-31"}, "Trait birthday before 31 Jan 2026"),
        (
            {"did": {"event": "Product Viewed", "where": {"category": "tents"}}},
            "Did: Product Viewed, where category tents",
        ),
    ],
)
def test_a_clause_reads_by_its_operator_and_settings(spec, words):
    assert in_words(spec) == words


def test_groups_read_as_a_tree_and_as_a_sentence():
    tree = clauses(TREE)
    assert (tree.kind, [one.text for one in tree.parts]) == ("all", ["Cart open", "Not this"])
    expected = "all of these: Cart open; not this: any of these: Ordered: at least 2, within 30 days; Trait vip"
    assert sentence(TREE) == expected


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"detail-type": ["SegmentEntered"], "detail": {"segment": ["lapsed"]}}, "Enters Lapsed"),
        ({"segment": "lapsed"}, "Enters Lapsed"),
        ({"detail-type": ["OrderPlaced"], "detail": {"channel": ["store"]}}, "Order placed: channel store"),
        (
            {"schedule": {"segment": "vip", "at": "09:00", "every": "week", "on": ["monday"]}},
            "every week Monday at 09:00, everybody in Vip",
        ),
        ({"api": True}, "Started by a program"),
        (
            {"detail-type": ["SurveyAnswered"], "detail": {"score": [{"numeric": ["<=", 3]}]}},
            "Survey answered: score at most 3",
        ),
        ({"detail-type": ["ConsentChanged"], "detail": {"granted": [True]}}, "Consent changed: granted yes"),
    ],
)
def test_an_entry_reads_by_what_happens(entry, words):
    assert ": ".join(one for one in entry_words({"entry": entry}) if one) == words


STEPS = [
    {"wait": "2h"},
    {"hold": {"until": {"segment": "vip"}, "timeout": "3d", "then": [{"set_trait": {"tier": "gold"}}]}},
    {"split": {"when": "vip", "then": [{"send": {"template": "a", "channel": "best", "purpose": "marketing"}}]}},
    {
        "experiment": {
            "name": "words",
            "holdout": 10,
            "variants": [{"name": "A", "share": 90, "steps": [{"wait": "1d"}]}],
        }
    },
    {"id": "tell", "call": {"url": "https://erp.example/x?secret=1"}},
    {"wait": {"until": {"trait": "birthday", "plus": "-1d"}}},
]


def test_every_step_reads_as_what_happens():
    lines = [text for _, text in told(flow({"entry": {"api": True}, "steps": STEPS}))]
    expected = [
        "Wait 2 hours",
        "Hold until enters Vip, at most 3 days",
        "after 3 days:",
        "In Vip?",
        "Send A, best channel, marketing",
        "10 % get nothing:",
        "A 90 %:",
        "Tell another program, erp.example",
        "Wait for 1 day before the birthday",
    ]
    assert [one for one in expected if one not in lines] == []


def test_stations_are_called_by_their_own_id_or_by_where_they_stand():
    stations = flow({"entry": {"api": True}, "steps": STEPS})
    assert [one.id for one in stations] == ["entry", "0", "1", "2", "3", "tell", "5", "end"]
    assert [inner.id for _, arm in stations[4].arms for inner in arm] == ["3.A.0"]


def test_what_ends_a_run_is_said():
    spec = {"while": "abandoned-cart", "exits": [{"signal": {"detail-type": ["OrderPlaced"]}}]}
    assert leaving_words(spec) == ["no longer in Abandoned cart", "order placed"]


@given(st.sampled_from(["segments", "journeys", "templates", "policies", "rules"]), NEARLY)
def test_whatever_stands_in_a_text_can_be_read(folder, given_):
    spec = {"when": given_, "entry": given_, "steps": [given_, {"hold": given_}, {"split": given_}], "exits": given_}
    assert "about" in reading_of(folder, "key", given_ if isinstance(given_, dict) else spec)
    assert "about" in reading_of(folder, "key", spec)


def test_differences_show_lines_around_and_leave_out_the_rest():
    old = "\n".join(f"line {one}" for one in range(20))
    (change,) = changes({"a/b.yaml": old}, {"a/b.yaml": old.replace("line 10", "line x")})
    assert change.sums == (1, 1)
    assert [one.kind for one in change.lines] == ["gap", *["same"] * 3, "gone", "new", *["same"] * 3, "gap"]
    assert (change.lines[1].old, change.lines[5].new) == (8, 11)


def test_a_problem_shows_its_line():
    (one,) = placed([{"file": "a", "line": 2, "column": 1, "message": "no"}], {"a": "x\ny\n"})
    assert one["text"] == "y"


def test_a_text_field_gives_back_what_a_file_keeps():
    assert typed("a: 1\r\nb: 2") == "a: 1\nb: 2\n"


def test_files_and_experiments_are_told_by_names():
    assert called("templates/sms-help.yaml", {}) == "SMS help"
    assert called("segments/open-cart.yaml", {"name": "Open carts"}) == "Open carts"
    assert place("journey", "win-back") == {"words": "Journey Win back", "link": "journeys/win-back"}
