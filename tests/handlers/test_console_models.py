"""The pages of models: before the first night, while it is learned, in plain words, and with plots."""

import re

import pytest

from segue.times import MINUTE
from tests.handlers.nights import night
from tests.handlers.test_foretelling import learned

PAGE = "/models"
assert learned  # a fixture


def test_before_the_first_night_the_page_says_when_it_comes(max_):
    assert max_.get(PAGE).reads("Nothing is learned yet")
    assert max_.get(f"{PAGE}/churn").status == 404


def test_a_marketer_has_it_learned_and_sees_how_far_it_is(world, max_):
    page = max_.get(PAGE)
    (word,) = re.findall(r'name="occasion" value="([^"]+)"', page.body)
    for _ in range(2):
        page.post(f"{PAGE}/run", {"occasion": word})
    running = max_.get(PAGE)
    assert running.reads("Going over everybody 0 %")
    assert not running.reads("Learn now")
    world.pass_time(MINUTE)
    done = max_.get(PAGE)
    assert done.reads("asked for by you: 0 customers looked at, 0 predictions and reminders written")
    assert done.reads(
        "It says nothing of anybody yet, for it would be made up. There are: 0 customers with an order; it takes 50"
    )


def test_a_model_that_lacks_something_says_so_on_its_page(world, max_):
    night(world)
    assert max_.get(PAGE).reads("Not judged yet")
    assert max_.get(f"{PAGE}/churn").reads("It says nothing of anybody yet")


def test_an_agent_neither_sees_nor_begins(amy):
    assert amy.get(PAGE).status == 403
    assert amy.get(f"{PAGE}/churn").status == 403
    assert amy.post(f"{PAGE}/run", {}).status == 403


def test_each_model_says_in_a_sentence_how_good_it_was_and_draws_it(learned, max_):
    page = max_.get(PAGE)
    assert re.search(r"Of 100 customers who were said to be \d+ % at risk, \d+ bought nothing in 90 days", page.body)
    assert re.search(r"Of 100 repeat purchases, \d+ came within a quarter", page.body)
    churn = max_.get(f"{PAGE}/churn")
    assert churn.reads("This is the first night")
    dots = re.findall(r'<circle class="plot-dot"[^>]*><title>([^<]+)', churn.body)
    table = churn.body.partition("Said, and what came</caption>")[2].partition("</table>")[0]
    assert len(dots) == table.count('<tr><th scope="row">')
    assert churn.body.count('<rect class="plot-column"') == 10
    assert churn.body.count('<circle class="plot-night"') == 1


@pytest.mark.parametrize("model", ["recommendations", "replenishment", "purchases", "value", "price_sensitivity"])
def test_every_model_has_a_page(learned, max_, model):
    assert max_.get(f"{PAGE}/{model}").status == 200
