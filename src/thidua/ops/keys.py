"""The keys of an installation: made once, kept in a file only its owner reads."""

from __future__ import annotations

import base64
import json
import os
import secrets
from pathlib import Path

FILE = "keys.json"


def key_file(data_dir: Path) -> Path:
    """The key file of a data folder, made when there is none. Losing it loses the personal ids."""
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = data_dir / FILE
    if path.exists():
        return path
    keys = {
        "id_encryption": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "id_lookup": base64.b64encode(secrets.token_bytes(32)).decode(),
        "web": secrets.token_urlsafe(48),
    }
    part = data_dir / f".{FILE}.{os.getpid()}"
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(keys, file)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(part, path)
    except FileExistsError:
        pass  # another process was first; its keys hold
    finally:
        part.unlink()
    return path
