"""Write the pages of the workflows beside this file: `.venv/bin/python docs/states/draw.py`."""

from __future__ import annotations

from pathlib import Path

from thidua.ops.installation import set_up_django


def main() -> None:
    set_up_django()
    from thidua.flow.exports import page
    from thidua.nominations.enums import State
    from thidua.nominations.workflow import NOMINATION

    target = Path(__file__).with_name(f"{NOMINATION.name}.md")
    target.write_text(page(NOMINATION, lambda state: str(State(state).label)), encoding="utf-8")


if __name__ == "__main__":
    main()
