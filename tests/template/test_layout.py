"""Which part of the package may know which: each only those that stand before it (docs/decisions/0061)."""

import pytest

from tests.template import sources

# A stage a line; what stands in one line does not know each other. Right after the languages come the words that all
# share: what goes wrong is told, too.
ORDER = (
    ("languages",),
    ("signals", "letters", "predictions", "judging", "experiments", "costs"),
    ("facets", "segment_api", "sensitive"),
    ("carts",),
    ("profile",),
    ("segments", "catalog"),
    ("recommending", "forecasting"),
    ("journeys",),
    ("identity",),
    ("messaging",),
    ("conversations", "placements"),
    ("handover", "channels", "broadcasts"),
    ("pinpoint_api",),
    ("intake", "erasing", "privacy_cases", "reconciling"),
    ("imports", "exporting"),
    ("folding", "playbook"),
    ("simulating", "models", "archive", "records"),
    ("measures",),
    ("friction",),
    ("aws",),
    ("wiring", "api", "console"),
)
STAGE = {part: stage for stage, parts in enumerate(ORDER) for part in parts}
OUTSIDE = {"wiring", "api", "console"}  # they know each other: pages use the API, both ask the wiring
FILES = [one for one in sources.files("layers/segue") if one.stem != "lambdas"]  # the edge for each app.py


def test_a_part_knows_only_what_stands_before_it():
    assert not {sources.named(one): found for one in FILES if (found := _known_too_early(one))}


def _known_too_early(file):
    own = _part(file.relative_to(sources.PACKAGE).with_suffix("").parts[0])
    known = {_part(name.split(".")[1]) for name in sources.imports(file) if name.startswith("segue.")} - {own}
    if own in OUTSIDE:
        known -= OUTSIDE
    return {one for one in known if STAGE.get(one, -1) >= STAGE.get(own, 1)}


def test_every_folder_of_the_package_has_its_place():
    folders = {one.name for one in sources.PACKAGE.iterdir() if one.is_dir() and one.name != "__pycache__"}
    assert folders == {part for part in STAGE if (sources.PACKAGE / part).is_dir()}


def _part(name: str) -> str:
    """The folder, or "" for the words that all share."""
    return name if name in STAGE else ""


# The rooms of conversations, in their order: what stands beside them knows none, but the files that say what may stand
# in the playbook, for they are made of what each room says of its own.
ROOMS = ("topics", "knowledge", "routing", "desk", "voice", "cards", "chat", "effort")
SAYING = {"policies", "policy_schema", "schemas"}
HOME = sources.PACKAGE / "conversations"


@pytest.mark.parametrize("file", sources.files("layers/segue/segue/conversations"), ids=sources.named)
def test_a_room_of_conversations_knows_only_those_before_it(file):
    own = file.relative_to(HOME).parts[0]
    stage = ROOMS.index(own) if own in ROOMS else -1
    known = {name.split(".")[2] for name in sources.imports(file) if name.startswith("segue.conversations.")} - {own}
    assert file.stem in SAYING or not {one for one in known if one in ROOMS and ROOMS.index(one) >= stage}


def test_every_room_of_conversations_has_its_place():
    assert {one.name for one in HOME.iterdir() if one.is_dir() and one.name != "__pycache__"} == {*ROOMS}


LEARNED = ("recommending", "forecasting")  # by what stands in their folder `learning`
SERVING = [
    one for name in LEARNED for one in sources.files(f"layers/segue/segue/{name}") if "learning" not in one.parts
]


@pytest.mark.parametrize("file", SERVING, ids=sources.named)
def test_what_is_told_of_one_person_is_told_without_what_learns(file):
    """It runs while a page waits: no numpy, no scipy."""
    known = sources.imports(file)
    assert not {one for one in known if one.split(".")[0] in {"numpy", "scipy"}}
    assert not {one for one in known for name in LEARNED if one.startswith(f"segue.{name}.learning")}
