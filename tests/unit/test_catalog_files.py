"""Products and content in files: what is read, and what is refused with its line and reason."""

import json
from pathlib import Path

import pytest

from segue.api.goods import ContentBody, ProductBody
from segue_tools.catalog import put_rows
from segue_tools.catalog_files import Wrong, rows_of
from segue_tools.demo.goods import products, stated, to_read
from segue_tools.places import ROOT

HEAD = "id,title,currency,price,stock,consumable,categories,variant,sku,feature:Weight\n"


def read(tmp_path: Path, text: str, name: str = "goods.csv", content: bool = False):
    file = tmp_path / name
    file.write_text(text)
    return rows_of(file, content)


def test_a_row_is_a_product_with_prices_in_minor_units(tmp_path):
    (row,) = read(tmp_path, HEAD + "42,Tent,EUR,199.90,3,no,Camping | Summer,,T-2,1.9 kg\n")
    assert row.said == {
        "id": "42",
        "title": "Tent",
        "currency": "EUR",
        "price": 19990,
        "stock": 3,
        "consumable": False,
        "categories": ["Camping", "Summer"],
        "sku": "T-2",
        "features": {"Weight": "1.9 kg"},
    }


def test_rows_of_one_id_are_the_forms_of_one_product(tmp_path):
    (row,) = read(tmp_path, HEAD + "42,Tent,JPY,,,,,,,\n42,,,900,1,,,green,T-G,\n42,,,950,0,,,red,T-R,\n")
    assert (row.lines, row.said["title"]) == ([2, 3, 4], "Tent")
    green, red = {"price": 900, "stock": 1, "sku": "T-G"}, {"price": 950, "stock": 0, "sku": "T-R"}
    assert row.said["variants"] == {"green": green, "red": red}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("42,Tent,EUR,19.99 €,,,,,,", "line 2: price: '19.99 €' is no price such as 19.99"),
        ('42,Tent,EUR,"19,99",,,,,,', "line 2: price: '19,99' is no price such as 19.99"),
        ("42,Tent,JPY,900.5,,,,,,", "line 2: price: JPY has no parts as small as in 900.5"),
        ("42,Tent,,19.99,,,,,,", "line 2: price: a price needs a `currency`, three letters such as EUR"),
        ("42,Tent,EUR,,many,,,,,", "line 2: stock: 'many' is no whole number"),
        ("42,Tent,EUR,,,maybe,,,,", "line 2: consumable: 'maybe' is neither yes nor no"),
        (",Tent,,,,,,,,", "line 2: no `id`"),
        ("42,Tent,,,,,,,,,,more", "line 2: more cells than columns"),
    ],
)
def test_a_row_that_is_wrong_says_where_and_why(tmp_path, row, reason):
    assert [one.problem for one in read(tmp_path, f"{HEAD}{row}\n43,Kettle,,,,,,,,\n")] == [reason, ""]


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        ("id,colour\n1,red\n", "a.csv", "unknown columns: colour"),
        ("title\nTent\n", "a.csv", "no column `id`"),
        ("", "a.csv", "no column `id`"),
        ("{", "a.json", "no JSON"),
        ("[1]", "a.json", "a list of items"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path, text, name, reason):
    with pytest.raises(Wrong, match=reason):
        read(tmp_path, text, name)


def test_json_is_as_the_api_takes_it(tmp_path):
    items = [{"id": "1", "price": 5, "currency": "EUR"}, {"id": "2"}]
    for text in (json.dumps(items), json.dumps({"items": items})):
        assert [one.said for one in read(tmp_path, text, "a.json")] == items


def test_content_has_its_own_columns(tmp_path):
    (row,) = read(tmp_path, "id,title,topics,locale\nbrewing,Brewing,coffee|tea,en-GB\n", content=True)
    assert row.said == {"id": "brewing", "title": "Brewing", "topics": ["coffee", "tea"], "locale": "en-GB"}
    with pytest.raises(Wrong, match="unknown columns: price"):
        read(tmp_path, "id,price\n", content=True)


def test_rows_go_two_hundred_at_a_time_and_what_is_refused_is_told_by_its_line(tmp_path, capsys):
    rows = read(tmp_path, HEAD + "".join(f"{number},T,EUR,x,,,,,,\n" for number in (1,)) + many(401))
    sizes = []

    def send(path, body):
        sizes.append((path, len(body["items"])))
        wrong = [{"at": "title", "message": "too long"}]
        return {"refused": [{"place": 0, "id": "", "errors": wrong}] if len(sizes) == 2 else []}

    told = put_rows(rows, "/v1/products", send)
    assert sizes == [("/v1/products", 200), ("/v1/products", 200), ("/v1/products", 1)]
    assert told == ["1: line 2: price: 'x' is no price such as 19.99", "p200: line 203: title: too long"]
    assert "100%  401 of 401" in capsys.readouterr().out


def many(count: int) -> str:
    return "".join(f"p{number},T,,,,,,,,\n" for number in range(count))


def test_the_examples_of_the_description_can_be_read(tmp_path):
    text = (ROOT / "docs" / "catalog.md").read_text()
    products, content = (part.partition("```")[0] for part in text.split("```csv\n")[1:3])
    found = [read(tmp_path, products), read(tmp_path, content, content=True)]
    assert [one.problem for rows in found for one in rows] == [""] * 3
    assert found[0][1].said["variants"]["wb-500"]["price"] == 1350


def test_what_the_demo_shop_sells_is_taken_by_the_api_as_it_is():
    found = stated("https://shop.example/")
    bodies = [ProductBody.model_validate({name: value for name, value in one.items() if name != "id"}) for one in found]
    assert [one["price"] for one in found] == [one.price for one in bodies]
    assert [one["price"] for one in found if one["available"]] == [one.cents for one in products()]


def test_what_the_demo_shop_has_to_read_is_what_the_api_takes():
    found, goods = to_read("https://shop.example/"), {one.id for one in products()}
    assert all(ContentBody.model_validate({key: one[key] for key in one if key != "id"}) for one in found)
    assert all(one["products"] and goods.issuperset(one["products"]) for one in found)
