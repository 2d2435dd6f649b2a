"""Pictures made anew: turned upright, at most 1.600 points wide, without what the camera wrote into them."""

from __future__ import annotations

import io
from pathlib import PurePath

from thidua.access.models import User
from thidua.documents.attachments import JPEG, PNG, keep
from thidua.documents.models import Attachment
from thidua.kernel.issues import Issue, Place, Refused

MOST_POINTS = 40_000_000
WIDEST = 1600
_KINDS = ("JPEG", "PNG")


def keep_picture(*, actor: User, file: str, content: bytes) -> Attachment:
    """Keep a photograph or drawing as JPEG, inside the transaction of an act, which writes the audit row.

    Raises Refused for what is no JPEG or PNG, is broken, or has more than 40 million points.
    """
    made = upright(file, content)
    name = f"{PurePath(file.replace(chr(92), '/')).stem[:120] or 'anh'}.jpg"
    return keep(actor=actor, file=name, content=made, kinds=(JPEG, PNG))


def describe_picture(
    caption: str, alternative: str, which: str = "Chưa ghi chú thích hoặc lời mô tả ảnh."
) -> None:
    """Raises Refused for a picture without a caption, or without words for those who do not see it."""
    if not caption or not alternative:
        raise Refused(Issue("picture.words", which, "Ghi cả hai; người không nhìn thấy ảnh cần lời mô tả."))


def upright(file: str, content: bytes) -> bytes:
    """The picture as a new JPEG. Raises Refused as `keep_picture` does."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # heavy, needed here only

    try:
        with Image.open(io.BytesIO(content), formats=_KINDS) as held:
            if held.width * held.height > MOST_POINTS:
                raise _refused("picture.size", "ảnh có hơn 40 triệu điểm.", "Thu nhỏ ảnh rồi gửi lại.", file)
            image = ImageOps.exif_transpose(held).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as fault:
        raise _refused("picture.broken", "không mở được ảnh.", "Gửi ảnh dạng JPEG hoặc PNG.", file) from fault
    image.thumbnail((WIDEST, WIDEST * 2))
    out = io.BytesIO()
    # A new image from the points alone: nothing of the file it came from goes along.
    Image.frombytes("RGB", image.size, image.tobytes()).save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()


def _refused(code: str, message: str, cure: str, name: str) -> Refused:
    return Refused(Issue(code, message, cure, Place(name)))
