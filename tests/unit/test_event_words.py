"""What an event says in a few words, on a timeline and in the live feed."""

import pytest

from segue.profile.summaries import goods, summary


@pytest.mark.parametrize(
    ("title", "said", "words"),
    [
        ("Product Added", {"name": "Tent", "price": "19.9", "currency": "eur"}, "Tent · €19.90"),
        (
            "Order Completed",
            {"total": 5, "currency": "EUR", "products": [{"name": n} for n in "abc"]},
            "a, b and 1 more · €5.00",
        ),
        ("Products Searched", {"query": "tents"}, "tents"),
        ("Email Link Clicked", {"link_url": "https://x.test/a?token=1"}, "https://x.test/a"),
        ("Email Link Clicked", {"subject": "Hi", "link_url": f"https://x.test/l/{'aB_-' * 9}"}, "Hi"),
        ("Email Link Clicked", {"link_url": f"https://x.test/v1/unsubscribe/u_1.{'a' * 30}"}, ""),
        ("Email Link Clicked", {"link_url": "https://x.test/s/summer-sale"}, "https://x.test/s/summer-sale"),
        ("Home", {"title": "Start", "path": "/"}, "Start"),
        ("Conversation Turn", {"author": "agent", "text": "Sorry about that."}, "Sorry about that."),
        ("Conversation Turn", {"author": "bot", "text": "Hello!"}, "bot: Hello!"),
        ("Order Completed", {"products": "none", "total": "much"}, ""),
        ("Product Viewed", {"name": ["?"], "price": {}}, ""),
    ],
)
def test_an_event_is_put_in_a_few_words(title, said, words):
    assert summary(title, said) == words


def test_the_feed_tells_which_placement_showed_what():
    shown = {"placement": "hero", "variant": "hello"}
    assert goods("Placement Viewed", shown) == "hero · variant hello"
    assert goods("Placement Clicked", {"placement": "hero"}) == "hero"
    assert goods("Placement Viewed", {**shown, "holdout": True}) == "hero · held out: gets none of it"


def test_the_feed_tells_of_goods_alone():
    assert goods("Product Added", {"name": "Tent"}) == "Tent"
    assert goods("Product Added", {"name": "T" * 80}) == "T" * 47 + "…"
    assert goods("Products Searched", {"query": "kim@x.test"}) == ""
    assert goods("Account", {"title": "Kim's account"}) == ""
