"""The candidates of friction that are ways, policies and late answers: small archives, counted by hand.

Phones: 30 people go list, product, list, product; 24 leave there, 6 go on to the cart, of whom 4 order. 40 come to a
product at once; 10 leave, 30 go home. One comes from the list after more than half an hour. So 101 looks at a product,
of which 35 are lost and 8 of the others belong to days with an order; 61 at a list, 1 lost.
"""

from collections.abc import Iterable
from typing import Any

import pytest

from segue.friction.ranking import Found, ranked
from segue.measures.computing import insert
from tests.measured import archive, asked, fact, table
from tests.talked import answered, ended, said

DAY = "2026-11-03"
Row = dict[str, Any]
BETWEEN = ("cases", "lost_cases", "usual_cases", "usual_lost_cases", "other_cases", "other_lost_cases")


def went(who: int, day: str, **pages: str) -> list[Row]:
    """Looks on a phone: kinds of page by `at1001`."""
    times = {name: f"{day} {name[2:4]}:{name[4:]}" for name in pages}
    return [fact("view", "Page Viewed", who, times[at], page=page, device="phone") for at, page in pages.items()]


def back_and_forth(who: int, day: str = DAY) -> list[Row]:
    return went(who, day, at1000="list", at1001="product", at1002="list", at1003="product")


def bought(who: int, money: int, **told: Any) -> Row:
    paid = {"purchase": who, "money": money, "currency": "EUR"}
    return fact("order", "Order Completed", who, f"{DAY} 10:05", **paid, **told)


WAYS = [
    *(look for who in range(1, 30) for look in back_and_forth(who)),
    *(
        look
        for who, look in zip((30, 300, 30, 300), back_and_forth(30), strict=True)
        for look in [{**look, "who": who}]
    ),
    *(look for who in range(25, 31) for look in went(who, DAY, at1004="cart")),
    *(bought(who, 4000 + 2000 * (who % 2)) for who in range(25, 29)),
    bought(25, 6000, source="payments"),  # told twice
    *(look for who in range(101, 111) for look in went(who, DAY, at1000="product")),
    *(look for who in range(111, 141) for look in went(who, DAY, at1000="product", at1001="home")),
    *went(141, DAY, at1000="list", at1031="product"),
    *back_and_forth(142, "2026-10-31"),  # just outside
    *back_and_forth(142, "2026-12-01"),
]
MERGED = [{"who": 30, "person": 30}, {"who": 300, "person": 30}]


def ways(persons: Iterable[Row] = MERGED) -> dict[tuple[str, str], Row]:
    """Candidates by kind and place."""
    return {(row["kind"], row["place"]): row for row in table(archive(WAYS, persons), "frictions", asked())}


def test_a_way_of_two_pages_stands_beside_the_page_by_other_ways_and_beside_what_its_part_alone_loses():
    found = {place: tuple(row[one] for one in BETWEEN) for (kind, place), row in ways().items() if kind == "pair"}
    assert found == {
        "list > product": (60, 24, 41, 11, 61, 1),
        "product > list": (30, 0, 31, 1, 101, 35),
        "product > home": (30, 30, 0, 0, 101, 35),
    }


def test_a_way_of_three_pages_stands_beside_the_last_two_by_other_ways_and_beside_the_page():
    found = {place: tuple(row[one] for one in BETWEEN) for (kind, place), row in ways().items() if kind == "triple"}
    assert found == {
        "product > list > product": (30, 24, 30, 0, 101, 35),
        "list > product > list": (30, 0, 0, 0, 61, 1),
    }


def test_a_way_back_and_forth_stands_beside_the_two_pages_without_it_and_has_its_price_and_people():
    row = ways()["loop", "list > product"]
    assert tuple(row[one] for one in BETWEEN) == (30, 24, 30, 0, None, None)
    assert (row["page"], row["device"], row["order_value"]) == ("product", "phone", 5000)
    assert row["chance_rate"] == pytest.approx(8 / (101 - 35))
    assert (len(row["seen"]), set(row["seen"]) <= set(range(1, 25))) == (10, True)


def test_who_is_two_people_where_nobody_merged_them_went_other_ways():
    parted = ways([])
    assert ("loop", "list > product") in parted
    assert parted["loop", "list > product"]["cases"] == 29
    assert parted["pair", "list > product"]["cases"] == 58


def decided(message: int, journey: str, outcome: str, time: str = f"{DAY} 10:00") -> Row:
    reason = "cap" if outcome == "dropped" else None
    return fact("message", "Message", message, time, message=message, outcome=outcome, reason=reason, journey=journey)


SENDS = [
    *(decided(message, "cart", "dropped") for message in range(1, 25)),
    *(decided(message, "cart", "sent") for message in range(25, 30)),
    decided(30, "cart", "dropped", f"{DAY} 09:00"),
    decided(30, "cart", "sent"),
    *(decided(message, "welcome", "dropped") for message in range(31, 35)),
    *(decided(message, "welcome", "sent") for message in range(35, 71)),
    decided(71, "cart", "dropped", "2026-10-31 23:59"),  # just outside
    decided(72, "cart", "dropped", "2026-12-01 00:00"),
]


def test_a_policy_stands_beside_what_it_blocks_in_other_journeys_by_what_was_decided_last():
    rows = table(archive([*SENDS, bought(1, 5000)]), "frictions", asked())
    found = {(row["kind"], row["page"], row["place"]): tuple(row[one] for one in BETWEEN) for row in rows}
    assert found == {
        ("policy", "cart", "cap"): (30, 24, 40, 4, None, None),
        ("policy", "welcome", "cap"): (40, 4, 30, 24, None, None),
    }
    (blocked,) = judged(rows)
    assert (blocked.page, blocked.people, blocked.month) == ("cart", 24, None)
    assert blocked.sentence == "Of the messages of cart 80 % are blocked by cap; elsewhere 10 %."


def waited(who: int, channel: str, asked_at: str, answered_at: str) -> list[Row]:
    """A case that is asked, answered and ended."""
    answer = answered(who, answered_at, channel=channel)
    return [said(who, asked_at, channel), answer, ended(who, f"{answered_at[:10]} 17:00")]


def late() -> Any:
    """30 chats wait 60 seconds, five of them 300; 24 mails twenty minutes, over night."""
    rows = [
        *(row for who in range(1, 26) for row in waited(who, "chat", f"{DAY} 10:00:00", f"{DAY} 10:01:00")),
        *(row for who in range(26, 31) for row in waited(who, "chat", f"{DAY} 10:00:00", f"{DAY} 10:05:00")),
        *(row for who in range(31, 54) for row in waited(who, "email", f"{DAY} 16:50", "2026-11-04 09:10")),
        said(54, f"{DAY} 16:50"),
        answered(540, "2026-11-04 09:10"),  # the same person on another identity
        said(55, f"{DAY} 10:00"),  # nobody has answered yet
        *waited(56, "email", "2026-10-30 10:00", "2026-10-30 16:00"),  # just outside
    ]
    base = archive(rows, [{"who": who, "person": 54} for who in (54, 540)])
    days = ("2026-10-30", DAY, "2026-11-04")
    insert(base, "opening", [{"opens": f"{day} 09:00:00", "closes": f"{day} 17:00:00"} for day in days])
    return base


def test_late_answers_are_those_that_took_longer_than_other_channels_on_average():
    rows = table(late(), "frictions", asked())
    found = {row["place"]: (*(row[one] for one in BETWEEN), row["wait"], row["usual_wait"]) for row in rows}
    assert found == {"email": (24, 24, 30, 5, None, None, 1200, 100), "chat": (30, 0, 24, 0, None, None, 100, 1200)}
    assert {row["kind"] for row in rows} == {"answers"}


def test_a_channel_that_answers_late_is_a_finding_without_a_price():
    (found,) = judged(table(late(), "frictions", asked()))
    assert (found.kind, found.place, found.people, found.cases) == ("answers", "email", 24, 24)
    assert (found.revenue, found.month) == (None, None)
    assert {one.person for one in found.samples} <= set(range(31, 55))
    assert found.sentence == "E-mails wait 20 minutes for an answer in opening hours; on other channels 2 minutes."


def test_a_finding_of_waiting_stands_behind_all_others_and_the_longest_first():
    some = row("answers", "whatsapp", wait=400.0, usual_wait=100.0)
    long = row("answers", "email", wait=1200.0, usual_wait=100.0)
    priced = row("step", "step 2", chance_rate=0.5, order_value=5000.0)
    found = judged([some, long, row("policy", "cap"), priced])
    assert [one.place for one in found] == ["step 2", "cap", "email", "whatsapp"]


def test_some_seconds_more_are_no_finding_however_sure():
    assert judged([row("answers", "chat", wait=99.0, usual_wait=40.0)]) == []
    assert len(judged([row("answers", "chat", wait=100.0, usual_wait=40.0)])) == 1


def row(kind: str, place: str, **told: Any) -> Row:
    """A candidate that is sure."""
    counts = dict(zip(BETWEEN, (200, 160, 400, 40, None, None), strict=True))
    about = {"kind": kind, "place": place, "page": "", "device": "", "people": 200}
    unpriced = {"chance_rate": None, "order_value": None, "wait": None, "usual_wait": None}
    return {**about, **counts, **unpriced, **told}


def judged(rows: Any) -> list[Found]:
    """What is found in a month."""
    return ranked(rows, asked().since, asked().until, "EUR")
