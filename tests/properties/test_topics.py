"""Whatever is written, a topic is one that there is, told within time, and never of what is not English."""

import time

from hypothesis import given
from hypothesis import strategies as st

from segue.conversations.knowledge.articles import Asked, Shelf
from segue.conversations.topics.english import is_english
from segue.conversations.topics.grams import words_of
from segue.conversations.topics.policies import topics_policy
from segue.conversations.topics.topics import GROUPS, LEAST, Topics, group_of, model
from segue.errors import Invalid
from tests.starter import starter

WORDS = st.sampled_from(
    [
        "where",
        "is",
        "my",
        "the",
        "order",
        "refund",
        "parcel",
        "cancel",
        "ich",
        "bin",
        "password",
        "4711",
        "?",
        ".",
        "!",
        "\n",
        "xqz",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=40).map(" ".join))
KEYS = st.text(alphabet="ab-_A9", min_size=1, max_size=4)
SPECS = st.dictionaries(
    KEYS, st.one_of(st.none(), st.dictionaries(KEYS, TEXTS), st.builds(lambda one: {"words": [one]}, TEXTS))
)
TOPICS = Topics(model())
SHELF = Shelf(starter()["article"])


def tried(spec):
    """The topics of a policy, or the keys of it that are wrong."""
    try:
        return topics_policy(spec), []
    except Invalid as wrong:
        return {}, [one.path[0] for one in wrong.all]


@given(TEXTS)
def test_a_topic_is_one_that_there_is_and_sure_enough(text):
    found = TOPICS.of(text)
    assert found == TOPICS.of(text)
    if found.topic:
        assert (found.group, found.by, LEAST <= found.confidence <= 1) == (GROUPS[found.topic], "model", True)
        assert is_english(text, words_of(text))
    else:
        assert found == ("", "", 0.0, "")


@given(SPECS, TEXTS)
def test_a_policy_is_refused_with_its_place_or_tells_topics_of_its_own(spec, text):
    own, places = tried(spec)
    assert {*places} <= {*spec}
    found = Topics(model(), own).of(text)
    assert found.topic in {"", *own, *GROUPS}
    assert not found.topic or found.group == (own[found.topic].group if found.by == "words" else group_of(found.topic))


@given(TEXTS, st.sampled_from(["", "refund", "track_order", "no-such"]))
def test_articles_are_found_once_each_the_best_first(text, topic):
    found = SHELF.search(Asked(text, topic, ("en",)))
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)
    assert len({one.article.id for one in found}) == len(found)
    assert all(one.reason for one in found) or not (text.strip() or topic)


def test_the_longest_text_takes_no_time_to_speak_of():
    before = time.process_time()
    TOPICS.of("where is my order with the parcels and refunds of yesterday " * 2000)
    assert time.process_time() - before < 0.5
