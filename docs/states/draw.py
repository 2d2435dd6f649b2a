"""Write the pages of the workflows beside this file: `.venv/bin/python docs/states/draw.py`."""

from __future__ import annotations

from pathlib import Path

from thidua.ops.installation import set_up_django


def main() -> None:
    set_up_django()
    from thidua.flow.exports import page
    from thidua.intake.enums import IntakeState
    from thidua.intake.workflow import INTAKE
    from thidua.nominations.enums import State
    from thidua.nominations.workflow import NOMINATION
    from thidua.personnel.enums import ClaimState, FaultState, TransferState
    from thidua.personnel.workflow import CLAIM, FAULT, TRANSFER

    pages = (
        (NOMINATION, State),
        (TRANSFER, TransferState),
        (CLAIM, ClaimState),
        (FAULT, FaultState),
        (INTAKE, IntakeState),
    )
    for workflow, states in pages:
        target = Path(__file__).with_name(f"{workflow.name}.md")
        target.write_text(page(workflow, lambda state, of=states: str(of(state).label)), encoding="utf-8")


if __name__ == "__main__":
    main()
