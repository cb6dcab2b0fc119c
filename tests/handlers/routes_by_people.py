"""Which routes of the API show or change a customer, with what each is asked, and which tell of nobody."""

from typing import Any

from tests.handlers.staff_requests import BOTH
from tests.handlers.talks import KIM

EMAIL = {"type": "email", "value": KIM}
PLAN = {"name": "plan.pdf", "type": "application/pdf", "size": 3}
# What each is asked with, in an order in which each is still possible; None asks without a body.
PLAYED: dict[str, Any] = {
    "find_person": EMAIL,
    "search_people": "?q=kim@shop.test",
    "read_person": None,
    "read_timeline": None,
    "read_messages": None,
    "read_inbox": None,
    "read_journeys": None,
    "read_carts": None,
    "read_predictions": None,
    "read_recommendations": None,
    "read_links": None,
    "why_segment": None,
    "why_placement": None,
    "hand_over_cart": {"way": "link"},
    "create_message": {"who": EMAIL, "template": "receipt", "channels": ["email"], "data": {"number": "1"}},
    "read_message": None,
    "why_message": None,
    "list_members": None,
    "preview_segment": {"id": "open-cart"},
    "list_conversations": None,
    "conversations_of_person": None,
    "read_conversation": None,
    "read_reach": None,
    "keep_draft": {"text": "x"},
    "list_scripts": None,
    "suggest_answers": None,
    "render_macro": lambda facts: {"conversation": facts["conversation"]},
    "add_turn": {"text": "On its way", "channel": "email"},
    "ask_for_upload": PLAN,
    "assign_conversation": {},
    "tag_conversation": {"tags": ["vip"]},
    "name_topic": {"topic": "Delivery"},
    "make_code": None,
    "enter_code": lambda facts: {"code": facts["code"]},
    "move_conversation": {"channel": "sms"},
    "merge_conversation": lambda facts: {"conversation": facts["other"]},
    "part_conversation": lambda facts: {"conversation": facts["other"]},
    "resolve_conversation": {},
    "reopen_conversation": {},
    "preview_two": lambda facts: {"keep": BOTH["keep"], "absorb": BOTH["absorb"]},
    "merge_people": BOTH,
    "list_merges": None,
    "preview_merge": None,
    "undo_merge": {"reason": "two after all"},
    "erase_person": {"identifier": {"type": "user_id", "value": "u1"}, "reason": "asked"},
}
# Those that a test of their own holds, for what they need stands in another world.
ELSEWHERE = {
    "dismiss_suggestion": "test_merge_suggestions.py: enters itself, as merges do",
    "read_attachment": "test_attachments.py",
    "summarise_conversation": "test_answering_api.py",
    "list_measure_people": "test_measures_of_people.py",
    "keep_agreement": "test_agreements.py",
    "stop_message": "test_messages_api.py",
    "enter_journey": "test_journeys_api.py: enters itself",
    "start_journey": "test_journeys_api.py: enters itself",
}
# What tells of no customer: the shop's own things, counts, and work of the staff's.
NOBODY = {
    *("read_audit", "list_sources", "read_source", "list_tracking", "list_letters", "redrive_letters"),
    *("redrive_letter", "read_details", "list_quarantine", "replay_many", "read_quarantined", "replay_quarantined"),
    *("set_aside_quarantined", "list_products", "put_products", "read_product", "put_product", "list_content"),
    *("put_contents", "read_content", "put_content", "list_coupons", "read_coupons", "add_coupons", "create_import"),
    *("list_imports", "read_import", "start_import", "search_articles", "read_article", "list_journeys"),
    *("simulate_journey", "read_simulation", "read_journey", "pause_journey", "resume_journey", "stop_journey"),
    *("list_models", "find_model", "start_models", "list_placements", "read_placement", "read_deliverability"),
    *("read_sending", "pause_sending", "resume_sending", "create_broadcast", "list_broadcasts", "read_broadcast"),
    *("cancel_broadcast", "read_effort", "say_presence", "list_presence", "list_macros", "list_segments"),
    *("read_segment", "start_backfill", "list_backfills", "read_backfill", "read_playbook", "plan_playbook"),
    *("apply_playbook", "read_versions", "read_version", "roll_back", "preview_template", "try_template"),
    *("list_measures", "start_measure_run", "read_measure_run", "read_measure", "list_experiments"),
    *("list_keys", "create_key", "revoke_key"),
    *("plan_experiment", "read_experiment", "list_privacy_requests", "read_privacy_request", "verify_receipts"),
}
