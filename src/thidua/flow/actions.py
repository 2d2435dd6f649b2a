"""The only place that writes a state."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Model

from thidua.access.queries import can
from thidua.kernel.issues import Issue, Refused

if TYPE_CHECKING:
    from thidua.access.models import User
    from thidua.flow.workflow import Transition, Workflow
    from thidua.registry.models import OrgUnit


def move(
    workflow: Workflow,
    objects: Sequence[Model],
    name: str,
    *,
    actor: User,
    unit: OrgUnit | None,
) -> int:
    """Take a transition for all objects or for none, inside the caller's transaction.

    `unit` is the unit on which the actor needs the transition's capability. Returns how many were moved.
    Raises Refused when the right is missing, a guard objects, or an object is no longer in a source state
    (somebody else moved it meanwhile), and RuntimeError outside a transaction. The caller writes the one
    audit row of its act.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"transition {name} taken outside a transaction")
    row = workflow.transition(name)
    answer = can(actor, row.capability, unit=unit)
    if not answer:
        raise Refused(Issue("flow.right", f"Không được phép “{row.label}”. {answer.reason}"))
    if not objects:
        return 0
    issues = list(_objections(row, objects))
    if issues:
        raise Refused(*issues)
    return _write(workflow, row, objects)


def _objections(row: Transition, objects: Iterable[Model]) -> Iterable[Issue]:
    for one in objects:
        for guard in row.guards:
            yield from guard(one)


def _write(workflow: Workflow, row: Transition, objects: Sequence[Model]) -> int:
    """Conditional update: only rows still in a source state change; fewer than asked undoes the act."""
    manager: Any = type(objects[0])._default_manager
    ids = [one.pk for one in objects]
    moved: int = manager.filter(pk__in=ids, **{f"{workflow.field}__in": row.sources}).update(
        **{workflow.field: row.target}
    )
    if moved != len(set(ids)):
        raise Refused(
            Issue(
                "flow.state",
                f"Không thể “{row.label}”: {len(set(ids)) - moved} hồ sơ không còn ở bước này.",
                "Tải lại danh sách rồi làm lại.",
            )
        )
    for one in objects:
        setattr(one, workflow.field, row.target)
    return moved


def guard(code: str, message: str, cure: str = "") -> Callable[[Callable[[Any], bool]], Any]:
    """Make a guard of a test that is true when nothing stands in the way."""

    def wrap(test: Callable[[Any], bool]) -> Callable[[Any], Iterable[Issue]]:
        def check(one: Any) -> Iterable[Issue]:
            return [] if test(one) else [Issue(code, message, cure)]

        return check

    return wrap
