"""The roots whose certificates are trusted on this installation."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings


def trusted_roots() -> tuple[Path, ...]:
    """Files of certificates in the folder of the settings; none where no folder is named."""
    folder: Path | None = settings.TRUSTED_ROOTS
    if folder is None or not folder.is_dir():
        return ()
    return tuple(sorted(p for p in folder.iterdir() if p.suffix in (".pem", ".crt", ".cer")))
