"""Each public door has a limit of its own."""

import pytest

from tests.template.test_template import FUNCTIONS, PAGES, events, resources


@pytest.mark.parametrize("name", sorted({*PAGES} - {"Console"}))
def test_a_page_for_everybody_may_have_a_share_of_its_own(name):
    reserved = FUNCTIONS[name]["ReservedConcurrentExecutions"]
    assert reserved["Fn::If"] == ["ReservesDoors", {"Ref": "DoorConcurrency"}, {"Ref": "AWS::NoValue"}]


def test_each_way_with_a_token_in_it_has_a_limit_of_its_own():
    limited = resources("AWS::Serverless::HttpApi")["Api"]["RouteSettings"]
    assert {one["ThrottlingRateLimit"]["Ref"] for one in limited.values()} == {"TriesPerSecond"}
    ways = {f"{one['Method']} {one['Path']}" for _, one in events("HttpApi")}
    assert set(limited) <= ways
    assert {one for one in ways if "{token}" in one and "/l/" not in one} <= set(limited)
