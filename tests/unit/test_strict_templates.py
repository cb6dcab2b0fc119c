"""A variable, filter or tag that there is not is told by `plan`, with its place and what was probably meant."""

import re
from typing import Any

import pytest

from segue import facets
from segue.catalog.items import Item
from segue.messaging.coupons import COUPON, PRETENDED
from segue.messaging.facts import Facts
from segue.messaging.links import leading
from segue.messaging.pieces import written
from segue.messaging.policies import Policy
from segue.messaging.shapes import ANY, FACTS, OTHER, TEXT, facts_of
from segue.messaging.strict import problems
from segue.playbook import BadPlaybook, compile_playbook
from segue.profile.profiles import Profile
from segue.recommending.choosing import Reason, Recommendation
from segue.recommending.served import Shown
from tests.builders import NOON, an_add, an_order
from tests.unit.test_message_facts import DATA, GOODS, LINE, views

KNOWN = facts_of({"slogan": "For all"})


def told(text: str) -> list[tuple[str, str]]:
    """What is wrong, and the word where it is."""
    found = [(one.detail, one.at or 0) for one in problems("sms", written(text, ("sms",)), KNOWN, escapes=False)]
    return [(words, re.split(r"[^a-z]", text[at:])[0]) for words, at in found]


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        ("{{ carts.items }}", "there is no `carts`; did you mean `cart`?", "carts"),
        ("{{ cart.itmes }}", "`cart` has no `itmes`; did you mean `items`?", "itmes"),
        ("{{ cart.items.first.nmae }}", "`cart.items.first` has no `nmae`; did you mean `name`?", "nmae"),
        ("{{ shop.slgan }}", "`shop` has no `slgan`; did you mean `slogan`?", "slgan"),
        ("{% if person.trait.vip %}x{% endif %}", "`person` has no `trait`; did you mean `traits`?", "trait"),
        ("{% for one in cart.items %}{{ one.nme }}{% endfor %}", "`one` has no `nme`; did you mean `name`?", "nme"),
        ("{% for one in viewed %}{% endfor %}{{ one.name }}", "there is no `one`", "one"),
        ("{% assign a = shop.tips[cart.id] %}{{ a.titel }}", "`a` has no `titel`; did you mean `title`?", "titel"),
        ("{% assign a = viewed | first %}{{ a.nme }}", "`a` has no `nme`; did you mean `name`?", "nme"),
        ("{{ shop.name | upcas }}", "there is no filter `upcas`; did you mean `upcase`?", "upcas"),
        ("{% unles a %}{% endunles %}", "sms: unexpected tag 'unles'; did you mean `unless`?", "unles"),
        ("{% if shop.name %}", "sms: expected tag endif, found end of expression", ""),
    ],
)
def test_what_there_is_not_is_told_where_it_stands(text: str, words: str, place: str) -> None:
    ((said, where),) = told(text)
    assert (words in said, where) == (True, place)


@pytest.mark.parametrize(
    "text",
    [
        "{{ person.traits.anything.deep }}{{ run.data.price.amount }}{{ shop.slogan }}{{ shop.review_url }}",
        "{{ cart.items.size }}{{ cart.items[0].name }}{{ cart.items | map: 'name' | join: ', ' }}",
        "{% assign a = cart.items | default: viewed %}{% for b in a %}{{ b.name }}{{ forloop.index }}{% endfor %}",
        "{% capture a %}x{% endcapture %}{{ a }}{% increment b %}{{ b }}{% assign c = 'd' %}{{ c.size }}",
        "{% assign a = shop.guides['x'] %}{{ a.url | default: shop.url }}",
        "{% assign a = cart.items %}{% assign a = shop.tips['x'] %}{{ a.title }}{{ a.first.name }}",
        "{% tablerow a in cart.items cols:2 %}{{ a.name }}{% endtablerow %}{% cycle 'a', 'b' %}",
    ],
)
def test_what_there_is_may_be_asked_for_in_any_way(text: str) -> None:
    assert told(text) == []


def test_all_that_is_wrong_in_a_template_is_told_at_once_each_with_its_line() -> None:
    mjml = "mjml: |\n  <mjml><mj-body>\n    {{ carts }}\n    {{ x }}\n  </mj-body></mjml>\n"
    with pytest.raises(BadPlaybook) as wrong:
        compile_playbook({"templates/t.yaml": f"subject: '{{{{ y }}}}'\n{mjml}"})
    places = [(one["line"], one["column"], one["message"].partition(";")[0]) for one in wrong.value.problems]
    assert places == [(1, 14, "there is no `y`"), (4, 8, "there is no `carts`"), (5, 8, "there is no `x`")]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("{% if bare %}x{% endif %}", []),
        ("{% unless bare or shop.name == '' %}x{% endunless %}", []),
        ("{{ bare }}", ["there is no `bare`"]),
        ("{% if bare.x %}x{% endif %}", ["there is no `bare`"]),
    ],
)
def test_a_fragment_may_ask_whether_something_is_set_that_not_every_template_sets(asked: str, told: list[str]) -> None:
    frame = f'text: "{{% content %}}"\nmjml: |\n  <mjml><mj-body>{asked}{{% content %}}</mj-body></mjml>\n'
    files = {"templates/t.yaml": "frame: f\nsubject: s\nmjml: ''\n", "fragments/f.yaml": frame}
    found: list[Any] = []
    try:
        compile_playbook(files)
    except BadPlaybook as wrong:
        found = wrong.problems
    assert [(one["file"], one["line"], one["message"]) for one in found] == [
        ("fragments/f.yaml", 3, one) for one in told
    ]


def test_a_word_that_nobody_asks_for_is_told() -> None:
    with pytest.raises(BadPlaybook, match="does not know `subjct`; did you mean `subject`"):
        compile_playbook({"templates/t.yaml": "subjct: s\nmjml: <mjml><mj-body></mj-body></mjml>\n"})


def agree(shape: Any, fact: Any, path: str = "") -> list[str]:
    """Where a fact is not of its shape."""
    if shape == ANY or fact in ([], None):
        return []
    if isinstance(shape, list):
        return [one for inner in fact for one in agree(shape[0], inner, f"{path}[]")]
    if shape == TEXT:
        return [path] if isinstance(fact, dict | list) else []
    names = set(fact) - set(shape) if OTHER not in shape else set()
    inner = {name: shape.get(name, shape.get(OTHER)) for name in set(fact) - names}
    return [f"{path}.{one}" for one in names] + [
        one for name, of in inner.items() for one in agree(of, fact[name], f"{path}.{name}")
    ]


MORE = {**leading("u"), COUPON: PRETENDED}  # facts of the message itself
LENS = Shown(Item("product", "lens", NOON, {"title": "Lens"}), Recommendation("lens", 1.0, Reason("popular", people=3)))


def test_the_facts_have_the_shapes_that_templates_are_checked_against() -> None:
    events = [an_add(), *views("pegs", "tent"), an_order(NOON + 9, products=[LINE])]
    profile, policy = Profile("u_1", facets.absorb({}, events), ("u_1",)), Policy(shop={"name": "Shop"})
    made = Facts(policy, GOODS.get, serve=lambda *_: (LENS,)).of(
        DATA, profile, NOON + 20, ["product products viewed accessories recommended to_read"]
    )
    assert agree(FACTS, made | MORE) == []
    assert set(FACTS) - set(MORE) == set(made)
    for about, more in {"cart": set[str](), "order": set[str](), "product": {"quantity"}}.items():
        assert set(made[about]) | more == set(FACTS[about])
