"""Of what names others too, the part about one person."""

import pytest

from segue.erasing.excerpts import excerpt, naming

KIM, LEE = {"email": "kim@shop.test", "n": 1}, {"email": "lee@shop.test", "n": 2}
OWN = naming((b"kim@shop.test", b'"42"'))


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        ([KIM, LEE], [KIM]),
        ({"batch": [LEE, KIM], "sent": "x", "others": {"of": LEE}}, {"batch": [KIM], "sent": "x"}),
        ({"who": KIM, "products": [{"id": 1}, {"id": 2}]}, {"who": KIM, "products": [{"id": 1}, {"id": 2}]}),
        ({"kim@shop.test": {"n": 1}, "lee@shop.test": {"n": 2}}, {"kim@shop.test": {"n": 1}}),
        ('{"batch": [{"id": "42"}, {"id": "421"}]}', {"batch": [{"id": "42"}]}),
        ("a,lee@shop.test\nb,KIM@shop.test\n", "b,KIM@shop.test"),
        ("{not json\nkim@shop.test", "kim@shop.test"),
        ({"n": 1, "said": None, "kim": True}, {"n": 1, "said": None, "kim": True}),
    ],
)
def test_who_else_is_named_is_left_out(whole, part):
    assert excerpt(whole, OWN) == part


def test_what_is_nested_without_end_ends():
    deep: list[object] = ["kim@shop.test"]
    for _ in range(60):
        deep = [deep]
    assert "kim" not in str(excerpt(deep, OWN))
