"""Writes of nominations: taking lists in, identifying, answering, appraising, capping."""

from thidua.nominations.actions.answers import AnswerRecord, answer
from thidua.nominations.actions.appraise import appraise
from thidua.nominations.actions.cap import apply_caps
from thidua.nominations.actions.identify import identify
from thidua.nominations.actions.settle import settle
from thidua.nominations.actions.sheets import SheetRecord, receive_sheets

__all__ = [
    "AnswerRecord",
    "SheetRecord",
    "answer",
    "apply_caps",
    "appraise",
    "identify",
    "receive_sheets",
    "settle",
]
