"""Every request of the reference of the people API, played: it is understood, whatever there is to be found."""

import json
import re

import pytest

from segue_tools.reference.api import SERVED
from segue_tools.reference.meanings import texts
from tests.faults.shop import added, identified, post
from tests.handlers.console_staff import KIM, staffed
from tests.handlers.staff_requests import Api

REQUESTS = texts("api")["requests"]


@pytest.fixture(scope="module")
def world():
    """A shop with one customer and a cart."""
    with pytest.MonkeyPatch.context() as patch, staffed(patch) as made:
        post(made, identified(made, "i1", "u1", KIM), added(made, "a1", "c1", userId="u1"))
        yield made


def function_of(method, path):
    """The function that answers a route."""
    rule = re.sub(r"\{(.+?)\}", r"<\1>", path)
    return next(name for name, some in SERVED.items() if any((one.method, one.rule) == (method, rule) for one in some))


@pytest.mark.parametrize("route", REQUESTS)
def test_a_request_of_the_reference_is_understood(world, route):
    method, path = route.split(" ")
    asked = re.sub(r"\{.+?\}", "x-1", path)
    status, said = Api(world, "admin", function_of(method, path)).ask(method, asked, json.dumps(REQUESTS[route]))
    assert status in (200, 201, 202, 404, 409), said
