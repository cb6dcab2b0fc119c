"""Pools of coupons: what a template may say of one, and what is told before it is in force."""

from typing import Any

import pytest

from segue.errors import Invalid, NotFound
from segue.messaging.coupons import Pool, asks, codes_of, coupon_notes, named
from segue.messaging.making import compile_template
from segue.playbook.schemas import schemas
from tests.builders import NOON

TEMPLATE = {"subject": "For you", "mjml": "<mjml><mj-body><mj-raw>{{ coupon.code }}</mj-raw></mj-body></mjml>"}


class Pools:
    """Pools with so many codes left."""

    def __init__(self, **left: int) -> None:
        self.left = left

    def read(self, pool: str) -> Pool:
        if pool not in self.left:
            raise NotFound("unknown-pool", "")
        return Pool(pool, self.left[pool] + 3, 3, NOON)


def test_a_template_keeps_the_pool_that_it_names() -> None:
    assert compile_template("offer", {**TEMPLATE, "coupon": "spring-2027"})["coupon"] == "spring-2027"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [({}, "say of which pool"), ({"coupon": "Spring!"}, "name of a"), ({"coupon": 3}, "name of a")],
)
def test_a_code_of_no_pool_is_an_error_of_the_plan(said: Any, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        compile_template("offer", {**TEMPLATE, **said})


def test_the_coupon_of_an_order_is_another_one() -> None:
    assert asks("{% if coupon.code %}")
    assert not asks("{{ order.coupon }} {{ order.coupon.code }} a coupon. Really")


@pytest.mark.parametrize(
    ("pools", "words"),
    [
        (Pools(), ["no code in the pool"]),
        (Pools(spring=0), ["no code in the pool"]),
        (Pools(spring=99), ["99 codes left"]),
        (Pools(spring=100), []),
    ],
)
def test_a_pool_that_is_empty_or_nearly_so_is_told_before_it_is_in_force(pools: Pools, words: list[str]) -> None:
    told = coupon_notes({"coupon": "spring"}, pools)
    assert [word for word, one in zip(words, told, strict=True) if word in one] == words
    assert coupon_notes({}, pools) == ()


def test_codes_are_taken_as_they_are_each_once() -> None:
    assert codes_of([" A-1 ", "b%2", "A-1"]) == ("A-1", "b%2")
    assert named("spring-2027") == "spring-2027"


@pytest.mark.parametrize("code", ["", "two words", "x" * 65, "ü"])
def test_what_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(Invalid, match="a code has"):
        codes_of(["A1", code])


def test_the_schema_of_templates_knows_pools() -> None:
    assert schemas()["template"]["properties"]["coupon"]["type"] == "string"
