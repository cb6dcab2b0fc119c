"""The playbook's routes. Apart from the others: what compiles a playbook is heavy, and one function needs it."""

from segue.api import playbooks, templates, versions
from segue.api.roles import MARKETING
from segue.api.routes import Route

PLAYBOOK: tuple[Route, ...] = (
    Route("GET", "/v1/playbook", playbooks.read_playbook, MARKETING),
    Route("POST", "/v1/playbook/plan", playbooks.plan_playbook, MARKETING, kept=False),
    Route("POST", "/v1/playbook/apply", playbooks.apply_playbook, MARKETING),
    Route("GET", "/v1/playbook/versions", versions.read_versions, MARKETING),
    Route("GET", "/v1/playbook/versions/<number>", versions.read_version, MARKETING),
    Route("POST", "/v1/playbook/rollback", versions.roll_back, MARKETING),
    Route("POST", "/v1/templates/<template>/preview", templates.preview_template, MARKETING, kept=False),
    Route("POST", "/v1/templates/<template>/test", templates.try_template, MARKETING, status=202),
)
