"""Whose word a source is."""

import pytest

from segue import facets
from segue.conversations.contributions import contribution_of
from segue.trust import AUTHOR, EXPERIMENTS, NOBODY, PREDICTIONS, RIGHTS, STATE, overreach
from tests.builders import an_event

SAYS = {"conversation_id": "zendesk:7", "author": "customer", "text": "Hi"}
BROWSER = {"anonymous_id": "a1"}


def turn(source="web", event="Conversation Turn", said=None, **more):
    return an_event(event, source=source, properties={**SAYS, **(said or {})}, **more)


@pytest.mark.parametrize("source", ["web", "pinpoint"])
@pytest.mark.parametrize(
    ("event", "said", "who", "why"),
    [
        ("Conversation Turn", {}, BROWSER, ""),
        ("Live Chat Message Sent", {}, BROWSER, ""),
        ("Conversation Turn", {"author": "agent"}, BROWSER, AUTHOR),
        ("Live Chat Message Sent", {"author": "bot"}, BROWSER, AUTHOR),
        ("Live Chat Message Received", {}, BROWSER, STATE),
        ("Conversation Resolved", {}, BROWSER, STATE),
        ("Call Ended", {}, BROWSER, STATE),
        ("Call Answered", {}, BROWSER, STATE),
        ("Conversation Turn", {}, {}, NOBODY),
        ("Conversation Turn", {}, {"anonymous_id": "null"}, NOBODY),
        ("Predictions Updated", {}, BROWSER, PREDICTIONS),
        ("Replenishment Due", {}, BROWSER, PREDICTIONS),
        ("Survey Answered", {}, {}, NOBODY),
        ("Survey Answered", {}, BROWSER, ""),
        ("Order Completed", {}, {}, ""),
    ],
)
def test_a_public_key_tells_of_a_customers_own_words_alone(source, event, said, who, why):
    named = {"anonymous_id": None, **who}
    assert overreach(turn(source, event, said, **named)) == why
    assert overreach(turn("zendesk", event, said, **named)) == ""
    assert overreach(turn("server", event, said, **named)) == ""


@pytest.mark.parametrize("name", ["journey:welcome:words", "template:cart", "placement:hero", "global"])
def test_nobody_claims_to_be_in_an_experiment_of_ours_and_other_tools_may_tell_of_theirs(name):
    def claimed(source, experiment):
        said = {"experiment_id": experiment, "variation_id": "a"}
        return overreach(an_event("Experiment Viewed", source=source, properties=said, anonymous_id="a1"))

    assert claimed("web", name) == EXPERIMENTS
    assert (claimed("server", name), claimed("web", "checkout-button"), claimed("web", None)) == ("", "", "")
    assert "experiments" not in facets.of(
        an_event("Experiment Viewed", source="server", properties={"experiment_id": name})
    )


def test_what_is_marked_as_unproven_is_of_nobody_either():
    assert overreach(turn("pixel", said={"author": "agent"}, context={"unproven": True})) == AUTHOR


@pytest.mark.parametrize("event", ["Conversation Turn", "Survey Answered"])
@pytest.mark.parametrize("named", [None, "", "null"])
def test_a_public_word_that_names_no_browser_is_no_matter_of_a_conversation(event, named):
    assert contribution_of(turn("web", event, anonymous_id=named), "u_1") is None
    assert contribution_of(turn("web", event, anonymous_id="a1"), "a_1")
    assert contribution_of(turn("zendesk", event, anonymous_id=named), "u_1")


@pytest.mark.parametrize("event", ["Conversation Turn", "Survey Answered"])
def test_no_name_in_a_public_word_is_one_that_others_have(event):
    said = {"turn_id": "t1", "reply_to": "r1", "provider_message_id": "p1", "goes_on": "chat:x", "channel": "helpdesk"}
    public = contribution_of(turn("web", event, said, anonymous_id="a1"), "a_1", ("e_kim",))
    other = contribution_of(turn("web", event, said, anonymous_id="a2"), "a_2", ("e_kim",))
    proven = contribution_of(turn("zendesk", event, said), "u_1", ("e_kim",))
    assert public
    assert other
    assert proven
    assert len({public.thread, other.thread, proven.thread}) == len({public.id, other.id, proven.id}) == 3
    assert (public.answers, public.provider_ids, public.addresses, public.channel) == ((), (), (), "web")
    assert (proven.answers, proven.provider_ids, proven.addresses) != ((), (), ())


@pytest.mark.parametrize("purpose", ["use", "Use", "guardian"])
@pytest.mark.parametrize("granted", [True, False])
def test_nobody_restricts_or_frees_somebody_or_speaks_as_a_guardian_by_a_public_key(purpose, granted):
    def said(source, purpose):
        answer = {"channel": "all", "purpose": purpose, "granted": granted}
        return overreach(an_event("Consent Updated", source=source, properties=answer, anonymous_id="a1"))

    assert said("web", purpose) == said("pinpoint", purpose) == RIGHTS
    assert (said("server", purpose), said("staff", purpose), said("web", "marketing")) == ("", "", "")
