"""The routes of the function `conversations`. Each act sees to repeats by itself: what is done already stays done."""

from segue.api import agreements, answering, attachments, conversation_codes, conversations, desking, effort, presence
from segue.api.conversation_answers import WantedPart
from segue.api.roles import AGENTS, MARKETING
from segue.api.routes import Route

ONE = "/v1/conversations/<conversation>"
CONVERSATIONS: tuple[Route, ...] = (
    Route("GET", "/v1/conversations", conversations.list_conversations, AGENTS, WantedPart),
    Route("GET", ONE, conversations.read_conversation, AGENTS),
    Route("GET", "/v1/people/<person>/conversations", conversations.conversations_of_person, AGENTS),
    Route("GET", "/v1/effort", effort.read_effort, AGENTS),
    Route("PUT", "/v1/presence", presence.say_presence, AGENTS, kept=False),
    Route("GET", "/v1/presence", presence.list_presence, AGENTS),
    Route("GET", "/v1/people/<person>/consent/scripts", agreements.list_scripts, AGENTS),
    Route("POST", "/v1/people/<person>/consent", agreements.keep_agreement, AGENTS, status=201),
    Route("POST", f"{ONE}/turns", desking.add_turn, AGENTS, status=201, kept=False),
    Route("GET", f"{ONE}/reach", conversations.read_reach, AGENTS),
    Route("POST", f"{ONE}/attachments", attachments.ask_for_upload, AGENTS, status=201, kept=False),
    Route("GET", f"{ONE}/attachments/<turn>/<number>", attachments.read_attachment, AGENTS),
    Route("POST", f"{ONE}/move", desking.move_conversation, AGENTS, status=201, kept=False),
    Route("POST", f"{ONE}/merge", desking.merge_conversation, AGENTS, kept=False),
    Route("POST", f"{ONE}/part", desking.part_conversation, AGENTS, kept=False),
    Route("POST", f"{ONE}/assign", desking.assign_conversation, AGENTS, kept=False),
    Route("POST", f"{ONE}/resolve", desking.resolve_conversation, AGENTS, kept=False),
    Route("POST", f"{ONE}/reopen", desking.reopen_conversation, AGENTS, kept=False),
    Route("POST", f"{ONE}/snooze", desking.snooze_conversation, AGENTS, kept=False),
    Route("PUT", f"{ONE}/tags", desking.tag_conversation, AGENTS, kept=False),
    Route("PUT", f"{ONE}/topic", desking.name_topic, AGENTS, kept=False),
    Route("POST", f"{ONE}/code", conversation_codes.make_code, AGENTS, status=201, kept=False),
    Route("POST", "/v1/conversations/code", conversation_codes.enter_code, AGENTS),
    Route("GET", f"{ONE}/suggestions", answering.suggest_answers, AGENTS),
    Route("POST", f"{ONE}/summary", answering.summarise_conversation, AGENTS, kept=False),
    Route("GET", "/v1/macros", answering.list_macros, AGENTS | MARKETING),
    Route("POST", "/v1/macros/<macro>/render", answering.render_macro, AGENTS, kept=False),
    Route("PUT", f"{ONE}/draft", conversations.keep_draft, AGENTS, kept=False),
)
