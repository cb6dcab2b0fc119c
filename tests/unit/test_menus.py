"""The menu out of pages: groups in their order, headings where there is something to find, a few places in view."""

from segue.console.menus import FEW, GROUPS, NEAR, Entry, menu


def pages(group: str, count: int, *, often: bool = False) -> list[tuple[str, Entry]]:
    """So many pages of a group."""
    return [(f"/{group}-{one}", Entry(f"{group} {one}", "dot", group, often)) for one in range(count)]


def test_groups_come_in_their_order_whatever_the_order_of_the_pages():
    made = menu([*pages("operations", 3), *pages("marketing", 3), *pages("customers", 3)])
    assert [one.key for one in made.groups] == ["customers", "marketing", "operations"]
    assert [one.path for one in made.groups[1].places] == ["marketing-0", "marketing-1", "marketing-2"]


def test_few_pages_are_one_group_without_a_name_still_in_the_order_of_groups():
    made = menu([*pages("operations", 2), *pages("customers", FEW - 2)])
    assert [(one.name, len(one.places)) for one in made.groups] == [("", FEW)]
    assert made.groups[0].places[0].path == "customers-0"
    assert len(menu([*pages("operations", 2), *pages("customers", FEW - 1)]).groups) == 2


def test_a_page_that_is_alone_in_its_group_has_no_heading():
    made = menu([*pages("customers", FEW), *pages("operations", 1)])
    assert [one.name for one in made.groups] == [GROUPS["customers"][0], ""]


def test_a_phone_keeps_the_first_few_of_what_is_needed_often():
    made = menu([*pages("privacy", 2, often=True), *pages("setup", 3), *pages("customers", NEAR - 1, often=True)])
    assert [one.path for one in made.near] == ["customers-0", "customers-1", "customers-2", "privacy-0"]


def test_who_may_see_nothing_has_no_places():
    made = menu([])
    assert (made.near, [one.places for one in made.groups]) == ((), [()])
