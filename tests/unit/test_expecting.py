"""What is expected of a customer, as a person's page says it."""

from dataclasses import replace

from segue import facets
from segue.console.customers.expecting import expected
from segue.predictions.telling import predicted
from segue.profile.profiles import Profile
from segue.times import DAY
from tests.builders import an_event, an_order
from tests.unit.test_predictions import ALL, COFFEE, NIGHT

LINE = {"product_id": "coffee", "name": "Yirgacheffe", "quantity": 1, "price": 14}
ORDER = an_order(COFFEE.bought, products=[LINE])


def told(*events, now=NIGHT + DAY):
    return expected(Profile("u_1", facets.absorb({}, events), ("u_1",)), now)


SAID = [
    ("Probably buys 2.1 more times in the next 90 days", ""),
    ("Probably spends €42.00 in the next 90 days", ""),
    ("Buys nothing more in the next 90 days: likely", "62 %"),
    ("Buys 40 % at a promotion", "between 20 % and 65 %"),
    ("Needs Yirgacheffe again about 24 Nov 2026", "between 22 Nov 2026 and 26 Nov 2026"),
]
LASTS = {"Bought last": "25 Oct 2026", "Usually lasts": "30 days", "Bought again": "5 times"}


def test_each_prediction_is_a_sentence_with_how_sure_it_is():
    found = told(ORDER, predicted(ALL, "u_1", NIGHT))
    assert [(one["said"], one["sure"]) for one in found["rows"]] == SAID
    assert (found["made"], found["model"], found["old"]) == (NIGHT, "2026-11-20", False)


def test_each_says_what_it_rests_on():
    orders, worth, _, _, coffee = told(ORDER, predicted(ALL, "u_1", NIGHT))["rows"]
    assert orders["basis"] == {"In 30 days": "0.9", "Orders": "6"}
    assert worth["basis"] == {"In 365 days": "€160.50", "Average order": "21.5"}
    assert coffee["basis"] == LASTS


def test_what_was_bought_since_is_not_needed_again():
    later = an_order(NIGHT + 1, "o2", products=[LINE])
    assert len(told(ORDER, later, predicted(ALL, "u_1", NIGHT))["rows"]) == 4


def test_an_old_prediction_is_told_as_old():
    assert told(ORDER, predicted(ALL, "u_1", NIGHT), now=NIGHT + 14 * DAY)["old"]


def test_before_the_first_night_nothing_is_expected_and_of_who_never_ordered_or_objects_nothing_is_said():
    assert told(ORDER) == {"rows": []}
    assert told(predicted(ALL, "u_1", NIGHT)) == {}
    said = {"channel": "web", "purpose": "profiling", "granted": False}
    no = an_event("Consent Updated", NIGHT, properties=said)
    assert told(ORDER, predicted(ALL, "u_1", NIGHT), no) == {}


def test_a_prediction_of_less_says_less():
    found = told(ORDER, predicted(replace(ALL, churn=None, value=None, replenish=()), "u_1", NIGHT))
    assert len(found["rows"]) == 2
