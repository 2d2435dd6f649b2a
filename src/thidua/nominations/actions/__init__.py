"""Writes of nominations: taking lists in, identifying, answering, appraising, capping, holding."""

from thidua.nominations.actions.answers import AnswerRecord, answer
from thidua.nominations.actions.appraise import appraise, appraise_again
from thidua.nominations.actions.cap import apply_caps
from thidua.nominations.actions.holds import lift_hold, put_on_hold
from thidua.nominations.actions.identify import identify
from thidua.nominations.actions.people import merge_records, unmerge_records
from thidua.nominations.actions.settle import settle
from thidua.nominations.actions.sheets import SheetRecord, receive_sheets

__all__ = [
    "AnswerRecord",
    "SheetRecord",
    "answer",
    "apply_caps",
    "appraise",
    "appraise_again",
    "identify",
    "lift_hold",
    "merge_records",
    "put_on_hold",
    "receive_sheets",
    "settle",
    "unmerge_records",
]
