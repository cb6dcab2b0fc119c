"""The model in the package: that it is the one whose numbers stand in the documentation, and that the numbers hold."""

import hashlib
import json
import random

import pytest

from segue.conversations.topics.policies import topics_policy
from segue.conversations.topics.topics import NOTHING, Topics, model
from segue.conversations.topics.weights import FILE
from segue.playbook.texts import read
from segue_tools import topics as learning
from segue_tools.places import ROOT
from segue_tools.playbooks import starter_files

DATA = ROOT.parent / "shared/data/datasets"
HASH = "516b65b96f4b2386bb6fbbdb53afa36e28858b8354c85073a3b8f83e748ce888"
data = pytest.mark.skipif(not DATA.is_dir(), reason="no data: the folder ../shared/data is not here")
# Sentences that nobody learned from or chose by what the model says: (group, text).
UNSEEN = json.loads((ROOT / "tests/unit/unseen_topics.json").read_text())


def test_the_file_is_the_one_that_the_documentation_speaks_of():
    assert hashlib.sha256(FILE.read_bytes()).hexdigest() == HASH
    assert HASH[:12] in (ROOT / "docs/topics.md").read_text()
    assert FILE.stat().st_size < 300_000


@data
@pytest.mark.parametrize(("part", "accuracy", "f1"), [("dev", 0.9975, 0.9975), ("test", 0.9963, 0.9961)])
def test_the_model_is_as_good_as_said(part, accuracy, f1):
    found = learning.measured(Topics(model()), learning.told(DATA / "bitext_support_intents", part))
    assert (round(found.accuracy, 4), round(found.f1, 4)) == (accuracy, f1)
    assert min(found.coverage, found.precision) >= 0.996


@data
def test_the_words_of_the_starter_hardly_touch_what_the_model_knows():
    own = topics_policy(read(starter_files()["policies/topics.yaml"]).value)
    found = learning.measured(Topics(model(), own), learning.told(DATA / "bitext_support_intents", "test"))
    assert found.precision >= 0.99


@data
@pytest.mark.parametrize(("number", "topic", "at"), [(0, "returns", 0), (1, "track_refund", 0), (2, "promotions", 1)])
def test_a_full_dialogue_gets_its_topic_by_the_customer_s_first_words_about_it(number, topic, at):
    dialogue = json.loads((DATA / "abcd_sample/abcd_sample.json").read_text())[number]
    own = topics_policy(read(starter_files()["policies/topics.yaml"]).value)
    told = [Topics(model(), own).of(text).topic for who, text in dialogue["original"] if who == "customer"]
    assert told[: at + 1] == [NOTHING] * at + [topic]


def test_of_sentences_in_other_words_little_is_known_and_little_is_wrong():
    found = [(group, Topics(model()).of(text).group) for group, text in UNSEEN]
    about = [(group, told) for group, told in found if group]
    right, silent = sum(told == group for group, told in about), sum(not told for _, told in about)
    assert (len(about), right, silent) == (18, 6, 11)
    assert {told for group, told in found if not group} == {""}


def test_learning_twice_makes_the_same_model():
    said = learning.our_own()
    first, second = learning.learned(said, 1), learning.learned(said, 1)
    assert (first.rows, first.known) == (second.rows, second.known)
    random.Random(1).shuffle(said)
    assert learning.learned(said, 1).rows != first.rows


def test_macro_f1_counts_each_intent_alike():
    pairs = [("a", "a"), ("a", "a"), ("a", "b"), ("b", "b")]
    assert learning.macro_f1(pairs) == pytest.approx((0.8 + 2 / 3) / 2)
