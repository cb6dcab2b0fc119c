"""What a customer buys, looks at and answers, as the console shows it."""

from segue import facets
from segue.console.charts import bars
from segue.console.customers.habits import habits, with_subjects
from segue.profile.profiles import Profile
from segue.times import DAY, HOUR
from tests.builders import NOON, an_event, an_order


def told(*events):
    return habits(Profile("u_1", facets.absorb({}, events), ("u_1",)))


def bought(at, **said):
    products = [{"product_id": "g1", "name": "Gas cartridge", "price": 9.5, "quantity": 1}]
    return an_order(at, f"o-{at}", products=products, **said)


def test_of_a_stranger_no_panel_says_anything():
    found = told(an_event(None))
    assert (found["purchases"], found["interests"], found["reach"], found["support"]) == ({}, [], [], {})


def test_purchases_are_summed_up_in_words():
    found = told(*(bought(NOON + days * DAY) for days in (0, 10, 20)))["purchases"]
    assert found["facts"] == {"Orders": "3", "Average order": "€21.00", "Usually every": "10 days"}
    assert [(one["name"], one["times"]) for one in found["again"]] == [("Gas cartridge", 3)]


def test_interests_are_bars_as_wide_as_the_best_of_their_kind():
    views = [
        an_event("Product Viewed", NOON + at, properties={"product_id": name, "category": name})
        for at, name in enumerate(("tents", "tents", "stoves"))
    ]
    (kind,) = told(*views)["interests"]
    assert kind["kind"] == "Categories"
    assert [(one["name"], one["width"]) for one in kind["bars"]] == [("tents", 100), ("stoves", 50)]


def test_a_bar_is_never_invisible_and_nothing_has_none():
    rows = [{"name": "a", "score": 1000}, {"name": "b", "score": 1}, {"name": "c", "score": 0}]
    assert [one["width"] for one in bars(rows, 5)] == [100, 2]
    assert bars([], 5) == []


def test_an_open_case_and_the_effort_are_told():
    case = an_event("Conversation Opened", NOON, properties={"conversation_id": "c-1", "channel": "chat"})
    effort = an_event("Survey Answered", NOON + 1, properties={"survey": "ces", "score": 6})
    found = told(case, effort)["support"]
    assert [one["case"] for one in found["open"]] == ["c-1"]
    assert [(one["name"], one["score"]) for one in found["surveys"]] == [("Effort", "6 of 7")]


def test_an_open_case_is_called_by_what_its_conversation_is_about_and_leads_to_it_where_one_may_see_it():
    talk = "c_" + "a" * 24
    case = an_event("Conversation Opened", NOON, properties={"conversation_id": talk, "channel": "chat"})
    found = told(case)["support"]
    seen = with_subjects(found, [{"id": talk, "cases": (talk,), "title": "Where is my tent?"}])
    assert [(one["title"], one["talk"]) for one in seen["open"]] == [("Where is my tent?", talk)]
    assert [(one["title"], one["talk"]) for one in with_subjects(found, [])["open"]] == [("Open case", "")]


def test_a_channel_tells_how_it_is_answered():
    clicked = an_event("Email Link Clicked", NOON, channel="email", properties={"message_id": "m_1"})
    (one,) = told(clicked, an_order(NOON + DAY))["reach"]
    assert one["channel"] == "E-mail"
    assert [row["name"] for row in one["bars"]] == ["Clicked"]
    assert one["bought_after"] == 1
    assert one["hours"]


def test_what_they_did_is_a_row_for_each_event_the_last_one_first():
    reads = [an_event("Article Viewed", NOON + hours * HOUR) for hours in (0, 1)]
    done = told(*reads, an_event("Product Viewed", NOON - HOUR))["done"]
    assert [(one["event"], one["count"]) for one in done] == [("Article Viewed", 2), ("Product Viewed", 1)]
