"""Figures count what stands in decisions, persons and collectives apart; the draft article says the same."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from builders import COLLECTIVE, SERIES, SPIRIT, House, born, collective, house, people, row

from thidua.decisions.actions import HigherDecision, issue, record_higher
from thidua.decisions.enums import Origin
from thidua.eligibility.queries.law import law_book
from thidua.honours.models import Award
from thidua.honours.records import AwardRecord
from thidua.kernel.issues import InputFault
from thidua.reports.article import draft_article
from thidua.reports.queries import compare, figures

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> House:
    made = house()
    people(*[born(f"C{i}", f"Người {i}", "A") for i in range(8)])
    made.rate("good")
    made.rate_units("good", "A")
    made.invent("C0")
    made.attest(SPIRIT, *COLLECTIVE)
    rows = [
        row(f"Người {i}", *(("ldtt", "cstd_co_so") if i == 0 else ("ldtt",)), priority=1) for i in range(8)
    ]
    made.send(made.a, *rows, collective("UBND xã An"))
    made.judge()
    made.vote()
    for honour in ("cstd_co_so", "ttldtt", "ldtt"):
        issue(actor=made.records, season=made.season, honour=honour, series=SERIES)
    flag = AwardRecord(
        "co_bo_tinh", 2023, "9/QĐ", date(2023, 12, 30), "UBND tỉnh", "Xã An", unit_id=made.a.id
    )
    higher = HigherDecision("9/QĐ", date(2023, 12, 30), "UBND tỉnh", (flag,))
    record_higher(actor=made.records, season=made.season, higher=higher)
    return made


def test_own_and_higher_decisions_are_counted_apart(town: House) -> None:
    assert figures(town.season, Origin.ISSUED) == {
        "cstd_co_so": {"person": 1},
        "ldtt": {"person": 7},
        "ttldtt": {"collective": 1},
    }
    assert figures(town.season, Origin.RECORDED) == {"co_bo_tinh": {"collective": 1}}


def test_a_revoked_honour_is_counted_no_more(town: House) -> None:
    one = Award.objects.filter(honour="ldtt")[:1].get()
    Award.objects.filter(pk=one.pk).update(revoked_on=date(2024, 1, 1), revoked_by="1/QĐ")
    assert figures(town.season, Origin.ISSUED)["ldtt"] == {"person": 6}


def test_the_article_s_figures_beside_the_season_s(town: House, tmp_path: Path) -> None:
    path = tmp_path / "article.json"
    told = {
        "year_launched": 2024,
        "covenants_signed_by": {"count": 0},
        "figures": [
            {"honour": "ldtt", "label": "LĐTT", "person": 7},
            {"honour": "co_bo_tinh", "label": "Cờ", "collective": 2},
        ],
    }
    path.write_text(json.dumps(told), encoding="utf-8")
    assert [(c.label, c.article, c.season, c.equal) for c in compare(town.season, path)] == [
        ("LĐTT (cá nhân)", 7, 7, True),
        ("Cờ (tập thể)", 2, 1, False),
        ("Giao ước thi đua đã ký (xã, thị trấn)", 0, 0, True),
    ]
    path.write_text("{", encoding="utf-8")
    with pytest.raises(InputFault, match=r"article\.json: không đọc được số liệu bài báo"):
        compare(town.season, path)


def test_the_draft_article_tells_the_figures(town: House) -> None:
    lines = draft_article(town.season, law_book()).splitlines()
    assert "8 cá nhân và 1 tập thể" in lines[0]
    assert lines[lines.index("|---|---:|---:|") + 1 :] == [
        "| Cờ thi đua của Bộ, ban, ngành, tỉnh | 1 | 0 |",
        "| Chiến sĩ thi đua cơ sở | 0 | 1 |",
        "| Tập thể Lao động tiên tiến | 1 | 0 |",
        "| Lao động tiên tiến | 0 | 7 |",
    ]
    assert "12,5 % trong số 8 người" in "\n".join(lines)
