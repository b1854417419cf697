"""Looking at pictures that strangers made: what they are, how large, and a copy to show.

Only PNG, JPEG, GIF and WebP are decoded, only their first frame, and none with more than 40 million
pixels: a picture of a few hundred bytes can unfold to gigabytes.  This belongs into a process of
its own (``db.importing.workers``), where memory and time are bounded, too.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from db.errors import KnownError

MOST_BYTES = 32 << 20
MOST_PIXELS = 40_000_000
SHOWN_WIDTH = 1_200
SHOWN_HEIGHT = 1_600

_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_TYPES = {
    "PNG": "image/png",
    "JPEG": "image/jpeg",
    "GIF": "image/gif",
    "WEBP": "image/webp",
}
_QUALITY = 85
_ORIENTATION = 0x0112
_LYING = 5
"""Exif 2.3, tag Orientation: from 5 on, rows are columns."""


class NotAPicture(KnownError):
    """Bytes that are no picture, of a kind that is not shown, damaged, or too large to unfold."""

    code = "not-a-picture"


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as it is shown: its kind, its own size in pixels, and a scaled copy.

    Attributes:
        media_type: e.g. ``image/png``.
        width: of the original.
        height: of the original.
        scaled: PNG or JPEG, at most 1,200 by 1,600 pixels, the first frame alone.
        scaled_width: of the copy.
        scaled_height: of the copy.
    """

    media_type: str
    width: int
    height: int
    scaled: bytes
    scaled_width: int
    scaled_height: int


def look_at(data: bytes, name: str, *, whole: bool = False) -> Shown:
    """Decode a picture and make the copy that is shown.

    Args:
        data: the original bytes.
        name: what to call it in an error.
        whole: make a copy in the size of the original, for looking at it closely.

    Raises:
        NotAPicture: it is none, or one that is not shown; the error says why.
    """
    # loaded at first use: the library opens without it
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415

    if len(data) > MOST_BYTES:
        raise _too_large(name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                kind = image.format or ""
                width, height = image.size
                if width * height > MOST_PIXELS or not width or not height:
                    raise _too_large(name)
                if not whole:  # JPEG decodes to less at once
                    image.draft("RGB", (SHOWN_WIDTH, SHOWN_HEIGHT))
                image.load()
                upright = ImageOps.exif_transpose(image)
                if image.getexif().get(_ORIENTATION, 1) >= _LYING:
                    width, height = height, width
                if not whole:
                    upright.thumbnail((SHOWN_WIDTH, SHOWN_HEIGHT))
                scaled, size = _encoded(upright, kind)
    except UnidentifiedImageError as error:
        raise NotAPicture(
            "{name} is no picture of a kind that is shown (PNG, JPEG, GIF, WebP).",
            "Choose another file, or save the picture as PNG.",
            str(error),
            name=name,
        ) from error
    except Image.DecompressionBombError as error:
        raise _too_large(name) from error
    except Image.DecompressionBombWarning as error:
        raise _too_large(name) from error
    except (OSError, ValueError, SyntaxError, EOFError, OverflowError, Warning) as error:
        raise NotAPicture(
            "{name} is damaged: it cannot be decoded as a picture.",
            "Look for another copy of it.",
            str(error),
            name=name,
        ) from error
    return Shown(_TYPES[kind], width, height, scaled, *size)


def _encoded(image: object, kind: str) -> tuple[bytes, tuple[int, int]]:
    """Write the copy: photographs as JPEG, all with transparency or few colours as PNG."""
    from PIL import Image  # noqa: PLC0415

    if not isinstance(image, Image.Image):
        raise TypeError(image)
    out = io.BytesIO()
    if kind == "JPEG":
        image.convert("RGB").save(out, "JPEG", quality=_QUALITY)
    else:
        plain = image if image.mode in ("L", "RGB", "RGBA") else image.convert("RGBA")
        plain.save(out, "PNG")
    return out.getvalue(), image.size


def _too_large(name: str) -> NotAPicture:
    return NotAPicture(
        "{name} is too large to be shown (at most {pixels} million pixels and {megabytes} MB).",
        "Scale it down with another program.",
        name=name,
        pixels=MOST_PIXELS // 1_000_000,
        megabytes=MOST_BYTES >> 20,
    )
