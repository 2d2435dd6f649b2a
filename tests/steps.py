"""Every state of a workflow against one of its steps, by every role."""

from __future__ import annotations

from typing import Any

from builders import user
from django.db import transaction

from thidua.access.capabilities import CAPABILITIES
from thidua.access.enums import Role
from thidua.flow.actions import move
from thidua.flow.workflow import Transition, Workflow
from thidua.kernel.issues import Refused
from thidua.registry.models import OrgUnit


def check_every_state_and_role(
    workflow: Workflow, step: Transition, one: Any, unit: OrgUnit, **filled: object
) -> None:
    """Put `one` into every state (with the stamps `filled` the table wants) and take the step as every role on `unit`:
    who has no right is refused for it, who has is moved from the step's states alone."""
    users = {role: user(f"u-{role}", role, unit) for role in Role}
    rows = type(one)._default_manager.filter(pk=one.pk)
    for state in workflow.states():
        for role, actor in users.items():
            rows.update(**{workflow.field: state}, **filled)
            one.refresh_from_db()
            blocked = _take(workflow, step, one, unit, actor)
            allowed = role in CAPABILITIES[step.capability]
            expected = ["flow.right"] if not allowed else [] if state in step.sources else ["flow.state"]
            one.refresh_from_db()
            assert (state, role, blocked) == (state, role, expected)
            assert getattr(one, workflow.field) == (state if blocked else step.target)


def _take(workflow: Workflow, step: Transition, one: Any, unit: OrgUnit, actor: Any) -> list[str]:
    try:
        with transaction.atomic():
            move(workflow, [one], step.name, actor=actor, unit=unit)
    except Refused as refused:
        return [issue.code for issue in refused.issues]
    return []
