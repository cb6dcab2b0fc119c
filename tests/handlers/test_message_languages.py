"""Who reads German gets the German mail, down to its frame and the way out; everybody else what the shop speaks."""

import pytest

from segue.times import HOUR
from tests.faults.shop import added, message, post
from tests.handlers.starter import started


@pytest.mark.parametrize(
    ("said", "subject", "words"),
    [
        ({"locale": "de-AT"}, "Tent wartet auf dich", ("Warenkorb ist noch da", "Keine Mails dieser Art mehr")),
        ({"locale": "fr"}, "Your Tent is waiting", ("cart is still here", "No more mails like this")),
        ({}, "Your Tent is waiting", ("cart is still here", "No more mails like this")),
    ],
)
def test_a_mail_speaks_the_language_of_who_reads_it(said, subject, words):
    with started() as world:
        who = message(world, "identify", "m1", userId="u1", traits={"email": "kim@shop.test", **said})
        post(world, who, added(world, "m2", userId="u1"))
        world.pass_time(3 * HOUR)
        (mail,) = world.region.mailbox.mails
    content = mail.request["Content"]["Simple"]
    assert content["Subject"]["Data"] == subject
    for part in ("Html", "Text"):
        assert [one for one in words if one not in content["Body"][part]["Data"]] == []
