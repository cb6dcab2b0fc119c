"""The console's segments: how many are inside, who, what else they are in, and what a text would give."""

import html
import re
from types import SimpleNamespace
from typing import Any

import pytest

from segue.console.segments.what_if import named_first
from segue.times import DAY, HOUR, MINUTE, SECOND
from tests.faults.shop import added, identified, post
from tests.handlers.console_staff import KIM, as_staff, page_of, two_customers
from tests.handlers.test_console_playbook import base_of, in_force, written

PAGE = "/segments/open-cart"
GROUP = """\
name: Group
when:
  all:
    - in_segment: open-cart
    - not: {trait: email, equals: nobody@shop.test}
"""
NOBODY = "when:\n  all:\n    - cart: open\n    - trait: language\n      equals: de\n"
TEXTAREA = r'(?s)<textarea name="text" hidden>\n(.*?)</textarea>'


@pytest.fixture
def world(world):
    return two_customers(world)


def test_segments_are_listed_with_how_many_are_inside(world, max_):
    page = max_.get("/segments")
    assert page.reads("Open cart Something is in a cart that has not been ordered. 2")
    assert page.reads("no order came since in any channel. 0")


def test_a_segment_says_what_it_asks_and_who_is_inside(world):
    page = as_staff(world, "ann").get(PAGE)
    assert [text for text in ("2 people inside", "Cart open", KIM) if not page.reads(text)] == []
    person = page.find(r'href="/console(/people/u_[a-z2-7]{24})"')
    assert page.get(person).status == 200


def test_a_marketer_sees_names_and_no_addresses(world, max_):
    page = max_.get(PAGE)
    assert page.reads("Kim User id u1")
    assert KIM not in page.body


def test_what_else_they_are_in_is_drawn_as_bars(world):
    world.pass_time(3 * HOUR)
    page = as_staff(world, "max").get("/segments/abandoned-cart")
    assert page.reads("Open cart 100 %")


def test_how_a_count_went_is_drawn_from_the_second_day_on(world, max_):
    assert max_.get(PAGE).reads("from the second day on")
    world.pass_time(DAY)
    post(world, identified(world, "m9", "u9"), added(world, "m10", "c9", userId="u9"))
    world.pass_time(HOUR)
    page = as_staff(world, "max").get(PAGE)
    assert page.reads("1 Jan 2026: 2 2 Jan 2026: 3")
    assert page.get("/segments").body.count('class="trend-line"') >= 1


def test_a_person_is_in_a_segment_by_the_name_that_its_text_gives(world, max_):
    written(max_, "apply", GROUP.replace("Group", "A group of two", 1), "/playbook/segments/group?new=1")
    world.pass_time(MINUTE)
    agent = as_staff(world, "amy")
    assert agent.get(page_of(agent, KIM)).reads("A group of two , why? since")
    assert as_staff(world, "max").get("/people").reads("A group of two Open cart")


def test_segments_are_in_the_order_of_their_names(max_):
    written(max_, "apply", GROUP.replace("Group", "Zebras", 1), "/playbook/segments/a?new=1")
    names = re.findall(r'file-name"><span class="strong">([^<]+)', max_.get("/segments").body)
    assert names == sorted(names)
    assert names[-1] == "Zebras"


def test_all_members_are_listed(max_):
    page = max_.get(f"{PAGE}/members")
    assert page.body.count('class="person-row"') == 2
    assert "members?after=" not in page.body


def test_what_is_no_segment_is_not_there(max_):
    assert max_.get("/segments/nothing").status == 404
    assert max_.get(f"{PAGE}/members?after=rubbish").status == 400


def test_why_somebody_is_in_a_segment_is_told_with_what_decided(world):
    agent = as_staff(world, "amy")
    kim = page_of(agent, KIM)
    assert f'href="/console{kim}/why/open-cart"' in agent.get(kim).body
    page = agent.get(f"{kim}/why/open-cart")
    assert page.reads("Kim is in Open cart")
    assert page.reads("Yes: Cart open")
    assert 'href="/console/segments/open-cart"' not in page.body
    assert 'href="/console/segments/open-cart"' in as_staff(world, "max").get(f"{kim}/why/open-cart").body


def test_why_somebody_is_not_in_a_segment_is_told_too(world):
    agent = as_staff(world, "amy")
    page = agent.get(f"{page_of(agent, KIM)}/why/abandoned-cart")
    assert page.reads("Kim is not in Abandoned cart")
    assert page.reads("No: Cart: untouched for 2 hours")
    assert page.reads("looked at again")


def test_groups_are_told_clause_by_clause(world, max_):
    written(max_, "apply", GROUP, "/playbook/segments/group?new=1")
    world.pass_time(10 * SECOND)
    page = max_.get(f"{page_of(as_staff(world, 'amy'), KIM)}/why/group")
    told = (
        "All of these",
        "Yes: In the segment Open cart",
        "Yes: Cart open",
        "Not this",
        "No: Trait email is nobody@shop.test",
    )
    assert [text for text in told if not page.reads(text)] == []


def test_a_marketer_is_not_told_how_to_reach_somebody(world, max_):
    written(max_, "apply", GROUP, "/playbook/segments/group?new=1")
    world.pass_time(10 * SECOND)
    agent = as_staff(world, "amy")
    path = f"{page_of(agent, KIM)}/why/group"
    assert agent.get(path).reads(KIM)
    assert KIM not in max_.get(path).body


def test_a_segment_that_is_not_there_has_no_why(world):
    agent = as_staff(world, "amy")
    assert agent.get(f"{page_of(agent, KIM)}/why/nothing").status == 404


def test_what_a_text_would_give_is_told_before_it_is_in_force(world, max_):
    page = written(max_, "count", "when:\n  cart: open\n", "/playbook/segments/spare?new=1")
    told = ("2 people would be in it", "so this is exact at this moment", "Some of them Kim", "Open cart 100 %")
    assert [text for text in told if not page.reads(text)] == []
    assert KIM not in page.body
    assert "segments/spare.yaml" not in in_force(world)


def test_what_a_text_would_give_is_told_clause_by_clause(world, max_):
    """Both have a cart, neither reads German: without that clause both would be in it."""
    page = written(max_, "count", NOBODY, "/playbook/segments/spare?new=1")
    told = "All of these 0 Cart open 2 Trait language is de 0 2 more without this clause"
    assert page.reads(
        f"0 people would be in it Everybody was looked at, so this is exact at this moment. "
        f"How many meet each clause {told}"
    )
    assert not written(max_, "count", "when:\n  cart: open\n", "/playbook/segments/spare?new=1").reads("each clause")


def test_a_segment_of_nobody_leads_to_its_clauses(world, max_):
    written(max_, "apply", NOBODY, "/playbook/segments/spare?new=1")
    page = max_.get("/segments/spare")
    assert page.reads("How many meet each clause?")
    said = {"base": base_of(page), "text": html.unescape(page.find(TEXTAREA)), "do": "count"}
    assert page.post("/playbook/segments/spare", said).reads("Trait language is de 0 2 more without this clause")
    assert not max_.get(PAGE).reads("How many meet each clause?")


def test_how_far_everybody_is_looked_at_again_is_shown(world, max_):
    assert not max_.get(PAGE).reads("everybody is looked at again")
    written(max_, "apply", "when:\n  cart: {untouched_for: 9h}\n", f"/playbook{PAGE}")
    assert max_.get(PAGE).reads("everybody is looked at again: 0 so far.")
    world.pass_time(3 * MINUTE)
    page = max_.get(PAGE)
    assert not page.reads("everybody is looked at again")
    assert page.reads("0 people inside")


def test_what_would_change_says_first_how_many_would_be_in_it(world, max_):
    page = written(max_, "plan", "when:\n  cart: open\n", f"/playbook{PAGE}")
    told = ("2 people would be in it", "2 people in it now", "Put in force")
    assert [text for text in told if not page.reads(text)] == []
    assert page.body.index("2 people would be in it") < page.body.index("What would change")
    assert '<details class="card difference" >' in page.body
    written(max_, "apply", "when:\n  cart: open\n", "/playbook/segments/spare?new=1")
    gone = written(max_, "plan", "when:\n  cart: open\n", "/playbook/segments/spare", removes="yes")
    assert gone.reads("File goes")
    assert not gone.reads("would be in it")


def test_examples_show_whoever_has_a_name_first():
    traits = ({}, {"name": "Kim"}, {})
    some: list[Any] = [SimpleNamespace(id=f"u_{number}", traits=said) for number, said in enumerate(traits)]
    assert [one.id for one in named_first(some)] == ["u_1", "u_0", "u_2"]
