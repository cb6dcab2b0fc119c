"""The routes of the function `conversations`. Each act sees to repeats by itself: what is done already stays done."""

from segue.api import conversations, desking
from segue.api.conversation_answers import WantedPart
from segue.api.roles import AGENTS
from segue.api.routes import Route

ONE = "/v1/conversations/<conversation>"
CONVERSATIONS: tuple[Route, ...] = (
    Route("GET", "/v1/conversations", conversations.list_conversations, AGENTS, WantedPart),
    Route("GET", ONE, conversations.read_conversation, AGENTS),
    Route("GET", "/v1/people/<person>/conversations", conversations.conversations_of_person, AGENTS),
    Route("POST", f"{ONE}/turns", desking.add_turn, AGENTS, status=201, kept=False),
    Route("POST", f"{ONE}/assign", desking.assign_conversation, AGENTS, kept=False),
    Route("POST", f"{ONE}/resolve", desking.resolve_conversation, AGENTS, kept=False),
    Route("POST", f"{ONE}/reopen", desking.reopen_conversation, AGENTS, kept=False),
    Route("PUT", f"{ONE}/tags", desking.tag_conversation, AGENTS, kept=False),
    Route("PUT", f"{ONE}/topic", desking.name_topic, AGENTS, kept=False),
    Route("PUT", f"{ONE}/draft", conversations.keep_draft, AGENTS, kept=False),
)
