"""Every workflow with the labels of its states; `docs/states/` shows them."""

from __future__ import annotations

from django.db.models import Choices

from thidua.flow.workflow import Workflow
from thidua.intake.enums import IntakeState
from thidua.intake.workflow import INTAKE
from thidua.movements.enums import MovementState, RegistrationState, TaskState
from thidua.movements.workflow import MOVEMENT, REGISTRATION, TASK
from thidua.nominations.enums import State
from thidua.nominations.workflow import NOMINATION
from thidua.personnel.enums import ClaimState, FaultState, TransferState
from thidua.personnel.workflow import CLAIM, FAULT, TRANSFER

WORKFLOWS: tuple[tuple[Workflow, type[Choices]], ...] = (
    (NOMINATION, State),
    (TRANSFER, TransferState),
    (CLAIM, ClaimState),
    (FAULT, FaultState),
    (INTAKE, IntakeState),
    (MOVEMENT, MovementState),
    (TASK, TaskState),
    (REGISTRATION, RegistrationState),
)
