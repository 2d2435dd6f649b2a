"""The embedded PostgreSQL as its users meet it: root with a closed clone, and a normal user."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from postgres_bench import HOLD, Bench, gone, heard, let_go, lives, root_bench, user_bench

SYSTEM = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
KEEP_ROW = """
with running(data, say=said.append) as server:
    ask(server, "CREATE TABLE IF NOT EXISTS kept (id int)")
    ask(server, "INSERT INTO kept VALUES (1)")
    tell(said=said, rows=ask(server, "SELECT count(*) FROM kept"), postmaster=ask(server, POSTMASTER))
"""
COUNT = """
with running(data, say=said.append) as server:
    tell(rows=ask(server, "SELECT count(*) FROM kept"), postmaster=ask(server, POSTMASTER))
"""


@pytest.fixture(scope="module", params=["root", "user"])
def bench(request: pytest.FixtureRequest) -> Iterator[Bench]:
    if request.param == "root":
        if os.geteuid() != 0:
            pytest.skip("these tests do not run as root")
        made = root_bench()
    else:
        found, reason = user_bench()
        if found is None:
            pytest.skip(reason)
        made = found
    yield made
    made.close()


def folder_of(data: Path) -> Path:
    """Where the cluster of a data folder lives."""
    record = data / "postgres-home"
    return Path(record.read_text()) if record.exists() else data


def test_rows_outlive_the_server_and_nothing_else_changes(bench: Bench) -> None:
    around = [*bench.folder.parents, bench.folder, Path("/var/lib"), Path("/var")]
    before = [(p.stat().st_mode, p.stat().st_uid, p.stat().st_gid) for p in around]
    accounts = [Path(name).read_bytes() for name in ("/etc/passwd", "/etc/group")]

    first = bench.run(KEEP_ROW)
    second = bench.run(COUNT)

    assert (first["rows"], second["rows"]) == (1, 1)
    assert gone(first["postmaster"])
    assert gone(second["postmaster"])
    warned = [text for text in first["said"] if "chỉ để dùng thử" in text]
    assert len(warned) == (1 if bench.who == "root" else 0)
    assert [(p.stat().st_mode, p.stat().st_uid, p.stat().st_gid) for p in around] == before
    assert [Path(name).read_bytes() for name in ("/etc/passwd", "/etc/group")] == accounts
    assert stat.S_IMODE((bench.data / "postgres-password").stat().st_mode) == 0o600
    assert stat.S_IMODE((bench.data / "postgres.log").stat().st_mode) == 0o600
    assert stat.S_IMODE((folder_of(bench.data) / "postgres").stat().st_mode) == 0o700
    assert stat.S_IMODE((folder_of(bench.data) / "socket").stat().st_mode) == 0o700


def test_settings_and_vietnamese(bench: Bench) -> None:
    told = bench.run("""
with running(data, say=said.append) as server:
    ask(server, "DROP DATABASE IF EXISTS made_later")
    ask(server, "CREATE DATABASE made_later")
    later = server.url.replace("@/thidua?", "@/made_later?")
    with psycopg.connect(later) as connection:
        tell(extensions=sorted(r[0] for r in connection.execute("SELECT extname FROM pg_extension")))
    names = "server_encoding data_checksums fsync jit listen_addresses max_connections shared_buffers"
    tell(settings={n: ask(server, f"SHOW {n}") for n in names.split()},
         methods=ask(server, "SELECT array_agg(DISTINCT auth_method) FROM pg_hba_file_rules"),
         trigrams=ask(server, "SELECT cardinality(show_trgm('Nguyễn'))"),
         bare=ask(server, "SELECT unaccent('Nguyễn Đặng')"), small=ask(server, "SELECT lower('ĐẶNG')"))
""")
    assert told["settings"] == {
        "server_encoding": "UTF8",
        "data_checksums": "on",
        "fsync": "on",
        "jit": "off",
        "listen_addresses": "",
        "max_connections": "60",
        "shared_buffers": "128MB",
    }
    assert told["methods"] == ["scram-sha-256"]
    assert told["trigrams"] == 7  # one word of six letters; a parted word would give six
    assert (told["bare"], told["small"]) == ("Nguyen Dang", "đặng")
    assert told["extensions"] == ["btree_gist", "pg_trgm", "plpgsql", "unaccent"]


def test_no_tcp_port_and_no_entry_without_password(bench: Bench) -> None:
    holder = bench.start(HOLD)
    pid = heard(holder)["postmaster"]
    tables = [Path(f"/proc/net/{name}") for name in ("tcp", "tcp6")]
    inodes = {line.split()[9] for t in tables if t.exists() for line in t.read_text().splitlines()[1:]}
    sockets = {
        os.readlink(fd)[8:-1] for fd in Path(f"/proc/{pid}/fd").iterdir() if "socket:" in os.readlink(fd)
    }
    refused = bench.run("""
with running(data, say=said.append) as server:
    try:
        psycopg.connect(server.url.replace(server.password, "wrong")).close()
        tell(refused=False)
    except psycopg.OperationalError:
        tell(refused=True)
""")
    let_go(holder)
    assert sockets  # the Unix socket at least
    assert sockets & inodes == set()
    assert refused["refused"] is True


def test_killed_server_restarts_with_committed_rows(bench: Bench) -> None:
    told = bench.run("""
with running(data, say=said.append) as server:
    ask(server, "CREATE TABLE IF NOT EXISTS committed (id int)")
    ask(server, "TRUNCATE committed")
    ask(server, "INSERT INTO committed SELECT generate_series(1, 1000)")
    first = ask(server, POSTMASTER)
    os.kill(first, signal.SIGKILL) if os.geteuid() == 0 else subprocess.run(["kill", "-9", str(first)])
    with running(data, say=said.append) as again:
        tell(rows=ask(again, "SELECT count(*) FROM committed"), same=ask(again, POSTMASTER) == first)
""")
    assert told == {"rows": 1000, "same": False}


def test_server_of_a_killed_program_is_adopted_and_then_stopped(bench: Bench) -> None:
    killed = bench.start(HOLD)
    pid = heard(killed)["postmaster"]
    killed.kill()
    killed.communicate()
    assert lives(pid)

    assert bench.run(COUNT.replace("kept", "pg_class"))["postmaster"] == pid
    assert gone(pid)


def test_the_last_of_two_stops_the_server(bench: Bench) -> None:
    one, two = bench.start(HOLD), bench.start(HOLD)
    first, second = heard(one)["postmaster"], heard(two)["postmaster"]
    assert first == second

    let_go(one)
    assert lives(first)
    assert let_go(two) == {"alive": 1}
    assert gone(first)


def test_five_first_starts_at_once_share_one_cluster(bench: Bench) -> None:
    data = bench.folder / "five"
    holders = [bench.start(HOLD, data) for _ in range(5)]
    told = [heard(holder) for holder in holders]
    assert len({t["postmaster"] for t in told}) == 1
    assert [let_go(holder) for holder in holders] == [{"alive": 1}] * 5
    assert gone(told[0]["postmaster"])


def test_interrupt_reaches_the_program_and_not_its_database(bench: Bench) -> None:
    holder = bench.start("""
with running(data, say=said.append) as server:
    try:
        tell(postmaster=ask(server, POSTMASTER))
        time.sleep(60)
    except KeyboardInterrupt:
        tell(alive=ask(server, "SELECT 1"))
""")
    pid = heard(holder)["postmaster"]
    os.killpg(holder.pid, signal.SIGINT)
    assert heard(holder) == {"alive": 1}
    holder.communicate(timeout=30)
    assert gone(pid)


def test_forked_child_that_leaves_stops_nothing(bench: Bench) -> None:
    told = bench.run("""
with running(data, say=said.append) as server:
    if os.fork() == 0:
        sys.exit(0)
    os.wait()
    tell(alive=ask(server, "SELECT 1"))
""")
    assert told == {"alive": 1}


def test_remains_of_a_killed_server_are_waited_for(bench: Bench) -> None:
    holder = bench.start(HOLD)
    pid = heard(holder)["postmaster"]
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    holder.kill()
    holder.communicate()
    os.kill(int(children[0]), signal.SIGSTOP)  # it cannot notice that its server dies
    os.kill(pid, signal.SIGKILL)
    log = bench.data / "postgres.log"
    waiting = bench.start(COUNT.replace("kept", "pg_class"))
    deadline = time.monotonic() + 12  # a busy machine may take seconds to reach the first try
    while "is still in use" not in log.read_text() and time.monotonic() < deadline:
        time.sleep(0.1)
    told = "is still in use" in log.read_text()
    os.kill(int(children[0]), signal.SIGCONT)
    assert told
    assert heard(waiting)["postmaster"] != pid
    assert waiting.wait(30) == 0


def test_number_of_a_dead_server_taken_by_a_stranger(bench: Bench) -> None:
    told = bench.run("""
cluster._STALE = 1
with running(data, say=said.append) as server:
    folder = pathlib.Path(ask(server, "SHOW data_directory"))
apart = dict(cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
stranger = subprocess.Popen(["sleep", "60"], **apart)
if os.geteuid() == 0:
    stranger.kill()
    stranger.wait()
    stranger = subprocess.Popen(["sleep", "60"], **apart, user="nobody")
(folder / "postmaster.pid").write_text(f"{stranger.pid}\\n{folder}\\n")
with running(data, say=said.append) as server:
    tell(alive=ask(server, "SELECT 1"), stranger=stranger.poll())
stranger.kill()
stranger.wait()
""")
    assert told == {"alive": 1, "stranger": None}


def test_lost_socket_is_made_again(bench: Bench) -> None:
    told = bench.run("""
cluster._STALE = 1
with running(data, say=said.append) as server:
    for left in pathlib.Path(server.host).iterdir():
        left.unlink()
    with running(data, say=said.append) as again:
        tell(alive=ask(again, "SELECT 1"))
""")
    assert told == {"alive": 1}


def test_killed_first_start_leaves_no_half_cluster(bench: Bench) -> None:
    data = bench.folder / "half"
    starting = bench.start(HOLD, data)
    deadline = time.monotonic() + 20
    while not list(folder_of(data).glob("postgres.new-*/PG_VERSION")):
        assert time.monotonic() < deadline
        time.sleep(0.005)
    starting.kill()
    starting.communicate()
    assert not (folder_of(data) / "postgres").exists()

    assert bench.run(KEEP_ROW, data)["rows"] == 1
    assert list(folder_of(data).glob("postgres.new-*")) == []
    assert not (folder_of(data) / "initial-password").exists()


def test_temporary_cluster_is_removed(bench: Bench) -> None:
    told = bench.run("""
with running(None, say=said.append) as server:
    tell(folder=ask(server, "SHOW data_directory"), host=server.host, postmaster=ask(server, POSTMASTER))
""")
    assert gone(told["postmaster"])
    assert not Path(told["folder"]).parent.exists()
    assert not Path(told["host"]).exists()


def test_temporary_cluster_of_a_killed_program_is_swept(bench: Bench) -> None:
    own = {"TMPDIR": str(bench.folder)}  # another run of the tests must not sweep it first
    killed = bench.start(HOLD.replace("running(data", "running(None"), **own)
    left = heard(killed)
    killed.kill()
    killed.communicate()
    assert lives(left["postmaster"])

    bench.run("with running(None, say=said.append): pass", **own)
    assert gone(left["postmaster"])
    assert not Path(left["folder"]).parent.exists()


@pytest.mark.parametrize("name", ["x" * 120, "Thi đua, khen thưởng “2023” it's"])
def test_long_and_odd_paths(bench: Bench, name: str) -> None:
    data = bench.folder / name
    told = bench.run(KEEP_ROW, data)
    assert told["rows"] == 1
    assert bench.run(COUNT, data)["rows"] == 1


def test_copied_data_folder_never_meets_the_original(bench: Bench) -> None:
    copy = bench.folder / "copy"
    bench.run(KEEP_ROW)
    if bench.who == "root":
        shutil.copytree(bench.data, copy)
        assert "là bản sao" in bench.fault("with running(data, say=said.append): pass", copy)
        shutil.rmtree(copy)
        return
    made = bench.start(
        "import shutil; shutil.copytree(data, data.parent / 'copy', ignore=shutil.ignore_patterns('.s.*'))"
    )
    assert made.communicate()[1] == ""
    one, two = bench.start(HOLD), bench.start(HOLD, copy)
    first, second = heard(one), heard(two)
    assert (first["folder"], second["folder"]) == (f"{bench.data}/postgres", f"{copy}/postgres")
    assert first["postmaster"] != second["postmaster"]
    let_go(one)
    let_go(two)


def test_moved_data_folder_keeps_its_rows(bench: Bench) -> None:
    data, moved = bench.folder / "old", bench.folder / "new"
    bench.run(KEEP_ROW, data)
    data.rename(moved)
    assert bench.run(COUNT, moved)["rows"] == 1


def test_address_in_the_environment_starts_nothing(bench: Bench) -> None:
    told = bench.run("""
with running(data, say=said.append) as server:
    os.environ["DATABASE_URL"] = server.url
    untouched = data.parent / "untouched"
    with running(untouched, say=said.append) as named:
        tell(same=(named == server), made=untouched.exists(), alive=ask(named, "SELECT 1"))
""")
    assert told == {"same": True, "made": False, "alive": 1}


@pytest.mark.skipif(not SYSTEM, reason="no PostgreSQL of the system in /usr/lib/postgresql")
def test_system_postgresql_and_its_cluster(bench: Bench) -> None:
    data, newest = bench.folder / "system", max(int(path.parts[4]) for path in SYSTEM)
    told = bench.run(KEEP_ROW + "    tell(version=server.version)\n", data, THIDUA_POSTGRES="system")
    assert (told["rows"], told["version"]) == (1, newest)
    # without the wish the cluster's own version is still the one that serves
    assert bench.run(COUNT, data)["rows"] == 1
    refused = bench.fault("with running(data, say=said.append): pass", data, THIDUA_POSTGRES="embedded")
    assert f"đã tạo bằng PostgreSQL {newest}" in refused


def test_cluster_of_another_user_is_refused(bench: Bench) -> None:
    if os.geteuid() != 0:
        pytest.skip("needs root and a second user")
    bench.run(KEEP_ROW)
    if bench.who == "user":
        # root meets the folder of a normal user
        other = root_bench()
        said = other.fault("with running(data, say=said.append): pass", bench.data)
        other.close()
        assert f"Cơ sở dữ liệu trong {bench.data} thuộc về người dùng nobody." in said
    else:
        other, reason = user_bench()
        if other is None:
            pytest.skip(reason)
        open_data = Path(tempfile.mkdtemp(prefix="thidua-shown-", dir="/tmp"))
        (open_data / "postgres-home").write_text((bench.data / "postgres-home").read_text())
        open_data.chmod(0o777)
        said = other.fault("with running(data, say=said.append): pass", open_data)
        other.close()
        shutil.rmtree(open_data)
        assert f"Cơ sở dữ liệu của thư mục {open_data} do quyền root tạo ra." in said
