"""The console's pages of imports and of the tracking plan."""

from dataclasses import replace

from segue.imports.jobs import Job, Progress
from segue.intake.tracking import Note
from segue.wiring.imports import imports
from segue.wiring.tracking import tracked
from tests.handlers.console_staff import as_staff
from tests.handlers.staff_requests import Api

TOLD = [("orders.csv", 7, "bad-time", "`<b>soon`: no time")]


def kept(world, **changes):
    """An import that is half done."""
    at = Progress(bytes_done=50, bytes_total=100, stored=1200, duplicate=3, rejected={"bad-time": 2}, told=TOLD)
    job = Job("i_1", "ann", world.clock, "old-shop", "csv", "s3://b/orders.csv", progress=at)
    with world.aside():
        return imports().save(replace(job, **changes))


IMPORT = ("old-shop", "Running", "50 %", "Rows 1,205", "Stored 1,200", "Duplicates 3", "Rejected 2", "Row 7 orders.csv")


def test_an_import_is_told_with_its_progress_rows_and_rejects(world, ann):
    assert ann.get("/imports").reads("No import yet")
    kept(world, state="running")
    page = ann.get("/imports")
    assert [text for text in IMPORT if not page.reads(text)] == []
    assert "&lt;b&gt;soon" in page.body
    assert ann.get("/sources").body.count('href="/console/imports"') == 1


def test_why_rows_were_rejected_is_told_in_the_language_of_the_page(world, ann):
    kept(world, state="done", progress=Progress(rejected={"no-identifier": 2}, ignored={"nothing-bought": 1}))
    assert ann.get("/imports").reads("No identifier 2")
    ann.get("/live").post("/language", {"language": "de", "back": "/imports"})
    page = ann.get("/imports")
    assert page.reads("Kein Bezeichner 2")
    assert page.reads("Nichts gekauft 1")


def test_one_that_waits_is_started_and_one_that_ended_stays(world, ann):
    kept(world)
    at = ann.get("/imports").post("/imports/i_1/start", {}).at
    assert at == "/console/imports?said=started"
    assert len(world.region.queues.named(imports().queue).ready()) == 1
    kept(world, id="i_2", state="failed", problem="there is no file")
    page = ann.get("/imports")
    assert page.reads("there is no file")
    assert "imports/i_2/start" not in page.body
    assert ann.get("/imports").post("/imports/i_2/start", {}).at == "/console/imports?said=ended"


def test_imports_are_for_administrators(world):
    amy = as_staff(world, "amy")
    assert (amy.get("/imports").status, amy.post("/imports/i_1/start", {}).status) == (403, 403)
    assert "/console/imports" not in amy.get("/sources").body


def test_imports_are_listed_by_the_api_newest_first(world):
    kept(world)
    world.pass_time(10)
    kept(world, id="i_2", created=world.clock)
    status, page = Api(world).get("/v1/imports?limit=1")
    assert (status, [one["id"] for one in page["items"]]) == (200, ["i_2"])
    assert [one["id"] for one in Api(world).get(f"/v1/imports?before={page['next']}")[1]["items"]] == ["i_1"]
    assert Api(world, "agent").get("/v1/imports")[0] == 403


def test_what_came_beside_the_plan_is_a_page(world):
    amy = as_staff(world, "amy")
    assert amy.get("/tracking").reads("No tracking plan yet")
    said = {
        Note("Tent <Pitched>", "seen"): 3,
        Note("Product Added", "seen"): 4,
        Note("Product Added", "unplanned", "hue"): 2,
    }
    with world.aside():
        tracked().note(said, world.clock)
    page = amy.get("/tracking")
    told = ("Not planned", "3 seen", "Unknown properties: hue 2")
    assert [text for text in told if not page.reads(text)] == []
    assert "Tent &lt;Pitched&gt;" in page.body
    assert 'href="/console/tracking"' in amy.get("/sources").body
