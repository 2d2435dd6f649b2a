"""How states are dressed, the same on every screen."""

from __future__ import annotations

from thidua.nominations.enums import State
from thidua.nominations.models import Nomination

_BADGE = {
    State.ELIGIBLE: "met",
    State.APPROVED: "met",
    State.AWARDED: "met",
    State.REFUSED: "refused",
    State.REJECTED: "refused",
    State.ASKED: "asked",
    State.TO_ATTEST: "asked",
    State.DEFERRED: "asked",
}


def badge_of(one: Nomination) -> str:
    """How the state is dressed."""
    return _BADGE.get(State(one.state), "none")
