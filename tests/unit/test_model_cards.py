"""The cards of nights: what changed, what a table keeps, and what is told of each model."""

from segue.aws.model_cards import card_of, row_of
from segue.judging.cards import Card
from segue.models.cards import by_model, tell
from segue.times import DAY
from tests.builders import NOON


class Cards(dict):
    """Cards of nights in memory."""

    def before(self, model, moment):
        return max((one for one in self.values() if one.made < moment), key=lambda one: one.made, default=None)

    def put(self, card):
        self[card.run] = card


def two_nights():
    """The cards of two nights, of which the second was told twice."""
    cards = Cards()
    first = Card("recommendations", NOON, {"people": 10}, {"hit_rate": 0.2}, {"best": ["a"]}, run="r1")
    second = Card("recommendations", NOON + DAY, {"people": 14}, {"hit_rate": 0.3}, {"best": ["a", "b"]}, run="r2")
    for one in (first, second, second):
        tell(cards, one)
    return cards["r1"], cards["r2"]


def test_a_card_tells_what_changed_and_goes_through_a_table():
    first, second = two_nights()
    found = second.drift
    assert first.drift == {}
    assert (found["data"], found["metrics"]) == ({"people": 4}, {"hit_rate": 0.1})
    assert (found["new"], found["since"]) == (1, NOON)
    assert card_of(row_of(second)).drift == found


def test_of_each_model_the_newest_card_is_told_with_its_nights():
    (told,) = by_model(two_nights()[::-1])
    assert (told.card.run, told.nights) == ("r2", ((NOON, 0.2), (NOON + DAY, 0.3)))
