"""The API of articles, and what customers are shown of them."""

import pytest

from segue.lambdas import now
from segue.playbook import compile_playbook
from segue.wiring.articles import for_customers
from segue.wiring.tables import playbooks
from segue_tools.playbooks import starter_files
from tests.handlers.staff_requests import Api

GERMAN = "locales: {de: {title: Stangen, body: Sie biegen sich.}}\n"
POLE = f"title: Tent poles\nbody: How they bend.\n{GERMAN}topics: [delivery]\n"
FILES = {"policies/shop.yaml": "locale: en\n", "articles/poles.yaml": POLE}


@pytest.fixture
def api(world):
    return Api(world, "agent")


def apply(files):
    playbooks().apply(compile_playbook(files), files, "test", now())


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=pole", [("poles", "en", "words")]),
        ("q=Stange&locale=de-CH", [("poles", "de", "words")]),
        ("topic=track_order&locale=fr", [("poles", "en", "topic")]),
        ("q=nothing+like+it", []),
        ("", [("poles", "en", "")]),
    ],
)
def test_articles_are_found_by_words_and_topic_in_the_nearest_language(api, query, found):
    apply(FILES)
    status, told = api.get(f"/v1/articles?{query}")
    assert (status, told["next"]) == (200, None)
    assert [(one["id"], one["locale"], one["reason"]) for one in told["items"]] == found


def test_one_article_is_read_by_its_id(api):
    apply(FILES)
    told = api.get("/v1/articles/poles?locale=de")[1]
    assert (told["title"], told["body"], told["visibility"]) == ("Stangen", "Sie biegen sich.", "agents")
    status, problem = api.get("/v1/articles/pole")
    assert (status, problem["type"].rpartition(":")[2]) == (404, "unknown-article")


NEEDED = "this needs one of the roles admin, agent, marketer"


@pytest.mark.parametrize(("role", "status"), [("marketer", 200), ("admin", 200), ("privacy", 403), ("", 403)])
def test_articles_are_for_agents_and_marketers(world, role, status):
    found, said = Api(world, role).get("/v1/articles")
    assert (found, said.get("detail")) == (status, NEEDED if status == 403 else None)


def test_before_a_playbook_is_applied_there_are_none(api):
    assert api.get("/v1/articles?q=pole") == (200, {"items": [], "next": None})


def test_customers_are_shown_what_the_shop_lets_them_see(world):
    apply(FILES)
    assert for_customers("a pole", "en") == []
    apply({**starter_files(), "articles/poles.yaml": POLE})
    assert [one.id for one in for_customers("a pole, and which size?", "de")] == ["sizes"]
    assert {one.locale for one in for_customers("Rücksendung?", "de-AT")} == {"de"}
