"""The frame of a season, registrations, and the launch of a movement with clusters and covenants."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from builders import FRAME, House, house, save
from django.db import IntegrityError, transaction

from thidua.audit.models import AuditEntry
from thidua.kernel.issues import InputFault, Refused
from thidua.movements.actions import enter_registrations, launch, open_season, place_in_clusters
from thidua.movements.imports import (
    read_clusters,
    read_covenants,
    read_criteria,
    read_launch,
    read_registrations,
)
from thidua.movements.models import Cluster, ClusterMember, Covenant, EmulationMovement, Season
from thidua.movements.records import ClusterPlace, LaunchRecord, RegistrationRecord, TargetRecord

DEMO = Path(__file__).resolve().parents[2] / "demo" / "thach-that-2023"
PLAN = LaunchRecord(
    2024,
    "Phong trào thi đua 2024",
    "Kỷ cương",
    ("Việc một",),
    (("Kinh tế", Decimal(60)), ("Văn hóa", Decimal(40))),
    (ClusterPlace("Cụm số 1", "A", True), ClusterPlace("Khối các phòng", "B")),
    (
        TargetRecord("B", "Thu ngân sách", "tỷ đồng", Decimal("18.5")),
        TargetRecord("A", "Hộ văn hóa", "%", Decimal(92)),
        TargetRecord("B", "Hồ sơ đúng hạn", "%", None),
    ),
)


@pytest.fixture
def town(db: None) -> House:
    return house()


def test_opening_again_is_the_same_season(town: House) -> None:
    acts = AuditEntry.objects.count()
    assert open_season(actor=town.office, authority=town.authority, frame=FRAME) == town.season
    assert (Season.objects.count(), AuditEntry.objects.count()) == (1, acts)


@pytest.mark.parametrize(
    "change", [{"review_year": 2022}, {"received_until": date(2023, 12, 16)}, {"signer_post": "Phó Chủ tịch"}]
)
def test_an_open_season_s_frame_is_not_changed_by_opening_it_again(
    town: House, change: dict[str, object]
) -> None:
    with pytest.raises(Refused) as caught:
        open_season(actor=town.office, authority=town.authority, frame=replace(FRAME, **change))  # type: ignore[arg-type]
    assert str(caught.value).startswith("Đợt xét dot-2023 đã mở với khung khác.")
    town.season.refresh_from_db()
    assert (town.season.review_year, town.season.received_until) == (2023, date(2023, 12, 15))


def test_days_out_of_order_are_refused_by_the_database(town: House) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Season.objects.update(received_until=date(2023, 11, 14))


def test_only_the_office_opens_and_launches(town: House) -> None:
    for actor in (town.secretary, town.records):
        with pytest.raises(Refused):
            open_season(actor=actor, authority=town.authority, frame=replace(FRAME, code="khac"))
        with pytest.raises(Refused):
            launch(actor=actor, authority=town.authority, plan=PLAN)
    assert (Season.objects.count(), EmulationMovement.objects.count()) == (1, 0)


def test_a_launch_keeps_everything_once(town: House) -> None:
    movement = launch(actor=town.office, authority=town.authority, plan=PLAN)
    acts = AuditEntry.objects.count()
    assert launch(actor=town.office, authority=town.authority, plan=PLAN) == movement
    assert AuditEntry.objects.count() == acts
    assert list(movement.criteria.values_list("position", "content", "max_points")) == [
        (1, "Kinh tế", Decimal(60)), (2, "Văn hóa", Decimal(40)),
    ]  # fmt: skip
    assert {
        c.unit.code: [(t.name, t.goal) for t in c.targets.all()] for c in movement.covenants.order_by("id")
    } == {
        "A": [("Hộ văn hóa", Decimal(92))],
        "B": [("Thu ngân sách", Decimal("18.5")), ("Hồ sơ đúng hạn", None)],
    }
    assert list(Cluster.objects.order_by("id").values_list("name", "kind", "year")) == [
        ("Cụm số 1", "cum", 2024), ("Khối các phòng", "khoi", 2024),
    ]  # fmt: skip
    assert list(ClusterMember.objects.filter(is_lead=True).values_list("unit__code", flat=True)) == ["A"]


def test_a_covenant_of_an_unknown_unit_launches_nothing(town: House) -> None:
    wrong = replace(PLAN, targets=(TargetRecord("Z9", "Chỉ tiêu", "", None),))
    with pytest.raises(InputFault) as caught:
        launch(actor=town.office, authority=town.authority, plan=wrong)
    assert "Z9" in str(caught.value)
    assert (EmulationMovement.objects.count(), Covenant.objects.count(), Cluster.objects.count()) == (0, 0, 0)


def test_registrations_and_clusters_are_entered_once(town: House) -> None:
    rows = [RegistrationRecord("A", 2024, date(2024, 1, 5), 20), RegistrationRecord("B", 2024)]

    def register() -> int:
        return enter_registrations(actor=town.office, authority=town.authority, records=rows)

    def cluster() -> int:
        places = [ClusterPlace("Cụm số 1", code) for code in ("A", "B")]
        return place_in_clusters(actor=town.office, authority=town.authority, year=2024, places=places)

    assert (register(), register(), cluster(), cluster()) == (2, 0, 2, 0)


def test_the_demo_s_launch_is_read_whole() -> None:
    plan = read_launch(DEMO / "launch-2024")
    assert plan is not None
    assert (plan.year, plan.theme, len(plan.tasks)) == (
        2024, "Kỷ cương, trách nhiệm, hành động, sáng tạo, phát triển", 8,
    )  # fmt: skip
    assert sum(points for _, points in plan.criteria) == 100
    assert (len(plan.clusters), len({t.unit_code for t in plan.targets}), len(plan.targets)) == (42, 23, 207)
    assert all(t.goal is not None and t.name for t in plan.targets)
    found = read_registrations(DEMO / "history" / "registrations-2023.xlsx", year=2023)
    assert (len(found), len({r.unit_code for r in found})) == (102, 102)


@pytest.mark.parametrize(
    ("cell", "goal"),
    [
        (95, "95"),
        (95.5, "95.5"),
        ("95", "95"),
        ("95,5 %", "95.5"),
        ("≥ 95%", "95"),
        ("1.774 hộ", "1774"),
        ("1.250,5", "1250.5"),
        ("từ 5 đến 7", None),
        ("Hoàn thành", None),
        (None, None),
    ],
)
def test_goals_as_written(tmp_path: Path, cell: object, goal: str | None) -> None:
    path = save(
        tmp_path / "f.xlsx",
        ["Mã ĐV", "Nội dung chỉ tiêu", "ĐVT", "Mức giao ước"],
        ["A", "Chỉ tiêu", "%", cell],
    )
    assert [t.goal for t in read_covenants(path)] == [Decimal(goal) if goal else None]


def test_clusters_and_criteria_in_other_layouts(tmp_path: Path) -> None:
    rows = [["DANH SÁCH CỤM"], [], ["TT", "Mã cơ quan", "Tên đơn vị", "Cụm thi đua", "Nhiệm vụ"]]
    found = read_clusters(
        save(tmp_path / "a.xlsx", *rows, [1, "A", "Xã An", "Cụm 1", "Cụm trưởng"], [2, "B", "", "Cụm 1", ""])
    )
    assert [(p.unit_code, p.cluster, p.is_lead) for p in found] == [
        ("A", "Cụm 1", True),
        ("B", "Cụm 1", False),
    ]
    path = save(
        tmp_path / "b.xlsx",
        ["TT", "Nhóm tiêu chí", "Điểm chuẩn"],
        [1, "Kinh tế", "20 điểm"],
        [2, "Văn hóa", 7.5],
    )
    assert read_criteria(path) == [("Kinh tế", Decimal(20)), ("Văn hóa", Decimal("7.5"))]


def test_bad_files_of_a_launch_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputFault) as caught:
        read_criteria(save(tmp_path / "b.xlsx", ["TT", "Nội dung", "Điểm tối đa"], [1, "Kinh tế", "nhiều"]))
    assert str(caught.value) == "b.xlsx, trang “DS”, dòng 2: thiếu điểm tối đa. Điền số điểm."
    folder = tmp_path / "launch-2024"
    folder.mkdir()
    assert read_launch(folder) is None
    (folder / "plan.docx").write_bytes(b"not Word")
    with pytest.raises(InputFault) as caught:
        read_launch(folder)
    assert str(caught.value) == "plan.docx: không mở được tệp Word. Lưu lại dạng .docx rồi gửi lại."
