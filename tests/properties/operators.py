"""Examples of operators, with every setting: the property tests try each."""

from typing import Any

SEGMENTS: dict[str, Any] = {"buyers": {"when": {"ordered": {"at_least": 1}}}}
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
        {"trait": "2", "matches": "[a-z0-9]+"},
    ),
    "cart": ({"cart": "open"}, {"cart": {"untouched_for": "2h"}}),
    "ordered": ({"ordered": {"at_least": 2}}, {"ordered": {"at_least": 1, "within": "30d"}}),
    "all": ({"all": [{"cart": "open"}, {"ordered": {"within": "7d"}}]},),
    "any": ({"any": [{"cart": {"untouched_for": "1d"}}, {"trait": "1"}]},),
    "has_been": ({"has_been": {"for": "7d", "when": {"ordered": {"within": "30d"}}}},),
    "in_segment": ({"in_segment": "buyers"},),
    "not": ({"not": {"ordered": {"within": "1d"}}},),
}
