"""Write the pages of the workflows beside this file: `.venv/bin/python docs/states/draw.py`."""

from __future__ import annotations

from pathlib import Path

from thidua.ops.installation import set_up_django


def main() -> None:
    set_up_django()
    from thidua.flow.exports import page
    from thidua.ops.workflows import WORKFLOWS

    for workflow, states in WORKFLOWS:
        target = Path(__file__).with_name(f"{workflow.name}.md")
        target.write_text(page(workflow, lambda state, of=states: str(of(state).label)), encoding="utf-8")


if __name__ == "__main__":
    main()
