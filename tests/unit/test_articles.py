"""Articles: checked where they are written, found by words and by topic, in the language that suits."""

import pytest

from segue.conversations.knowledge.articles import Asked, Shelf, about
from segue.conversations.knowledge.policies import ArticlePolicy, articles_policy, suggest
from segue.conversations.knowledge.searching import Index, stems_of, weighed
from segue.errors import Invalid
from segue.playbook import BadPlaybook, compile_playbook
from tests.starter import starter

STARTER = Shelf(starter()["article"])


def ids(asked):
    return [one.article.id for one in STARTER.search(asked)]


@pytest.mark.parametrize(
    ("text", "locale", "first"),
    [
        ("my parcel is late", "en", "delivery"),
        ("how do I exchange this for another colour?", "en", "returns"),
        ("when do I get my money", "en", "refund-time"),
        ("can I cancel", "en-GB", "change-order"),
        ("size table", "fr", "sizes"),
        ("Rücksendungen", "de", "returns"),
        ("Wo ist mein Paket?", "de-AT", "delivery"),
        ("Erstattung auf die Karte", "de", "refund-time"),
    ],
)
def test_words_find_the_article_that_answers(text, locale, first):
    assert ids(Asked(text, locales=(locale,)))[0] == first


def test_an_article_is_told_in_the_nearest_language():
    told = [STARTER.one("sizes", (one,)) for one in ("de-AT", "en", "fr", "")]
    assert [one and one.locale for one in told] == ["de", "en", "en", "en"]
    assert STARTER.one("nothing") is None


def test_a_topic_finds_what_is_about_it_or_about_its_group():
    assert ids(Asked(topic="track_refund")) == ["refund-time"]
    assert ids(Asked(topic="delivery_options")) == ["delivery"]
    assert ids(Asked(topic="newsletter")) == []
    told = [about(("refund",), "get_refund"), about(("get_refund",), "refund"), about(("",), "")]
    assert told == [True, False, False]


def test_topic_and_words_together_count_more_and_are_both_told():
    found = STARTER.search(Asked("parcel and size", "sizes", ("en",)))
    assert [(one.article.id, one.reason) for one in found][:2] == [("sizes", "topic,words"), ("delivery", "words")]
    assert found[0].score > found[1].score > 0


def test_words_that_say_nothing_find_nothing():
    assert ids(Asked("where is the and my 4711?", locales=("en",))) == []
    assert ids(Asked("dinosaurs", locales=("en",))) == []


def test_asked_for_nothing_all_are_told_by_their_titles():
    assert ids(Asked(locales=("en",))) == ["change-order", "returns", "refund-time", "delivery", "sizes"]


def test_customers_are_shown_what_is_for_them_where_it_is_switched_on():
    inside = {"title": "Parcels", "body": "Ours.", "locale": "en"}
    outside = {**inside, "visibility": "customers"}
    shelf = Shelf({"in": inside, "out": outside, "too": outside})
    asked = Asked("parcels")
    assert [one.article.id for one in shelf.suggest(asked)] == ["in", "out", "too"]
    assert [one.id for one in suggest(shelf, ArticlePolicy(True), asked)] == ["out", "too"]
    assert [one.id for one in suggest(shelf, ArticlePolicy(True, 1), asked)] == ["out"]
    assert suggest(shelf, ArticlePolicy(), asked) == []


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("title: T\nbody: B\ntopics: [delivrey]\n", 3, 10, "did you mean `delivery`?"),
        ("title: T\nbody: B\nvisibility: everybody\n", 3, 1, "`visibility` is one of agents, customers"),
        ("title: T\nbody: B\nlocales:\n  de: {title: T}\n", 4, 3, "`body` is missing"),
        ("title: T\nbody: B\nlocales:\n  en: {title: T, body: B}\n", 4, 3, "the language of the file's own words"),
        ("title: T\nbody: ''\n", 2, 1, "`body` is a text"),
        ("title: T\nbody: B\ntext: x\n", 3, 1, "an article does not know `text`"),
        ("title: T\nbody: B\nlocale: german\n", 3, 1, "`locale` is a language"),
        ("title: T\nbody: B\nproducts: [1]\n", 3, 12, "`products` is a text"),
        ("title: T\n", 1, 1, "`body` is missing"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text, line, column, words):
    with pytest.raises(BadPlaybook) as told:
        compile_playbook({"policies/shop.yaml": "locale: en\n", "articles/a.yaml": text})
    (problem,) = told.value.problems
    assert (problem["file"], problem["line"], problem["column"]) == ("articles/a.yaml", line, column)
    assert words in problem["message"]


def test_a_topic_of_the_shop_s_own_may_be_named():
    files = {
        "policies/topics.yaml": "spares: {words: [pole]}\n",
        "articles/a.yaml": "title: T\nbody: B\ntopics: [spares]\n",
    }
    assert compile_playbook(files)["article"]["a"]["locale"] == "en"


@pytest.mark.parametrize("spec", [{"customers": "on"}, {"most": 0}, {"most": True}, {"more": 1}])
def test_a_wrong_policy_is_refused(spec):
    with pytest.raises(Invalid):
        articles_policy(spec)


def test_rare_words_and_words_of_the_title_count_more():
    index = Index.over([weighed("Tents", "about poles"), weighed("Poles", "about tents"), weighed("Stoves", "poles")])
    first, second, third = index.scores("tent")
    assert first > second > third == 0
    assert Index.over([]).scores("tent") == []


def test_of_two_texts_with_a_word_the_shorter_one_counts_more():
    short, long = Index.over([weighed("", "stoves burn"), weighed("", "stoves burn gas and wood outside")]).scores(
        "stove"
    )
    assert short > long > 0
    assert stems_of("Returned RETURNS 4711 the a") == ["return", "return"]
