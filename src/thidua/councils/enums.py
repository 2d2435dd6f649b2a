"""How a council decides."""

from __future__ import annotations

from django.db import models


class VotingMethod(models.TextChoices):
    SECRET_BALLOT = "secret_ballot", "Bỏ phiếu kín"
    SHOW_OF_HANDS = "show_of_hands", "Biểu quyết"
    PAPER_TALLY = "paper_tally", "Kết quả kiểm phiếu giấy do thư ký nhập"
