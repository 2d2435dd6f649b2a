"""How to reach a running server, ours or the one that DATABASE_URL names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

import psycopg
from psycopg.conninfo import conninfo_to_dict

from thidua.ops.postgres.faults import DatabaseFault

ROLE = "thidua"
DATABASE = "thidua"
PORT = 5432  # names the socket file only: no TCP port is opened
OLDEST = 15  # major version
_PATIENCE = 5  # seconds to wait for an answer


@dataclass(frozen=True)
class Server:
    """A server that answered. `host` is a name or a socket folder, `version` the major version (18)."""

    url: str = field(repr=False)
    host: str
    user: str
    password: str = field(repr=False)
    dbname: str
    port: int
    version: int


def on_socket(sockets: str, password: str, version: int) -> Server:
    """The server of our own cluster behind a socket folder."""
    user, host = f"{ROLE}:{quote(password, safe='')}", quote(sockets, safe="")
    url = f"postgresql://{user}@/{DATABASE}?host={host}&port={PORT}"
    return Server(url, sockets, ROLE, password, DATABASE, PORT, version)


def at_url(url: str) -> Server:
    """The server DATABASE_URL names, after one connection to it.

    Raises DatabaseFault when the address cannot be read, nobody answers within 5 seconds
    (or the address's own connect_timeout), the sign-in is refused or the version is below 15.
    The password never appears in a message.
    """
    try:
        parts = conninfo_to_dict(url)
    except (psycopg.Error, ValueError):  # ValueError: percent codes that are not UTF-8
        # the parser's own words may quote the password
        raise DatabaseFault(
            "Không đọc được địa chỉ trong DATABASE_URL. "
            "Xin viết theo dạng postgresql://nguoi_dung:mat_khau@may_chu:5432/ten_co_so_du_lieu."
        ) from None
    patience = parts.get("connect_timeout") or _PATIENCE
    try:
        with psycopg.connect(url, connect_timeout=patience) as connection:
            info = connection.info
            server = Server(
                url,
                info.host,
                info.user,
                info.password,
                info.dbname,
                info.port,
                info.server_version // 10000,
            )
    except psycopg.Error as error:
        raise DatabaseFault(_unreachable(parts, str(error))) from None
    if server.version < OLDEST:
        raise DatabaseFault(
            f"Máy chủ trong DATABASE_URL là PostgreSQL {server.version}; cần từ bản {OLDEST}. "
            "Xin nâng cấp máy chủ hoặc dùng máy chủ khác."
        )
    return server


def _unreachable(parts: Mapping[str, object], said: str) -> str:
    where = f"{parts.get('host') or 'máy này'}, cổng {parts.get('port') or PORT}"
    known = (
        ("password authentication failed", "Tên người dùng hoặc mật khẩu không đúng. Xin sửa DATABASE_URL."),
        ("no password supplied", "Địa chỉ thiếu mật khẩu. Xin bổ sung vào DATABASE_URL."),
        ("bad value for connect_timeout", "Thời hạn không phải là số. Xin sửa DATABASE_URL."),
        ("invalid port number", "Số cổng không hợp lệ. Xin sửa DATABASE_URL."),
        ("could not translate host name", "Không tìm thấy tên máy chủ. Xin kiểm tra tên máy và mạng."),
        ("failed to resolve host", "Không tìm thấy tên máy chủ. Xin kiểm tra tên máy và mạng."),
        ("does not exist", "Chưa có cơ sở dữ liệu hoặc người dùng này trên máy chủ. Xin tạo trước."),
        ("too many clients", "Máy chủ đã hết chỗ kết nối. Xin thử lại sau."),
        ("timeout", "Máy chủ không trả lời trong thời hạn. Xin kiểm tra mạng và tường lửa."),
    )
    cure = next((told for text, told in known if text in said), "")
    if not all(port.isdigit() for port in str(parts.get("port") or PORT).split(",")):
        cure = "Cổng không phải là số. Xin sửa DATABASE_URL."
    if not cure:
        cure = "Máy chủ không trả lời. Xin kiểm tra máy chủ đã chạy chưa, đúng cổng chưa."
    return f"Không kết nối được cơ sở dữ liệu theo DATABASE_URL ({where}). {cure}"
