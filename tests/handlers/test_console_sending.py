"""The console's switch: pausing with a reason, and letting it go on."""

from tests.handlers.trail import newest

PAGE, MAX = "/sending", "id-of-max@shop.test"
EMAIL = {"scope": "channel/email", "purpose": "marketing", "reason": "Wrong prices."}


def said(browser, act, **fields):
    """The page after a word was said."""
    return browser.get(browser.get(PAGE).post(f"{PAGE}/{act}", fields).at.removeprefix("/console"))


def test_where_nothing_is_paused_the_page_says_so(max_):
    assert max_.get(PAGE).reads("Everything goes out Nothing is paused.")


def test_a_channel_is_paused_with_the_reason_and_goes_on(world, max_):
    page = said(max_, "pause", **EMAIL)
    assert page.reads("By E-mail Paused Marketing")
    assert page.reads("Let it go on Wrong prices.")
    assert said(max_, "resume", scope="channel/email").reads("Everything goes out")
    with world.aside():
        actions = [(one.action, one.actor, one.reason) for one in newest(5)]
    assert sorted(actions) == [("sending.pause", MAX, "Wrong prices."), ("sending.resume", MAX, "")]


def test_without_a_reason_nothing_is_paused(max_):
    page = said(max_, "pause", **EMAIL | {"reason": " "})
    assert page.reads("Say why")
    assert page.reads("Nothing is paused.")


def test_what_is_not_there_cannot_be_paused(max_):
    assert max_.get(PAGE).post(f"{PAGE}/pause", EMAIL | {"scope": "journey/nothing"}).status == 404


def test_an_agent_has_no_switch(amy):
    assert amy.get(PAGE).status == 403
    assert amy.post(f"{PAGE}/pause", EMAIL).status == 403
