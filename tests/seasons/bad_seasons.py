"""Ways to spoil the small season, and what the office is told: place, fault, cure."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from small_season import SmallSeason, put

Spoil = Callable[[SmallSeason, Path], object]
LIST = "nominations/xa-phu-an.xlsx"


def frame(**changed: Any) -> Spoil:
    def spoil(season: SmallSeason, _: Path) -> None:
        for key, value in changed.items():
            if value is None:
                del season.frame[key]
            else:
                season.frame[key] = value

    return spoil


def finding(**changed: Any) -> Spoil:
    return lambda season, _: season.frame["attestations"][1].update(changed)


def people(row: int, column: int, value: Any) -> Spoil:
    """`row` as the spreadsheet shows it."""
    return lambda season, _: season.people[row - 2].__setitem__(column, value)


def listed(rows: list[list[Any]]) -> Spoil:
    return lambda season, _: season.sent.__setitem__("xa-phu-an.xlsx", rows)


def answers(*given: dict[str, Any]) -> Spoil:
    return lambda season, _: setattr(season, "answers", list(given))


TALLY_HEAD = ["Họ và tên", "Danh hiệu", "Số phiếu đồng ý", "Số phiếu không đồng ý"]


def tally(*rows: list[Any]) -> Spoil:
    return lambda season, _: setattr(season, "tally", [TALLY_HEAD, *rows])


TO_ANSWER = {"file": "nominations/mam-non-hoa-sen.xlsx", "sheet": "Sheet", "row": 7, "person": "B6"}
ANSWER_CURE = "Ghi file, sheet, row và person (mã cán bộ) hoặc priority (số thứ tự ưu tiên)."
# Spoiled before the folder is written; found while reading, before any database runs.
SAID: dict[str, tuple[Spoil, str]] = {
    "unknown honour": (
        finding(honours=["ttldtt", "ldttt"]),
        "season.yaml, cột “attestations[2].honours”: không có danh hiệu, hình thức mang mã “ldttt”. "
        "Dùng mã trong law/honours.",
    ),
    "unknown criterion": (
        finding(criterion="dung_cam"),
        "season.yaml, cột “attestations[2].criterion”: không có tiêu chuẩn mang mã “dung_cam”. "
        "Dùng mã tiêu chuẩn trong law/terms.yaml.",
    ),
    "attestations of another form": (
        frame(attestations={"criterion": "ldtt_2003"}),
        "season.yaml, cột “attestations”: mục này phải là danh sách. Ghi mỗi xác nhận một mục.",
    ),
    "missing key": (
        frame(authority=None),
        "season.yaml, cột “authority”: thiếu mục này. Ghi chữ.",
    ),
    "a day that is none": (
        frame(decided_on="22/12/2023"),
        "season.yaml, cột “decided_on”: giá trị “22/12/2023” không đúng kiểu. Ghi ngày dạng 2023-12-22.",
    ),
    "received out of order": (
        frame(received_from=date(2023, 12, 16)),
        "season.yaml, cột “received_until”: ngày nhận hồ sơ cuối sớm hơn ngày đầu. Sửa lại hai ngày.",
    ),
    "decided before received": (
        frame(decided_on=date(2023, 12, 14)),
        "season.yaml, cột “decided_on”: ngày quyết định sớm hơn ngày nhận hồ sơ cuối. Sửa lại ngày.",
    ),
    "council of nobody": (
        frame(council={"name": "Hội đồng", "members": 0}),
        "season.yaml, cột “council.members”: số này không hợp lệ. Ghi số từ 1 đến 1000.",
    ),
    "honours of a foreign form": (
        finding(honours=[["ttldtt"]]),
        "season.yaml, cột “attestations[2].honours”: không có danh hiệu, hình thức mang mã “…”. "
        "Dùng mã trong law/honours.",
    ),
    "a year no column holds": (
        frame(review_year=0),
        "season.yaml, cột “review_year”: số này không hợp lệ. Ghi số từ 1990 đến 2100.",
    ),
    "a number before the first": (
        frame(numbers={"series": "QĐ-UBND", "year": 2023, "first": -5}),
        "season.yaml, cột “numbers.first”: số này không hợp lệ. Ghi số từ 1 đến 10000000.",
    ),
    "a code without end": (
        frame(season="m" * 81),
        "season.yaml, cột “season”: chữ quá dài hoặc có ký tự lạ. Ghi trên một dòng, tối đa 80 chữ.",
    ),
    "a letter that is none": (
        frame(place="huyện\0Mẫu"),
        "season.yaml, cột “place”: chữ quá dài hoặc có ký tự lạ. Ghi trên một dòng, tối đa 200 chữ.",
    ),
    "a signer of a foreign form": (
        frame(signer={"post": "Chủ tịch", "name": [1]}),
        "season.yaml, cột “signer.name”: giá trị không đúng kiểu. Ghi chữ.",
    ),
    "id of eleven digits and a letter": (
        people(5, 4, "00118090000O"),
        "registry/people.xlsx, trang “Sheet”, dòng 5, cột “Số CCCD”: số định danh không đủ 12 (hoặc 9) chữ số. "
        "Sửa ô này rồi gửi lại.",
    ),
    "list without names": (
        listed([["UBND XÃ PHÚ AN"], ["STT", "Họ và tên", "Danh hiệu đề nghị"]]),
        f"{LIST}, trang “Sheet”: Không tìm thấy danh sách có tên cá nhân, tập thể. "
        "Ghi tên ở cột “Họ và tên” hoặc “Tên tập thể”.",
    ),
    "answer without a row": (
        answers(TO_ANSWER, {"file": "nominations/mam-non-hoa-sen.xlsx", "person": "B6"}),
        f"answers.yaml: câu trả lời thứ 2 thiếu mục hoặc ghi sai. {ANSWER_CURE}",
    ),
    "answer with a priority in words": (
        answers(TO_ANSWER | {"priority": "một"}),
        f"answers.yaml: câu trả lời thứ 1 thiếu mục hoặc ghi sai. {ANSWER_CURE}",
    ),
}
# Found only beside what is in the database.
ENTERED: dict[str, tuple[Spoil, str]] = {
    "unknown authority": (
        frame(authority="UBND huyện Khác"),
        "season.yaml, cột “authority”: danh bạ đơn vị không có “UBND huyện Khác”. "
        "Ghi đúng tên đơn vị trong danh bạ.",
    ),
    "person's code twice": (
        lambda season, _: season.people.__setitem__(3, season.people[1]),
        "registry/people.xlsx, trang “Sheet”, dòng 5: mã cán bộ A2 có hai lần. Xóa dòng thừa.",
    ),
    "id twice": (
        people(5, 4, "001180900001"),
        "registry/people.xlsx, trang “Sheet”, dòng 5: số định danh của A4 trùng với A2. "
        "Kiểm tra lại số định danh.",
    ),
    "unknown unit code": (
        people(15, 3, "X09"),
        "registry/people.xlsx, trang “Sheet”, dòng 15: không có đơn vị mang mã “X09”. "
        "Sửa mã hoặc thêm đơn vị đó.",
    ),
    "list of an unknown sender": (
        lambda season, _: season.sent.update(
            {"la.xlsx": [["CÔNG TY LẠ"], ["STT", "Họ và tên", "Danh hiệu đề nghị"], [1, "Lê Lạ", "LĐTT"]]}
        ),
        "nominations/la.xlsx: không xác định được đơn vị gửi (đọc thấy: CÔNG TY LẠ, la). "
        "Ghi tên đơn vị như trong danh bạ ở đầu danh sách.",
    ),
    "answer for a row that is not there": (
        answers(TO_ANSWER, TO_ANSWER | {"row": 99}),
        "nominations/mam-non-hoa-sen.xlsx, trang “Sheet”, dòng 99: không có dòng này trong các danh sách. "
        "Sửa câu trả lời.",
    ),
    "answer that names nobody": (
        answers(TO_ANSWER | {"person": "Z9"}),
        "nominations/mam-non-hoa-sen.xlsx, trang “Sheet”, dòng 7: không có mã cán bộ “Z9” trong danh bạ. "
        "Sửa câu trả lời.",
    ),
    "tally with an unknown name": (
        tally(["Nguyễn Văn An", "LĐTT", 9, 0], ["Người Lạ", "LĐTT", 9, 0]),
        "council/tally.xlsx, trang “Sheet”, dòng 3: “Người Lạ” không có trong danh sách trình hội đồng. "
        "Kiểm tra tên và danh hiệu.",
    ),
    "tally of one that was sent back": (
        tally(["Kiều Thị Mai", "LĐTT", 9, 0]),
        "council/tally.xlsx, trang “Sheet”, dòng 2: “Kiều Thị Mai” không có trong danh sách trình hội đồng. "
        "Kiểm tra tên và danh hiệu.",
    ),
    "tally with one person twice": (
        tally(["Nguyễn Văn An", "LĐTT", 9, 0], ["Nguyễn Văn An", "LĐTT", 4, 5]),
        "council/tally.xlsx, trang “Sheet”, dòng 3: “Nguyễn Văn An” đã có phiếu ở council/tally.xlsx, "
        "trang “Sheet”, dòng 2. Giữ lại một dòng.",
    ),
    "tally with more votes than members": (
        tally(["Nguyễn Văn An", "LĐTT", 9, 1]),
        "council/tally.xlsx, trang “Sheet”, dòng 2: Nguyễn Văn An: 9 phiếu đồng ý và 1 phiếu không đồng ý, "
        "hội đồng có 9 thành viên. Kiểm tra lại biên bản kiểm phiếu.",
    ),
}


def locked(_: SmallSeason, folder: Path) -> None:
    entry = "EncryptedPackage\0".encode("utf-16-le")
    (folder / LIST).write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + entry + bytes(512))


def truncated(_: SmallSeason, folder: Path) -> None:
    whole = (folder / LIST).read_bytes()
    (folder / LIST).write_bytes(whole[: len(whole) // 2])


def bomb(_: SmallSeason, folder: Path) -> None:
    with zipfile.ZipFile(folder / LIST, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(210 * 1024 * 1024))


def removed(name: str) -> Spoil:
    return lambda _, folder: (folder / name).unlink()


def emptied(_: SmallSeason, folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()


def written(name: str, text: str) -> Spoil:
    return lambda _, folder: (folder / name).write_text(text, encoding="utf-8")


# Spoiled in the folder; `{folder}` is its name.
FILES: dict[str, tuple[Spoil, str]] = {
    "list with a password": (
        locked,
        f"{LIST}: Tệp đặt mật khẩu nên không đọc được. "
        "Bỏ mật khẩu (Tệp → Thông tin → Bảo vệ sổ làm việc) rồi gửi lại.",
    ),
    "list cut short": (
        truncated,
        f"{LIST}: Tệp bị hỏng hoặc tải lên dở dang. Mở lại, lưu lại và gửi lại tệp.",
    ),
    "zip bomb": (
        bomb,
        f"{LIST}: Tệp nén bất thường: mở ra vượt giới hạn 200 MB. "
        "Tạo tệp mới, chỉ chép bảng danh sách sang rồi gửi lại.",
    ),
    "empty list": (
        written(LIST, ""),
        f"{LIST}: Tệp rỗng, không có dữ liệu. Gửi lại tệp danh sách đã lưu đủ.",
    ),
    "empty folder": (
        emptied,
        "{folder}: thư mục rỗng. Chép season.yaml, registry/ và nominations/ vào thư mục.",
    ),
    "no lists": (
        lambda _, folder: [path.unlink() for path in (folder / "nominations").iterdir()],
        "nominations/: không có danh sách nào. Chép danh sách của các đơn vị (.xlsx, .csv) vào nominations/.",
    ),
    "no season.yaml": (
        removed("season.yaml"),
        "season.yaml: không có tệp này. Đặt tệp vào {folder}/.",
    ),
    "broken season.yaml": (
        written("season.yaml", "season: mau\nsigner: [a\nplace: x\n"),
        "season.yaml, dòng 3: tệp sai cú pháp YAML. Sửa lại dòng này.",
    ),
    "a day no calendar has": (
        written("season.yaml", "season: mau\ndecided_on: 2023-02-30\n"),
        "season.yaml, dòng 2: không có ngày này. Ghi ngày có thật, dạng 2023-12-22.",
    ),
    "a key twice": (
        written("season.yaml", "season: mau\ntier: district\nseason: khac\n"),
        "season.yaml, dòng 3: mục này ghi hai lần. Xóa một trong hai.",
    ),
    "brackets without end": (
        written("season.yaml", "a: " + "[" * 5000),
        "season.yaml: tệp sai cú pháp YAML. Sửa lại dòng này.",
    ),
    "a folder in place of season.yaml": (
        lambda _, folder: ((folder / "season.yaml").unlink(), (folder / "season.yaml").mkdir()),
        "season.yaml: không đọc được tệp này. Kiểm tra quyền đọc; tên này phải là một tệp.",
    ),
    "no register of units": (
        removed("registry/units.xlsx"),
        "registry/units.xlsx: không có tệp danh bạ này. Đặt tệp registry/units.xlsx vào thư mục đợt xét.",
    ),
    "no register of people": (
        removed("registry/people.xlsx"),
        "registry/people.xlsx: không có tệp danh bạ này. Đặt tệp registry/people.xlsx vào thư mục đợt xét.",
    ),
    "register without codes": (
        lambda _, folder: put(folder / "registry/people.xlsx", [["Họ và tên", "Ngày sinh"], ["An", 1980]]),
        "registry/people.xlsx: không tìm thấy bảng có các cột “Mã CB”, “Họ và tên”, “Mã đơn vị”. "
        "Ghi đủ tên cột ở dòng tiêu đề của bảng, hoặc gửi đúng tệp.",
    ),
    "history of an unknown kind": (
        lambda _, folder: put(folder / "history/linh-tinh.xlsx", [["A"]]),
        "history/linh-tinh.xlsx: không rõ tệp này chứa gì. Đặt tên bắt đầu bằng awards, ratings, initiatives, "
        "positions, discipline hoặc registrations.",
    ),
    "launch without its plan": (
        lambda _, folder: put(folder / "launch-2024/criteria.xlsx", [["Tiêu chí"]]),
        "launch-2024: có bảng nhưng không có kế hoạch phát động. Đặt kế hoạch (.docx) vào thư mục này.",
    ),
    "answers of another form": (
        written("answers.yaml", "- file: x\n"),
        f"answers.yaml: tệp không có mục answers. Liệt kê dưới answers. {ANSWER_CURE}",
    ),
}
FILES_ENTERED: dict[str, tuple[Spoil, str]] = {
    "rating of an unknown person": (
        lambda _, folder: put(folder / "history/ratings-2023.xlsx", [["Mã CB", "Năm 2023"], ["Z9", "HTTNV"]]),
        "history/ratings-2023.xlsx, trang “Sheet”, dòng 2: không có mã “Z9” trong danh bạ. "
        "Sửa mã rồi gửi lại.",
    ),
    "registration of an unknown unit": (
        lambda _, folder: put(
            folder / "history/registrations-2023.xlsx",
            [["Mã đơn vị", "Ngày đăng ký"], ["T01", date(2023, 2, 1)], ["T99", date(2023, 2, 1)]],
        ),
        "history/registrations-2023.xlsx, trang “Sheet”, dòng 3: không có đơn vị mang mã “T99”. "
        "Sửa mã đơn vị.",
    ),
}
