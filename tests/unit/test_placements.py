"""What fills a placement: by fit, by interest, by a bandit; held out, kept through a visit, and why."""

from typing import Any

import pytest
import yaml

from segue import facets
from segue.errors import Invalid
from segue.placements.choosing import Choice, Viewer, choose
from segue.placements.compiling import compile_placement
from segue.placements.contents import rendered
from segue.placements.placements import Placement
from segue.placements.suiting import suited
from segue.profile.profiles import Profile
from segue.segments.compiler import Compiler
from tests.builders import NOON, an_event

TENT: dict[str, Any] = {"product_id": "trail", "category": "Camping", "feature": "Autofocus"}


def made(text: str) -> Placement:
    """A placement of a playbook in which `looking` has looked at something."""
    compiler = Compiler({"looking": {"when": {"did": {"event": "Product Viewed"}}}})
    return compile_placement("hero", yaml.safe_load(text), compiler, {})


def looked(times: int = 1, **about: Any) -> Profile:
    """Somebody who has looked at a tent."""
    said = {**TENT, **about}
    events = [an_event(at=NOON - one, properties=said, message_id=f"v{one}") for one in range(times)]
    return Profile("u_kim", facets.absorb({}, events), ("u_kim",))


def chosen(placement: Placement, profile: Profile | None = None, seed: str = "s1", **more: Any) -> Choice:
    """What somebody is shown at noon."""
    arms = more.pop("arms", {})
    return choose(placement, Viewer(seed, profile, **more), arms, NOON)


TWO = """
variants:
  - {id: everybody, content: {title: Hello}}
  - {id: looking, when: {segment: looking}, priority: 5, content: {title: A tent}}
"""


def test_the_variant_of_highest_priority_that_is_for_somebody_is_shown():
    assert chosen(made(TWO), looked()).shown == "looking"
    stranger = chosen(made(TWO))
    assert (stranger.shown, stranger.reason) == ("everybody", "fits")
    assert [tuple(one)[:2] for one in stranger.considered] == [("looking", "not-for-them"), ("everybody", "fits")]


def test_a_shared_device_is_nobody_of_whom_anything_is_known():
    shared = Profile("u_till", looked().facets, ("u_till",), shared=True)
    assert chosen(made(TWO), shared).shown == "everybody"


@pytest.mark.parametrize(
    ("times", "reason"),
    [
        ("from: '2027-01-01'", "no-variant"),
        ("until: '2020-01-01'", "no-variant"),
        ("from: '2020-01-01', until: '2100-01-01'", "fits"),
    ],
)
def test_a_variant_has_its_time(times, reason):
    found = chosen(made(f"variants: [{{id: a, {times}, content: {{title: A}}}}]"))
    assert found.reason == reason


def test_where_none_is_for_somebody_the_fallback_is_shown_or_nothing():
    only = "variants: [{id: looking, when: {segment: looking}, content: {title: A}}]"
    assert chosen(made(only)) == Choice(None, "no-variant", considered=chosen(made(only)).considered)
    found = chosen(made(f"{only}\nfallback: {{content: {{title: Else}}}}"))
    assert (found.shown, found.reason) == ("fallback", "fallback")


INTEREST = """
strategy: score
variants:
  - {id: boots, about: {categories: [boots]}, content: {title: B}}
  - {id: camping, about: {categories: [camping], features: [autofocus]}, content: {title: C}}
  - {id: this-tent, about: {products: [trail]}, content: {title: T}}
"""


def test_by_score_what_was_looked_at_most_is_shown_and_a_product_of_its_own_counts_more():
    assert chosen(made(INTEREST), looked()).shown == "this-tent"
    other = chosen(made(INTEREST), looked(product_id="other"))
    assert (other.shown, other.reason) == ("camping", "interest")
    assert {one.variant: one.score for one in other.considered} == {"boots": 0, "camping": 2.0, "this-tent": 0}
    assert chosen(made(INTEREST)).reason == "fits"


def test_a_holdout_is_a_stable_share_of_people():
    placement = made("holdout: 10\n" + TWO)
    held = [chosen(placement, Profile(f"u_{one}", {}, ())).holdout for one in range(2000)]
    assert 140 < sum(held) < 260
    assert held == [chosen(placement, Profile(f"u_{one}", {}, ()), seed="other").holdout for one in range(2000)]
    one = next(at for at, held_out in enumerate(held) if held_out)
    assert chosen(placement, Profile(f"u_{one}", {}, ()))[:3] == (None, "holdout", True)


def test_held_out_is_who_would_have_been_shown_something():
    picky = "holdout: 50\nvariants: [{id: a, when: {trait: vip, equals: yes}, content: {title: A}}]"
    people = [Profile(f"u_{one}", {}, ()) for one in range(100)]
    assert {chosen(made(picky), one)[:3] for one in people} == {(None, "no-variant", False)}
    spare = [chosen(made(picky + "\nfallback: {content: {title: Z}}"), one) for one in people]
    told = {(one.reason, one.holdout, one.wanted.id) for one in spare if one.wanted}
    assert told == {("fallback", False, "fallback"), ("holdout", True, "fallback")}


SPLIT = """
strategy: split
variants:
  - {id: a, share: 30, content: {title: A}}
  - {id: b, share: 70, content: {title: B}}
"""


def test_a_split_shows_each_variant_to_its_share_of_people_for_good():
    split = made(SPLIT)
    seen = [chosen(split, Profile(f"u_{one}", {}, ())) for one in range(2000)]
    assert 0.26 < [one.shown for one in seen].count("a") / 2000 < 0.34
    assert {one.reason for one in seen} == {"split"}
    merged = [chosen(split, Profile(f"z_{one}", {}, (), (f"u_{one}",)), seed="other") for one in range(2000)]
    assert [one.shown for one in merged] == [one.shown for one in seen]


def test_who_has_nothing_to_be_recommended_in_the_variant_drawn_sees_no_other():
    lists = SPLIT.replace("content: {title: A}", "content: {title: A}, recommend: {kind: for_you}")
    for number in range(50):
        viewer = Viewer("s", Profile(f"u_{number}", {}, ()))
        plain = choose(made(SPLIT), viewer, {}, NOON)
        found = suited(made(lists), lambda one, viewer=viewer: choose(one, viewer, {}, NOON), lambda _: False)
        assert found.shown == ("" if plain.shown == "a" else "b")


def test_content_is_rendered_in_the_nearest_language_and_html_is_escaped():
    placement = made(
        "locale: en\nvariants: [{id: a, content: {title: 'Hi {{ locale }}', html: '<b>{{ locale }}</b>', most: 3},"
        " locales: {de: {title: 'Hallo {{ locale }}'}}}]"
    )
    (variant,) = placement.variants
    assert rendered(variant, "de-AT", "en", {"locale": "<x>"}) == {
        "title": "Hallo <x>",
        "html": "<b>&lt;x&gt;</b>",
        "most": 3,
    }
    assert rendered(variant, "fr", "en", {"locale": "fr"})["title"] == "Hi fr"


@pytest.mark.parametrize(
    ("text", "path", "words"),
    [
        ("strategy: frist\nvariants: [{id: a, content: {t: x}}]", ("strategy",), "did you mean `first`"),
        ("strategy: split\nvariants: [{id: a, share: 90, content: {t: x}}]", ("variants",), "come to 100"),
        ("variants: [{id: a, share: 90, content: {t: x}}]", ("variants",), "strategy: split"),
        (
            "strategy: split\nvariants: [{id: a, share: 50, content: {t: x}},"
            " {id: b, share: 50, when: {segment: looking}, content: {t: x}}]",
            ("variants",),
            "the same `when`",
        ),
        ("purpose: news\nvariants: [{id: a, content: {t: x}}]", ("purpose",), "purpose"),
        ("holdout: 51\nvariants: [{id: a, content: {t: x}}]", ("holdout",), "from 0 to 50"),
        ("varaints: []", ("varaints",), "did you mean `variants`"),
        ("variants: [{id: a, content: {t: x}}, {id: a, content: {t: x}}]", ("variants", 1, "id"), "a second time"),
        ("variants: [{id: fallback, content: {t: x}}]", ("variants", 0, "id"), "not `fallback`"),
        ("variants: [{id: a, content: {t: '{{ persn.traits.x }}'}}]", ("variants", 0, "content", "t"), "`person`"),
        ("variants: [{id: a, content: {t: '{{ order.id }}'}}]", ("variants", 0, "content", "t"), "no `order`"),
        ("variants: [{id: a, content: {'a b': x}}]", ("variants", 0, "content", "a b"), "is no name"),
        ("variants: [{id: a, content: {t: [x]}}]", ("variants", 0, "content", "t"), "a number or a yes or no"),
        ("variants: [{id: a, from: x, content: {t: x}}]", ("variants", 0, "from"), "ISO 8601"),
        (
            "variants: [{id: a, from: '2026-02-01', until: '2026-01-01', content: {t: x}}]",
            ("variants", 0, "until"),
            "later",
        ),
        ("variants: [{id: a, priority: high, content: {t: x}}]", ("variants", 0, "priority"), "whole number"),
        ("variants: [{id: a, when: {dd: x}, content: {t: x}}]", ("variants", 0, "when", "dd"), "unknown condition"),
        (
            "variants: [{id: a, content: {t: x}, locales: {german: {t: y}}}]",
            ("variants", 0, "locales", "german"),
            "no language",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text, path, words):
    with pytest.raises(Invalid) as wrong:
        made(text)
    assert (wrong.value.path, words in wrong.value.detail) == (path, True), wrong.value.detail


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(Invalid) as wrong:
        made("strategy: x\nholdout: -1\nvariants: [{id: a, about: {taste: [x]}, content: {}}]")
    assert len(wrong.value.all) == 4
