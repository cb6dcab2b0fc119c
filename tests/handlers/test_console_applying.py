"""Versions one after another, by the console and by the API: every apply is an answer, never an error of ours."""

import pytest

from segue.wiring.tables import playbooks
from tests.handlers.console_staff import as_staff, staffed
from tests.handlers.staff_requests import Api

APPLY = "/v1/playbook/apply"
FILES = {
    "/playbook/segments/open-cart": "name: Carts {n}\nwhen:\n  all: [{{cart: open}}, {{did: {{event: E{n}}}}}]\n",
    "/playbook/journeys/abandoned-cart": (
        "entry: {{schedule: {{segment: open-cart, at: '2030-0{n}-01 09:00', every: day}}}}\n"
        "steps: [{{send: {{template: abandoned-cart, channel: email, purpose: marketing}}}}]\n"
    ),
    "/playbook/templates/abandoned-cart": ("subject: Number {n}\ntext: t\nmjml: <mjml><mj-body></mj-body></mjml>\n"),
    "/playbook/policies/shop": "name: Shop {n}\nzone: UTC\n",
}


@pytest.fixture
def world(monkeypatch):
    with staffed(monkeypatch) as made:
        yield made


@pytest.fixture
def max_(world):
    return as_staff(world, "max")


def base_of(browser):
    return browser.find(r'name="base" value="(\d+)"')


def applied(browser, path, text, base=""):
    page = browser.get(path)
    return page.post(path, {"base": base or base_of(page), "text": text, "do": "apply"})


def version(world):
    with world.aside():
        return playbooks().active_version()


@pytest.mark.parametrize("path", FILES)
def test_one_version_after_another_is_put_in_force_by_the_console(world, max_, path):
    for number in range(3, 8):
        seen = applied(max_, path, FILES[path].format(n=number))
        assert (seen.status, seen.at, version(world)) == (303, f"/console{path}?said=applied", number)
        assert max_.get(path).reads("In force") is not None
        assert max_.get("/playbook/versions").status == max_.get(f"/playbook/versions/{number}").status == 200


def test_console_and_api_take_turns(world, max_):
    api, path = Api(world, "marketer", "playbook"), "/playbook/segments/open-cart"
    for number in range(3, 9):
        text = FILES[path].format(n=number)
        if number % 2:
            assert applied(max_, path, text).status == 303
        else:
            status, said = api.post(APPLY, {"files": {"segments/open-cart.yaml": text}, "base": number - 1})
            assert (status, said["version"]) == (200, number)
        world.pass_time(5_000)
    assert version(world) == 8


@pytest.mark.parametrize("base", ["1", "3", "99", "", "x", "-1", "9" * 30, "²"])
def test_any_other_base_is_told_who_was_first(world, max_, base):
    path = "/playbook/segments/open-cart"
    for number in (3, 4):
        applied(max_, path, FILES[path].format(n=number))
    late = max_.get(path).post(path, {"base": base, "text": FILES[path].format(n=5), "do": "apply"})
    assert (late.status, version(world)) == (409, 4)
    assert late.reads("put version 4 in force")


def test_the_same_text_again_makes_no_version_whatever_the_base(world, max_):
    path = "/playbook/segments/open-cart"
    for number in (3, 4):
        applied(max_, path, FILES[path].format(n=number))
    for base in ("4", "1"):
        assert applied(max_, path, FILES[path].format(n=4), base).at == "/console/playbook?said=same"
    assert version(world) == 4


def test_back_and_forth_and_back_again(world, max_):
    path = "/playbook/segments/open-cart"
    applied(max_, path, FILES[path].format(n=2))
    for number, to in ((4, 2), (5, 3), (6, 2)):
        page = max_.get(f"/playbook/versions/{to}/back")
        assert page.post(f"/playbook/versions/{to}/back", {"base": base_of(page)}).status == 303
        assert version(world) == number


def test_of_two_at_once_one_is_told(world, max_):
    """The second looks at what is in force before the first has put anything, and writes after it."""
    path, late = "/playbook/segments/open-cart", as_staff(world, "ann")
    applied(max_, path, FILES[path].format(n=2))
    first, second = max_.get(path), late.get(path)
    base = base_of(second)
    assert first.post(path, {"base": base, "text": FILES[path].format(n=3), "do": "apply"}).status == 303
    assert second.post(path, {"base": base, "text": FILES[path].format(n=4), "do": "apply"}).status == 409
    assert version(world) == 4


@pytest.mark.parametrize("number", ["0", "4", "9" * 30, "²", "-1", "x"])
def test_a_version_that_there_is_not_is_not_there(world, max_, number):
    applied(max_, "/playbook/policies/shop", "name: Shop 3\nzone: UTC\n")
    assert max_.get(f"/playbook/versions/{number}").status == 404
    assert max_.get(f"/playbook/versions/{number}/back").status == 404


@pytest.mark.parametrize(
    ("path", "back"),
    [
        ("/playbook/new?folder=segments", "/segments"),
        ("/playbook/new?folder=journeys", "/journeys"),
        ("/playbook/new", "/playbook"),
        ("/playbook/segments/open-cart", "/segments"),
        ("/playbook/journeys/abandoned-cart", "/journeys"),
        ("/playbook/plans/views?new=1", "/tracking"),
        ("/playbook/templates/abandoned-cart", "/playbook"),
    ],
)
def test_a_file_leads_back_to_the_page_that_it_belongs_to(max_, path, back):
    assert f'<p class="back"><a href="/console{back}">' in max_.get(path).body
