"""The console's playbook: text is checked, compared and put in force, and nothing that was typed is lost."""

import json
import re

import pytest

from segue.console.playbook.skeletons import SKELETONS
from segue.console.playbook.texts import FOLDERS
from segue.playbook import FOLDERS as KINDS
from segue.playbook import compile_playbook
from segue.wiring.tables import playbooks
from tests.handlers.console_staff import as_staff
from tests.handlers.starter import starter_files

OPEN = "/playbook/segments/open-cart"
TEXT = "name: Full carts\nwhen:\n  cart: open\n"
WRONG = "name: Full carts\nwhen:\n  card: open\n"


def written(browser, do, text=TEXT, path=OPEN, **more):
    """The page after a text was sent from a file's page."""
    page = browser.get(path)
    return page.post(path.partition("?")[0], {"base": base_of(page), "text": text, "do": do, **more})


def base_of(browser):
    return browser.find(r'name="base" value="(\d+)"')


def in_force(world):
    with world.aside():
        return playbooks().files()


def test_files_are_listed_by_folder_with_what_they_are_for(max_):
    page = max_.get("/playbook")
    told = ("Segments", "Open cart Something is in a cart that has not been ordered.", "Sources 24", "segue pull")
    assert [text for text in told if not page.reads(text)] == []


def test_a_file_shows_its_text_and_what_it_says(max_):
    page = max_.get("/playbook/segments/abandoned-cart")
    assert page.reads("Cart: untouched for 2 hours")
    assert "cart: {untouched_for: 2h}" in page.body
    assert max_.get("/playbook/journeys/abandoned-cart").reads("Send Abandoned cart, by e-mail, marketing")


def test_what_would_change_is_seen_before_it_is_put_in_force(world, max_):
    page = written(max_, "plan")
    assert page.reads("Nothing has happened yet.")
    assert page.reads("new: name: Full carts")
    assert page.reads("gone: name: Open cart")
    assert in_force(world) == starter_files()


def test_what_is_put_in_force_is_in_force(world, max_):
    assert written(max_, "apply").at == f"/console{OPEN}?said=applied"
    assert in_force(world)["segments/open-cart.yaml"] == TEXT
    assert max_.get("/segments").reads("Full carts")


def test_what_is_wrong_is_told_at_its_line_and_what_was_typed_is_kept(world, max_):
    page = written(max_, "check", WRONG)
    assert page.status == 422
    assert page.reads("1 problem")
    assert "\n" + WRONG in page.body
    assert written(max_, "apply", WRONG).status == 422
    assert in_force(world) == starter_files()


def test_broken_yaml_names_its_line(max_):
    page = written(max_, "check", "name: a\nwhen: [\n")
    assert page.reads("Line 3")
    assert re.search(r'class="bad">3<|data-line="3"', page.body)


def test_what_is_fine_is_told_so(max_):
    assert written(max_, "check").reads("This can be put in force.")


def test_somebody_else_was_first_and_what_was_typed_is_kept(world, max_):
    ann, page = as_staff(world, "ann"), max_.get(OPEN)
    base = base_of(page)
    written(ann, "apply", TEXT.replace("Full", "Ann’s"))
    late = page.post(OPEN, {"base": base, "text": TEXT, "do": "apply"})
    assert (late.status, late.reads("ann put version")) == (409, True)
    assert late.reads("gone: name: Ann’s carts")
    assert "\n" + TEXT in late.body
    assert late.post(OPEN, {"base": base_of(late), "text": TEXT, "do": "apply"}).status == 303
    assert in_force(world)["segments/open-cart.yaml"] == TEXT


def test_the_same_text_again_makes_no_version(world, max_):
    text = starter_files()["segments/open-cart.yaml"]
    assert written(max_, "plan", text.replace("\n", "\r\n")).reads("Nothing: this is what is in force.")
    assert written(max_, "apply", text).at == "/console/playbook?said=same"


def test_a_new_file_begins_with_what_can_be_put_in_force(world, max_):
    to = max_.get("/playbook/new?folder=segments&name=Full Carts").at.removeprefix("/console")
    assert to == "/playbook/segments/full-carts?new=1"
    assert max_.get(to).reads("Not in force yet")
    assert written(max_, "apply", SKELETONS["segments"], to).status == 303
    assert in_force(world)["segments/full-carts.yaml"] == SKELETONS["segments"]


@pytest.mark.parametrize(
    "asked", ["folder=segments&name=a/b", "folder=nowhere&name=a", "folder=segments&name=open-cart"]
)
def test_a_name_that_cannot_be_is_refused_with_what_was_typed(max_, asked):
    page = max_.get(f"/playbook/new?{asked}")
    assert page.status == 422
    assert f'value="{asked.rpartition("=")[2]}"' in page.body


def test_a_file_goes_when_nothing_needs_it(world, max_):
    written(max_, "apply", TEXT, "/playbook/segments/spare?new=1")
    page = written(max_, "plan", TEXT, "/playbook/segments/spare", removes="yes")
    assert page.reads("File goes")
    assert page.post("/playbook/segments/spare", {"base": base_of(page), "removes": "yes", "do": "apply"}).status == 303
    assert "segments/spare.yaml" not in in_force(world)


def test_a_file_that_another_needs_stays(world, max_):
    page = written(max_, "apply", TEXT, "/playbook/segments/abandoned-cart", removes="yes")
    assert page.reads("Other files need it")
    assert page.reads("journeys/abandoned-cart.yaml")
    assert in_force(world) == starter_files()


def test_what_is_no_file_is_not_there(max_):
    assert max_.get("/playbook/segments/nothing").status == 404
    assert max_.get("/playbook/nowhere/nothing?new=1").status == 404


def test_every_beginning_can_be_put_in_force():
    files = starter_files()
    begun = {f"{folder}/new-file.yaml": text for folder, text in SKELETONS.items()}
    made = compile_playbook(files | begun)
    assert {KINDS[folder] for folder in SKELETONS} == {kind for kind, known in made.items() if "new-file" in known}


def test_every_folder_has_its_words():
    assert {name: kind for name, (_, _, kind) in FOLDERS.items() if name in KINDS} == dict(KINDS)


def test_the_editor_is_told_what_may_stand_in_a_file(max_):
    words = json.loads(max_.get("/playbook/words/segments").body)
    assert {"name", "description", "when"} <= words["schema"]["properties"].keys()
    assert "untouched_for" in json.dumps(words["schema"]["$defs"])
    assert {"abandoned-cart", "open-cart"} <= set(words["names"]["in_segment"])
    assert "keep_active" in max_.get("/playbook/words/policies?file=carts").body
    assert max_.get("/playbook/words/nowhere").status == 404


def test_words_of_a_message_are_written_into_its_text(world, max_):
    path = "/playbook/templates/abandoned-cart"
    before = starter_files()["templates/abandoned-cart.yaml"]
    words = {"words.mjml.2": "Take me there", "was.mjml.2": "Your cart is still here."}
    page = written(max_, "plan", before, path, **words)
    assert page.reads("Take me there</mj-text>") or "Take me there&lt;/mj-text&gt;" in page.body
    assert page.reads("1 line new, 1 gone")
    assert written(max_, "apply", before, path, **words).status == 303
    assert in_force(world)["templates/abandoned-cart.yaml"] == before.replace(
        ">Your cart is still here.<", ">Take me there<"
    )


def test_clauses_of_a_segment_are_written_into_its_text(world, max_):
    clauses = {"r.kind": "all", "r.0.kind": "cart", "r.0.s.untouched_for": "4h", "when": '{"cart": "open"}'}
    more = {"r.1.kind": "ordered", "r.1.s.at_least": "2", "r.1.s.coupon": "yes"}
    page = written(max_, "clause:r", TEXT, **clauses, **more)
    lines = ("when:", "  all:", "    - cart: {untouched_for: 4h}", "    - ordered: {at_least: 2, coupon: true}")
    assert page.status == 200
    assert "name: Full carts\n" + "\n".join(lines) + "\n    - cart: open\n" in page.body
    assert page.body.count('class="clause-row"') == 3
    assert '<optgroup label="Carts and orders">' in page.body
    assert re.search(r'name="r.1.s.currency"[^>]* list="known-currency"', page.body)
    assert '<option value="Order Completed">' in page.body.partition('<datalist id="known-event">')[2]
    assert in_force(world) == starter_files()


def test_a_form_that_nobody_touched_leaves_the_text_as_it_was(max_):
    text = "name: a\nwhen:\n  # why\n  cart:   open\n"
    clauses = {"r.kind": "all", "r.0.kind": "cart", "r.0.s.": "open", "when": '{"cart": "open"}'}
    assert f"\n{text}" in written(max_, "check", text, **clauses).body


def test_a_mistake_of_the_text_is_told_in_english_and_says_so(max_):
    max_.cookies["segue_language"] = "de"
    page = written(max_, "check", WRONG)
    assert '<html lang="de"' in page.body
    assert '<p lang="en"><span class="strong">' in page.body
