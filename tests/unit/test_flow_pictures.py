"""Pictures of journeys: nothing lies upon anything else, and every way meets what it leads to."""

from hypothesis import given
from hypothesis import strategies as st

from segue.console.journeys.flow_pictures import HEIGHT, WIDTH, Picture, Station, drawn
from segue.console.journeys.flow_words import flow
from segue.journeys.compiling import compile_journey
from segue.journeys.wordings import text_of

FLOWS = st.recursive(
    st.builds(Station, st.uuids().map(str), st.just("send"), st.just("Send")).map(lambda one: (one,)),
    lambda inner: st.lists(
        st.builds(
            lambda key, arms: Station(key, "split", "Split", arms=tuple((f"{at}", arm) for at, arm in enumerate(arms))),
            st.uuids().map(str),
            st.lists(st.one_of(st.just(()), inner), min_size=2, max_size=3),
        ),
        min_size=1,
        max_size=3,
    ).map(tuple),
    max_leaves=12,
)


def apart(picture: Picture) -> bool:
    boxes = [(one.x, one.y) for one in picture.boxes]
    return all(
        abs(x - other_x) >= WIDTH or abs(y - other_y) >= HEIGHT
        for at, (x, y) in enumerate(boxes)
        for other_x, other_y in boxes[:at]
    )


@given(FLOWS)
def test_stations_lie_apart_and_inside_of_the_picture(flow):
    picture = drawn(flow)
    assert apart(picture)
    assert all(one.x >= 0 and one.x + WIDTH <= picture.width for one in picture.boxes)
    assert all(one.y >= 0 and one.y + HEIGHT <= picture.height for one in picture.boxes)


@given(FLOWS)
def test_every_station_is_drawn_once(flow):
    def ids(stations):
        return [key for one in stations for key in (one.id, *(inner for _, arm in one.arms for inner in ids(arm)))]

    assert sorted(one.station.id for one in drawn(flow).boxes) == sorted(ids(flow))


def test_arms_come_together_below_the_longest_of_them():
    long, short = (Station("a", "send", "A"), Station("b", "send", "B")), (Station("c", "send", "C"),)
    picture = drawn((Station("s", "split", "S", arms=(("yes", long), ("no", short))), Station("z", "send", "Z")))
    last = {one.station.id: one.y for one in picture.boxes}
    assert last["z"] > last["b"] + HEIGHT
    assert [one.label for one in picture.lines if one.label] == ["yes", "no"]


def test_no_stations_are_no_picture_with_nothing_in_it():
    assert drawn(()).boxes == []


NAMED = {
    "entry": {"api": True},
    "steps": [
        {"wait": "1d", "id": "rest", "name": "Let them sleep on it"},
        {"send": {"template": "t", "channel": "email", "purpose": "marketing"}},
    ],
}


def test_a_step_goes_by_its_name_with_its_words_and_its_id_small():
    _, named, plain, _ = flow(NAMED)
    assert (named.title, named.note, named.own) == ("Let them sleep on it", "Wait 1 day", "rest")
    assert (plain.title, plain.own) == ("Send T", "")


def test_a_name_is_no_change_to_those_inside():
    bare = {**NAMED, "steps": [{k: v for k, v in one.items() if k != "name"} for one in NAMED["steps"]]}
    assert text_of(NAMED) == text_of(bare) != text_of({**bare, "steps": bare["steps"][:1]})
    assert compile_journey("j", NAMED).steps.keys() == compile_journey("j", bare).steps.keys()
