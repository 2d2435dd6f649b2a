"""Every workflow with the labels of its states; `docs/states/` shows them."""

from __future__ import annotations

from django.db.models import Choices

from thidua.conferences.enums import ConferenceState, HandoverState
from thidua.conferences.workflow import CONFERENCE, HANDOVER
from thidua.flow.workflow import Workflow
from thidua.initiatives.enums import ApplicationState
from thidua.initiatives.workflow import APPLICATION
from thidua.intake.enums import IntakeState
from thidua.intake.workflow import INTAKE
from thidua.movements.enums import (
    CardState,
    CovenantState,
    MovementState,
    RegistrationState,
    RoundState,
    TaskState,
)
from thidua.movements.workflow import COVENANT, MOVEMENT, REGISTRATION, SCORE_ROUND, SCORECARD, TASK
from thidua.nominations.enums import State
from thidua.nominations.workflow import NOMINATION
from thidua.personnel.enums import ClaimState, FaultState, TransferState
from thidua.personnel.workflow import CLAIM, FAULT, TRANSFER
from thidua.publishing.enums import ArticleState, CommentState, ExemplarState, LetterState, NoticeState
from thidua.publishing.workflow import ARTICLE, COMMENT, EXEMPLAR, LETTER, NOTICE

WORKFLOWS: tuple[tuple[Workflow, type[Choices]], ...] = (
    (NOMINATION, State),
    (TRANSFER, TransferState),
    (CLAIM, ClaimState),
    (FAULT, FaultState),
    (INTAKE, IntakeState),
    (MOVEMENT, MovementState),
    (TASK, TaskState),
    (REGISTRATION, RegistrationState),
    (SCORE_ROUND, RoundState),
    (SCORECARD, CardState),
    (COVENANT, CovenantState),
    (APPLICATION, ApplicationState),
    (CONFERENCE, ConferenceState),
    (HANDOVER, HandoverState),
    (ARTICLE, ArticleState),
    (COMMENT, CommentState),
    (LETTER, LetterState),
    (EXEMPLAR, ExemplarState),
    (NOTICE, NoticeState),
)
