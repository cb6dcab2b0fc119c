"""What the playbook declares as experiments, with how large each arm is meant to be."""

from segue.experiments.declared import Book, declared

JOURNEY = {
    "name": "Welcome",
    "holdout": 20,
    "steps": [
        {"wait": "1h"},
        {
            "branch": {
                "then": [
                    {
                        "experiment": {
                            "name": "subject",
                            "holdout": 10,
                            "variants": [
                                {"name": "short", "share": 50, "steps": [{"experiment": {"name": "in it", "variants": [
                                    {"name": "x", "share": 100}]}}]},
                                {"name": "long", "share": 50},
                            ],
                        }
                    }
                ]
            }
        },
    ],
}  # fmt: skip


def found(**book):
    empty = {"journeys": {}, "placements": {}, "templates": {}}
    return {name: dict(one.shares) for name, one in declared(Book(**{**empty, **book})).items()}


def test_nothing_is_declared_where_nothing_is_compared() -> None:
    plain = {"name": "x", "steps": [{"send": "y"}]}
    assert found(journeys={"x": plain}, placements={"top": {"name": "Top", "variants": []}}, templates={"y": {}}) == {}


def test_experiments_stand_anywhere_in_a_journey_and_who_is_held_out_comes_off_the_shares() -> None:
    assert found(journeys={"welcome": JOURNEY}) == {
        "journey:welcome:holdout": {"holdout": 20, "journey": 80},
        "journey:welcome:subject": {"holdout": 10, "short": 45, "long": 45},
        "journey:welcome:in it": {"x": 100},
    }


def test_a_placement_is_shown_or_not_and_may_split_what_is_shown() -> None:
    variants = [{"id": "a", "share": 30}, {"id": "b", "share": 70}]
    split = {"name": "Top", "strategy": "split", "holdout": 5, "variants": variants}
    assert found(placements={"top": split}) == {
        "placement:top": {"holdout": 5, "shown": 95},
        "placement:top:variants": {"a": 30, "b": 70},
    }
    apart = {**split, "variants": [*variants, {"id": "c", "share": 100, "priority": 5}]}
    assert found(placements={"top": apart})["placement:top:variants"] == {}


def test_styles_of_a_template_and_the_holdout_of_everybody_are_experiments() -> None:
    assert found(templates={"hello": {"experiment": {"usual": 50, "short": 50}}}, holdout=5) == {
        "global": {"holdout": 5, "all": 95},
        "template:hello": {"usual": 50, "short": 50},
    }
