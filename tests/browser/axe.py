"""axe-core, run on a page."""

import pytest

GRAVE = ("serious", "critical")


def grave(page):
    """What axe-core finds on the page as it is that is serious or worse: rule and places."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(page).response["violations"]
    return [(one["id"], [node["target"] for node in one["nodes"]]) for one in found if one["impact"] in GRAVE]
