"""Writes of eligibility: findings and frozen verdicts."""

from thidua.eligibility.actions.findings import AttestationRecord, attest
from thidua.eligibility.actions.verdicts import freeze

__all__ = ["AttestationRecord", "attest", "freeze"]
