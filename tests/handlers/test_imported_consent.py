"""A yes out of an old list, and a no of today."""

import pytest

from segue.times import HOUR, MINUTE, to_text
from tests.faults.shop import added, identified, opted_out, post
from tests.handlers.staff_requests import Api, person
from tests.handlers.starter import started
from tests.handlers.test_import_history import ASKED, folder, upload


@pytest.mark.parametrize("release", [False, True])
def test_an_imported_yes_takes_no_opt_out_away_also_where_it_is_released_and_newer(release: bool) -> None:
    with started() as world:
        post(world, identified(world, "m1", "u1", "u1@shop.test"), opted_out(world, "m2", "u1@shop.test", userId="u1"))
        place = f"{folder()}/yes.csv"
        said = {"event": "Consent Updated", "time": "at", "who": {"email": "mail"}, "properties": {"granted": "yes"}}
        upload(world, place, f"at,mail,yes\n{to_text(world.clock + HOUR)},u1@shop.test,yes\n".encode())
        world.pass_time(2 * HOUR)
        wanted = {**ASKED, "mapping": said, "location": place}
        Api(world).post("/v1/imports", wanted | ({"release": True} if release else {}))
        world.pass_time(MINUTE)
        post(world, added(world, "m3", userId="u1"))
        world.pass_time(5 * HOUR)
        assert world.region.mailbox.mails == []
        found = person(Api(world), {"type": "email", "value": "u1@shop.test"})
        assert [one["granted"] for one in found["consent"] if one["purpose"] == "marketing"] == [False]
