"""What a new file of the playbook is called, and a segment's name and description as fields."""

from html import unescape

import pytest

from tests.handlers.test_console_playbook import OPEN, TEXT, in_force, written


def test_a_new_segment_is_asked_for_its_name_in_words_alone(max_):
    page = max_.get("/playbook/new?folder=segments")
    assert (page.reads("New segment"), 'type="radio"' in page.body) == (True, False)
    to = page.get("/playbook/new?folder=segments&called=Tent+lovers: ä&name=").at.removeprefix("/console")
    assert to.startswith("/playbook/segments/tent-lovers-ae?new=1&called=")
    begun = max_.get(to)
    assert 'name="head.name" class="field" value="Tent lovers: ä"' in begun.body
    assert "New segment" not in begun.body.partition('name="text"')[2]
    assert "in a sentence" not in begun.body
    assert max_.get("/playbook/new?folder=segments&called=Tents&name=others").at.startswith(
        "/console/playbook/segments/others?"
    )


@pytest.mark.parametrize("folder", ["segments", "journeys", "placements", "macros"])
def test_no_placeholder_is_the_name_of_what_was_begun(max_, folder):
    body = max_.get(f"/playbook/{folder}/tent-lovers?new=1&called=Tent lovers").body
    assert "\nname: Tent lovers\n" in body
    assert "\nname: New " not in max_.get(f"/playbook/{folder}/tent-hats?new=1").body


@pytest.mark.parametrize(("folder", "key"), [("journeys", "abandoned-cart"), ("templates", "abandoned-cart")])
def test_a_copy_begins_with_the_text_it_was_made_of_under_a_name_of_its_own(world, max_, folder, key):
    kept = in_force(world)[f"{folder}/{key}.yaml"]
    way = (
        max_.get(f"/playbook/{folder}/{key}").find(r'href="/console(/playbook/new\?[^"]+)">Copy<').replace("&amp;", "&")
    )
    assert max_.get(way).reads("It begins as a copy of Abandoned cart, which stays as it is.")
    begun = max_.get(max_.get(f"{way}&called=Second+try").at.removeprefix("/console"))
    assert begun.reads("Not in force yet")
    text = unescape(begun.find(r'<textarea[^>]*name="text"[^>]*>\n([^<]+)</textarea>'))
    assert text == kept.replace("name: Abandoned cart\n", "name: Second try\n")
    assert (in_force(world)[f"{folder}/{key}.yaml"], "/new?" in max_.get("/playbook/policies/caps").body) == (
        kept,
        False,
    )


def test_name_and_description_of_a_segment_are_written_into_the_text(world, max_):
    fields = {"head.name": 'Full, and "good"', "head_was.name": "Full carts", "head.description": "Who buys soon."}
    written(max_, "apply", "# a note\n" + TEXT, **fields)
    assert in_force(world)["segments/open-cart.yaml"] == (
        '# a note\nname: "Full, and \\"good\\""\ndescription: Who buys soon.\nwhen:\n  cart: open\n'
    )
    said = max_.get(OPEN)
    assert 'name="head.description" class="field" value="Who buys soon."' in said.body
    gone = {"head.description": "", "head_was.description": "Who buys soon."}
    written(max_, "apply", in_force(world)["segments/open-cart.yaml"], **gone)
    assert "description" not in in_force(world)["segments/open-cart.yaml"]


def test_what_was_put_in_force_says_so_first(max_):
    page = max_.get(written(max_, "apply").at.removeprefix("/console"))
    assert page.reads("It is in force. Whoever has the files on a machine gets this with segue pull")
