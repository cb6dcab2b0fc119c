"""The starter playbook is whole: every text says what it is for, and no mail leaves without the way out."""

import jsonschema_rs
import pytest

from segue.messaging.links import WAYS_OUT
from segue.messaging.notes import notes
from segue.playbook import compile_playbook
from segue.playbook.kinds import place_of
from segue.playbook.schemas import schema_for, schemas
from segue.playbook.texts import read
from segue_tools.places import ROOT
from segue_tools.playbooks import starter_files

FILES = starter_files()
SAID = {path: read(text).value for path, text in FILES.items()}
MADE = compile_playbook(FILES)
SCHEMAS = schemas()
TOLD = ("segments", "journeys", "templates", "fragments")
JOURNEYS = """welcome abandoned-browse abandoned-cart after-delivery-tips replenishment win-back win-back-offer
back-in-stock price-drop review-request loyalty-tier service-recovery birthday research-guide effort
complaint"""


def test_there_is_a_journey_for_each_occasion() -> None:
    assert MADE["journey"].keys() == set(JOURNEYS.split())


@pytest.mark.parametrize("path", SAID)
def test_a_text_is_as_its_schema_says_and_tells_what_it_is_for(path: str) -> None:
    jsonschema_rs.validator_for(SCHEMAS[schema_for(*place_of(path))]).validate(SAID[path])
    if path.startswith(TOLD):
        assert SAID[path]["name"]
        assert SAID[path]["description"].endswith(".")


@pytest.mark.parametrize("key", MADE["journey"])
def test_a_journey_that_is_in_force_at_once_is_bounded(key: str) -> None:
    said = MADE["journey"][key]
    assert {"while", "exits"} & said.keys()
    assert said.get("reenter") != "always"
    assert "late" in said or "segment" in said["entry"] or key == "abandoned-cart"


CODE = "privacy-code"  # sent for a case: no journey says it, and nobody opts out of it


@pytest.mark.parametrize("key", [key for key, one in MADE["template"].items() if "html" in one and key != CODE])
def test_a_mail_is_sent_by_a_journey_of_that_name_and_has_the_way_out_in_both_forms(key: str) -> None:
    assert key in MADE["journey"]
    assert all(f"{{{{ {one} }}}}" in MADE["template"][key][part] for part in ("html", "text") for one in WAYS_OUT)
    sends = [said for one in MADE["journey"][key]["steps"] for name, said in one.items() if name in ("send", "survey")]
    assert [one["template"] for one in sends] == [key]
    asked = {one.get("purpose", "transactional") for one in sends}
    assert asked == {"transactional" if key in ("service-recovery", "effort") else "marketing"}


def test_every_journey_is_explained() -> None:
    explained = (ROOT / "docs" / "starter.md").read_text()
    assert [key for key in MADE["journey"] if f"`{key}`" not in explained] == []


def test_what_answers_a_keyword_is_one_text_message_in_every_language_and_sells_nothing() -> None:
    words = MADE["policy"]["keywords"]["sms"]
    assert {"stop", "start", "help"} == words.keys()
    for template in words.values():
        said = MADE["template"][template]
        assert said["locales"].keys() == {"de"}
        assert all(len(one["sms"]) <= 160 for one in (said, *said["locales"].values()))


@pytest.mark.parametrize("key", sorted(key for key, one in MADE["template"].items() if "html" in one))
def test_a_template_speaks_what_the_shop_speaks_and_has_its_pictures(key: str) -> None:
    assert list(notes(MADE["template"][key], MADE["policy"]["shop"])) == []
    told = (ROOT / "docs" / "templates.md").read_text()
    for ending in ("", "-phone"):
        assert f"images/templates/{key}{ending}.png" in told
        assert (ROOT / "docs" / "images" / "templates" / f"{key}{ending}.png").is_file()
