"""Bad input: exit status 2, one message with place and cure, OUT not made, nothing in the database."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from bad_seasons import ENTERED, FILES, FILES_ENTERED, LIST, SAID, truncated
from season_runs import Outcome, Store, run_season, run_seasons, without_timings
from small_season import SmallSeason

from thidua.ops.cli import main


@pytest.fixture(scope="module")
def store(new_store: Callable[[], Store]) -> Store:
    """One database that every bad season is tried on."""
    return new_store()


@pytest.fixture(scope="module")
def tried(store: Store, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """Every season that reads well and does not fit together, run one after another."""
    base = tmp_path_factory.mktemp("tried")
    seasons = {}
    for number, case in enumerate((*ENTERED, *FILES_ENTERED)):
        season, folder = SmallSeason(), base / str(number)
        if case in ENTERED:
            ENTERED[case][0](season, folder)
        season.write(folder / "season")
        if case in FILES_ENTERED:
            FILES_ENTERED[case][0](season, folder / "season")
        seasons[case] = (folder / "season", folder / "out")
    return dict(zip(seasons, run_seasons(list(seasons.values()), store), strict=True))


@pytest.fixture(scope="module")
def fresh_store(new_store: Callable[[], Store]) -> Store:
    return new_store()


@pytest.fixture(scope="module")
def fresh(fresh_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """The good season on a database of its own."""
    folder = tmp_path_factory.mktemp("fresh")
    return run_season(SmallSeason().write(folder / "season"), folder / "out", fresh_store)


TABLES = (
    "registry_person", "registry_orgunit", "movements_season", "nominations_nomination", "honours_award",
    "decisions_decision", "councils_tally", "audit_auditentry",
)  # fmt: skip


def closed(path: Path) -> bytes:
    """What reading gives to one who has no right; root always has it."""
    raise PermissionError(13, "Permission denied", str(path))


def filled(store: Store) -> list[str]:
    """The tables that hold a row."""
    rows = store.query(*(f"SELECT 1 FROM {table} LIMIT 1" for table in TABLES))
    return [table for table, found in zip(TABLES, rows, strict=True) if found]


def refuse_reading(
    folder: Path, tmp_path: Path, message: str, capsys: pytest.CaptureFixture[str], *more: str
) -> None:
    """Reading needs no database, so none is even made."""
    out, data = tmp_path / "out", tmp_path / "data"
    code = main(["season", "run", str(folder), "--out", str(out), "--data", str(data), *more])
    told = capsys.readouterr().err.splitlines()
    assert (code, [line for line in told if line.startswith("Lỗi")]) == (2, [f"Lỗi: {message}"])
    assert not out.exists()
    assert not data.exists()


@pytest.mark.parametrize("case", SAID)
def test_what_a_folder_says_wrongly(case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    season, (spoil, message) = SmallSeason(), SAID[case]
    spoil(season, tmp_path)
    refuse_reading(season.write(tmp_path / "season"), tmp_path, message, capsys)


@pytest.mark.parametrize("case", FILES)
def test_files_that_cannot_be_taken(case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil, message = FILES[case]
    folder = SmallSeason().write(tmp_path / "season")
    spoil(SmallSeason(), folder)
    refuse_reading(folder, tmp_path, message.replace("{folder}", folder.name), capsys)


def test_a_folder_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "nowhere"
    refuse_reading(folder, tmp_path, f"{folder}: không có thư mục này. Kiểm tra lại đường dẫn.", capsys)


@pytest.mark.parametrize("option", ["--out", "--data"])
def test_a_file_where_a_folder_is_to_be_written(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, blocked = SmallSeason().write(tmp_path / "season"), tmp_path / "tep"
    blocked.write_text("", encoding="utf-8")
    message = f"{blocked / 'a'}: không ghi được vào đây. Chọn thư mục khác hoặc cấp quyền ghi."
    refuse_reading(folder, tmp_path, message, capsys, option, str(blocked / "a"))


def test_a_file_nobody_may_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = SmallSeason().write(tmp_path / "season")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "read_bytes", closed)
        refuse_reading(
            folder,
            tmp_path,
            "registry/units.xlsx: Không có quyền đọc tệp. Cấp quyền đọc tệp rồi chạy lại.",
            capsys,
        )


def test_answers_that_are_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = SmallSeason().write(tmp_path / "season")
    message = "khac.yaml: không có tệp này. Đặt tệp vào season/."
    refuse_reading(folder, tmp_path, message, capsys, "--answers", str(folder / "khac.yaml"))


@pytest.mark.parametrize("case", [*ENTERED, *FILES_ENTERED])
def test_what_does_not_fit_together(case: str, tried: dict[str, Outcome], store: Store) -> None:
    _, message = (ENTERED | FILES_ENTERED)[case]
    run = tried[case]
    assert (run.code, run.faults) == (2, [message])
    assert "Traceback" not in run.said
    assert not run.out.exists()
    assert filled(store) == []


def test_answers_from_a_file_of_their_own_replace_those_of_the_folder(fresh: Outcome, tmp_path: Path) -> None:
    """Without --data: the database is made for the run and goes with it."""
    season = SmallSeason()
    given = tmp_path / "mine.yaml"
    given.write_text(yaml.safe_dump({"answers": season.answers}), encoding="utf-8")
    season.answers = None
    run = run_season(season.write(tmp_path / "season"), tmp_path / "out", None, "--answers", str(given))
    assert (run.code, without_timings(run.summary)) == (0, without_timings(fresh.summary))


def test_every_broken_file_is_named_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = SmallSeason().write(tmp_path / "season")
    truncated(SmallSeason(), folder)
    (folder / "nominations/thcs-an-binh.xlsx").write_bytes(b"")
    code = main(["season", "run", str(folder), "--out", str(tmp_path / "out")])
    told = [line for line in capsys.readouterr().err.splitlines() if line.startswith("Lỗi")]
    assert code == 2
    assert [line.split(": ")[1] for line in told] == ["nominations/thcs-an-binh.xlsx", LIST]


def test_after_all_that_the_good_folder_runs_as_on_a_fresh_database(
    tried: dict[str, Outcome], store: Store, fresh: Outcome, fresh_store: Store, tmp_path: Path
) -> None:
    run = run_season(SmallSeason().write(tmp_path / "season"), tmp_path / "out", store)
    assert (run.code, run.faults) == (0, [])
    assert without_timings(run.summary) == without_timings(fresh.summary)
    assert store.ledger() == fresh_store.ledger()
    assert len(store.ledger()) == 13


def test_keep_going_reports_broken_lists_and_goes_past_them(
    tmp_path: Path, new_store: Callable[[], Store]
) -> None:
    season = SmallSeason()
    season.sent["la.xlsx"] = [["CÔNG TY LẠ"], ["STT", "Họ và tên", "Danh hiệu"], [1, "Lê Lạ", "LĐTT"]]
    folder = season.write(tmp_path / "season")
    truncated(season, folder)
    (folder / "nominations/danh sach xa.docx").write_bytes(b"PK")
    run = run_season(folder, tmp_path / "out", new_store(), "--keep-going")
    assert (run.code, run.faults) == (0, [])
    assert run.summary["awarded"] == {
        "cstd_co_so": {"person": 1},
        "ldtt": {"person": 9},
        "ttldtt": {"collective": 1},
    }
    assert run.summary["warnings"][:3] == [
        FILES["list cut short"][1],
        "nominations/danh sach xa.docx: không phải bảng tính nên không đọc. "
        "Nếu là danh sách, chép sang bảng tính .xlsx rồi chạy lại.",
        ENTERED["list of an unknown sender"][1],
    ]
    assert [line for line in run.said.splitlines() if line.startswith("Lưu ý: nominations/")] == [
        f"Lưu ý: {warning}" for warning in run.summary["warnings"][:3]
    ]
