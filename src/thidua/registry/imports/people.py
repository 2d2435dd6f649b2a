"""The register of persons."""

from __future__ import annotations

import datetime
from pathlib import Path

from thidua.kernel.issues import InputFault, Issue
from thidua.kernel.sheets import Record, Sheet, Vocabulary, open_tables, read_day
from thidua.kernel.sheets.fields import read_id, read_name, read_sex
from thidua.kernel.text import fold
from thidua.registry.enums import Group, Sex
from thidua.registry.imports.cells import BIRTHS, IDS, NAMES, PERSON_CODES, UNIT_CODES, day, demand, text
from thidua.registry.records import PersonRecord

PEOPLE = Vocabulary(
    {
        "code": (*PERSON_CODES, "=Mã", "=Mã số", "=Số hiệu"),
        "name": NAMES,
        "sex": ("Giới tính", "=Nam/Nữ", "=Giới", "Phái", "=GT"),
        "born": BIRTHS,
        "id": IDS,
        "unit": (
            *UNIT_CODES,
            "Đơn vị công tác",
            "Đơn vị",
            "Cơ quan, đơn vị",
            "Nơi công tác",
            "Cơ quan công tác",
        ),
        "title": ("Chức vụ, chức danh", "Chức vụ", "Chức danh", "Vị trí việc làm"),
        "started": (
            "Ngày bắt đầu công tác",
            "Ngày vào làm",
            "Ngày tuyển dụng",
            "Bắt đầu công tác",
            "Ngày nhận công tác",
            "Ngày bắt đầu làm việc",
            "Ngày vào ngành",
            "Ngày vào cơ quan",
        ),
        "group": ("=Nhóm đối tượng", "=Đối tượng", "=Đối tượng thi đua"),
        "nationality": ("=Quốc tịch", "=Quốc tịch hiện nay"),
    }
)
# What a cell of the group begins with; the longer phrases stand first.
_GROUPS = (
    ("cong nhan", Group.WORKER_FARMER),
    ("nong dan", Group.WORKER_FARMER),
    ("cong chuc", Group.OFFICIAL),
    ("can bo", Group.OFFICIAL),
    ("vien chuc", Group.EMPLOYEE),
    ("nguoi lao dong", Group.EMPLOYEE),
    ("luc luong vu trang", Group.ARMED_FORCES),
    ("lanh dao", Group.LEADER),
    ("nguoi nuoc ngoai", Group.FOREIGNER),
)
_SEX = {"Nam": Sex.MALE, "Nữ": Sex.FEMALE}


def read_people(path: Path, *, name: str | None = None) -> list[PersonRecord]:
    """Persons of a register, one row each. Raises InputFault for missing columns or wrong cells."""
    records: list[PersonRecord] = []
    issues: list[Issue] = []
    for sheet, rows in demand(open_tables(path, name=name), PEOPLE, ("code", "name", "unit")):
        for row in rows:
            records.append(read_person(sheet, row, issues))
    if issues:
        raise InputFault(*issues)
    return records


def read_person(sheet: Sheet, row: Record, issues: list[Issue]) -> PersonRecord:
    def fault(code: str, message: str, column: str) -> None:
        place = sheet.place(row.number, PEOPLE.labels[column])
        issues.append(Issue(code, message, "Sửa ô này rồi gửi lại.", place))

    name, _, _ = read_name(row.get("name"))
    born = read_day(row.get("born"), latest=datetime.date.today().year)
    id_number, _, wrong_id = read_id(row.get("id"))
    if not name:
        fault("person.name", "thiếu họ và tên.", "name")
    if not text(row, "code"):
        fault("person.code", "thiếu mã cán bộ.", "code")
    if born.wrong:
        fault("person.born", f"ngày sinh “{text(row, 'born')}” không đọc được.", "born")
    if read_day(row.get("started"), latest=datetime.date.today().year + 1).wrong:
        fault("person.started", f"ngày “{text(row, 'started')}” không đọc được.", "started")
    group = _group(text(row, "group"))
    if group is None:
        fault("person.group", f"không có nhóm đối tượng “{text(row, 'group')}”.", "group")
    if wrong_id:
        fault("person.id", "số định danh không đủ 12 (hoặc 9) chữ số.", "id")
    return PersonRecord(
        code=text(row, "code"),
        full_name=name,
        unit_code=text(row, "unit"),
        sex=_SEX.get(read_sex(row.get("sex")) or "", ""),
        born_on=born.day,
        birth_year=born.year,
        id_number=id_number or "",
        title=text(row, "title"),
        started_on=day(row.get("started")),
        group=group or "",
        nationality=text(row, "nationality"),
        place=sheet.place(row.number),
    )


def _group(words: str) -> str | None:
    """The group a cell names; empty for an empty cell, None for words that name none."""
    folded = fold(words)
    if not folded:
        return ""
    return next((str(group) for phrase, group in _GROUPS if folded.startswith(phrase)), None)
