"""Acts on what the public reads."""

from __future__ import annotations

from thidua.publishing.actions.articles import (
    move_article,
    open_comments,
    save_revision,
    write_article,
    write_category,
)
from thidua.publishing.actions.comments import answer_comment, moderate_comments, send_comment
from thidua.publishing.actions.consents import ConsentRecord, record_consent, withdraw_consent
from thidua.publishing.actions.exemplars import (
    Proposal,
    move_exemplar,
    note_exemplar,
    picture_exemplar,
    propose_exemplar,
    take_over_letter,
    write_story,
)
from thidua.publishing.actions.letters import (
    LetterRecord,
    answer_letter,
    erase_sender,
    refuse_letter,
    reopen_letter,
    send_letter,
    take_letter,
)
from thidua.publishing.actions.notices import NoticeRecord, announce_suspension, cancel_suspension
from thidua.publishing.actions.visits import Visitor, admit_visitor, sweep_visits

__all__ = [
    "ConsentRecord",
    "LetterRecord",
    "NoticeRecord",
    "Proposal",
    "Visitor",
    "admit_visitor",
    "announce_suspension",
    "answer_comment",
    "answer_letter",
    "cancel_suspension",
    "erase_sender",
    "moderate_comments",
    "move_article",
    "move_exemplar",
    "note_exemplar",
    "open_comments",
    "picture_exemplar",
    "propose_exemplar",
    "record_consent",
    "refuse_letter",
    "reopen_letter",
    "save_revision",
    "send_comment",
    "send_letter",
    "sweep_visits",
    "take_letter",
    "take_over_letter",
    "withdraw_consent",
    "write_article",
    "write_category",
    "write_story",
]
