"""Writes of eligibility: findings, holds, frozen verdicts, screenings."""

from thidua.eligibility.actions.findings import AttestationRecord, attest
from thidua.eligibility.actions.holds import open_hold, release_hold
from thidua.eligibility.actions.screenings import screen
from thidua.eligibility.actions.verdicts import freeze

__all__ = ["AttestationRecord", "attest", "freeze", "open_hold", "release_hold", "screen"]
