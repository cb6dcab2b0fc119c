"""The playbook's routes. Apart from the others: what compiles a playbook is heavy, and one function needs it."""

from segue.api import playbooks
from segue.api.roles import MARKETING
from segue.api.routes import Route

PLAYBOOK: tuple[Route, ...] = (
    Route("GET", "/v1/playbook", playbooks.read_playbook, MARKETING),
    Route("POST", "/v1/playbook/plan", playbooks.plan_playbook, MARKETING, kept=False),
    Route("POST", "/v1/playbook/apply", playbooks.apply_playbook, MARKETING),
)
