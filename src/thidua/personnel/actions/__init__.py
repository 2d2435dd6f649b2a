"""Writes of this room."""

from thidua.personnel.actions.merging import merge_people, unmerge_people
from thidua.personnel.actions.own_record import (
    accept_claim,
    answer_fault,
    claim_record,
    refuse_claim,
    report_fault,
)
from thidua.personnel.actions.pairs import ask_again, look_for_duplicates, pair_up, tell_apart
from thidua.personnel.actions.records import Told, add_name, add_number, add_person, correct_person
from thidua.personnel.actions.standing import write_discipline, write_rating
from thidua.personnel.actions.transfers import (
    accept_transfer,
    propose_transfer,
    refuse_transfer,
    withdraw_transfer,
)

__all__ = [
    "Told",
    "accept_claim",
    "accept_transfer",
    "add_name",
    "add_number",
    "add_person",
    "answer_fault",
    "ask_again",
    "claim_record",
    "correct_person",
    "look_for_duplicates",
    "merge_people",
    "pair_up",
    "propose_transfer",
    "refuse_claim",
    "refuse_transfer",
    "report_fault",
    "tell_apart",
    "unmerge_people",
    "withdraw_transfer",
    "write_discipline",
    "write_rating",
]
