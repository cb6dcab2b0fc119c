"""Examples of operators, with every setting: the property tests try each."""

from typing import Any

SEGMENTS: dict[str, Any] = {"buyers": {"when": {"ordered": {"at_least": 1}}}}
POLICIES: dict[str, Any] = {"consent": {"email/marketing": "until-opt-out"}}
# At least one of each: what a playbook may say, with every setting.
EXAMPLES: dict[str, tuple[dict[str, Any], ...]] = {
    "trait": (
        {"trait": "1"},
        {"trait": "2", "equals": 1},
        {"trait": "3", "in": [1, "a"]},
        {"trait": "1", "exists": False},
        {"trait": "1", "contains": "a"},
        {"trait": "2", "starts_with": "a"},
        {"trait": "3", "between": [1, 5]},
        {"trait": "1", "at_least": 2, "at_most": 7},
        {"trait": "day", "before": "2026-11-20"},
        {"trait": "day", "after": "2026-10-01"},
        {"trait": "day", "between": ["2026-11-01", "2026-11-30"]},
        {"trait": "day", "within_last": "30d"},
        {"trait": "day", "within_next": "7d"},
        {"trait": "day", "yearly_within_next": "7d"},
        {"trait": "2", "matches": "[a-z0-9]+"},
    ),
    "known_by": ({"known_by": "email"}, {"known_by": "user_id"}),
    "consent": (
        {"consent": {"channel": "email"}},
        {"consent": {"channel": "email", "purpose": "news", "is": "denied"}},
        {"consent": {"channel": "email", "purpose": "marketing", "is": "unknown"}},
    ),
    "reachable": ({"reachable": {"channel": "email", "purpose": "marketing"}}, {"reachable": {"channel": "sms"}}),
    "cart": (
        {"cart": "open"},
        {"cart": {"untouched_for": "2h"}},
        {
            "cart": {
                "value_at_least": 20,
                "currency": "EUR",
                "product": ["1", "2"],
                "category": "1",
                "untouched_for": "30m",
            }
        },
        {"cart": {"checkout": True}},
    ),
    "ordered": (
        {"ordered": {"at_least": 2}},
        {"ordered": {"at_least": 1, "within": "30d"}},
        {"ordered": {"at_most": 0, "within": "90d"}},
        {"ordered": {"channel": ["store"], "coupon": True, "value_at_least": 50, "currency": "EUR"}},
    ),
    "spent": (
        {"spent": {"at_least": 100, "currency": "EUR", "within": "30d"}},
        {"spent": {"at_most": 200, "currency": "EUR"}},
    ),
    "bought": (
        {"bought": {"category": ["1", "2"], "at_least": 2, "within": "30d"}},
        {"bought": {"product": 1, "brand": "2", "at_most": 0}},
    ),
    "prefers": ({"prefers": {"category": "1", "share": 0.4}}, {"prefers": {"product": ["1", "2"], "brand": "3"}}),
    "discount_share": ({"discount_share": {"at_least": 0.5}}, {"discount_share": {"at_most": 0.2}}),
    "rfm": ({"rfm": {"recency": [4, 5], "frequency": 1}}, {"rfm": {"money": [1, 2], "recency": [1, 2, 3]}}),
    "buys_every": ({"buys_every": {"at_most": "20d"}}, {"buys_every": {"at_least": "3d", "at_most": "40d"}}),
    "overdue": ({"overdue": 1.5}, {"overdue": 0.2}),
    "interested": (
        {"interested": {"category": "1", "at_least": 2, "top": 1}},
        {"interested": {"brand": ["1", "2"], "topic": "3"}},
    ),
    "researching": (
        {"researching": "anything"},
        {"researching": {"category": ["1", "2"], "topic": "3"}},
        {"researching": {"points": 1, "times": 0.5}},
        {"researching": {"brand": "2", "points": 3}},
    ),
    "engaged": (
        {"engaged": "none"},
        {"engaged": ["high", "medium"]},
        {"engaged": {"channel": "email", "level": ["low", "medium"]}},
    ),
    "support": (
        {"support": {"open_case": True}},
        {"support": {"cases": {"at_least": 2}, "within": "20d"}},
        {"support": {"effort": {"at_most": 5}, "within": "30d", "open_case": False}},
        {"support": {"recommendation": {"at_least": 9}}},
    ),
    "predicted": (
        {"predicted": "churn", "at_least": 0.5},
        {"predicted": {"churn": {"at_least": 0.5}}},
        {"predicted": {"purchases_90d": {"at_most": 1.5}, "price_sensitivity": {"at_least": 0.3, "at_most": 0.9}}},
        {"predicted": {"value_365d": {"at_least": 20}, "currency": "EUR", "made_within": "3d"}},
    ),
    "due_again": (
        {"due_again": {"within_next": "7d"}},
        {"due_again": {"product": ["1", "2"], "category": "1"}},
        {"due_again": {"within_next": "2d", "brand": "3"}},
    ),
    "did": (
        {"did": {"event": "Product Viewed", "at_least": 2, "within": "7d"}},
        {"did": {"event": "Product Viewed", "at_most": 1, "where": {"category": "1", "product": [1, 2]}}},
        {"did": {"event": "Product Added", "at_least": 9, "within": "30d"}},
        {"did": {"event": "Product Added", "where": {"channel": ["mobile", "web"]}, "within": "60d"}},
        {"did": {"event": "Product Viewed", "sum": {"of": "value", "at_least": 200}, "within": "40d"}},
        {"did": {"event": "Product Added", "sum": {"of": "value", "at_most": 99.5, "currency": "eur"}}},
    ),
    "first": (
        {"first": {"event": "Product Viewed", "within_last": "20d"}},
        {"first": {"event": "Product Added", "before": "2026-11-01"}},
        {"first": {"event": "Product Added", "exists": False}},
    ),
    "last": (
        {"last": {"event": "Product Viewed", "within_last": "10d", "where": {"product": "1"}}},
        {"last": {"event": "Product Added", "between": ["2026-10-01", "2026-11-10"]}},
        {"last": {"event": "Product Viewed", "after": "2026-10-01", "within_next": "1d"}},
    ),
    "sequence": (
        {"sequence": {"steps": ["Product Viewed", "Product Added"], "within": "9d"}},
        {"sequence": {"steps": ["Product Viewed", "Product Added", "Product Viewed"], "within_last": "20d"}},
    ),
    "all": ({"all": [{"cart": "open"}, {"ordered": {"within": "7d"}}]},),
    "any": ({"any": [{"cart": {"untouched_for": "1d"}}, {"trait": "1"}]},),
    "has_been": ({"has_been": {"for": "7d", "when": {"ordered": {"within": "30d"}}}},),
    "in_segment": ({"in_segment": "buyers"},),
    "not": ({"not": {"ordered": {"within": "1d"}}},),
}
