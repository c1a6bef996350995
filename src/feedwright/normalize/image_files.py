"""The type and size of an image file, from its first bytes: JPEG, PNG, GIF, WebP, AVIF/HEIF and BMP.

Sources: ITU-T T.81 Annex B (JPEG markers), W3C PNG §11.2.1, GIF89a §18, RFC 9649 (WebP), ISO/IEC 23008-12 (`ispe`).
"""

import struct
from pathlib import Path

import msgspec

_HEAD = 262_144
"""Bytes that are read: cameras put previews and profiles of up to 64 KiB a piece before the size of a JPEG."""

_JPEG_SIZES = frozenset((*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)))
_HEIF_BRANDS = {b"avif": "image/avif", b"avis": "image/avif", b"heic": "image/heic", b"mif1": "image/heif"}


class ImageFile(msgspec.Struct, frozen=True, kw_only=True):
    """What an image file says of itself."""

    type: str  # media type
    width: int | None = None  # pixels; None where the file is broken
    height: int | None = None


def read_image(path: Path) -> ImageFile | None:
    """What the file at `path` says of itself; None when it is no image of a known format. Raises OSError."""
    with path.open("rb") as file:
        return image_in(file.read(_HEAD))


def image_in(data: bytes) -> ImageFile | None:
    """What the first bytes of a file say; None when they are no image's. A truncated one has its type alone."""
    for mark, read in _FORMATS:
        if data.startswith(mark):
            return _checked(*read(data))
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        return _checked(_HEIF_BRANDS[data[8:12]], _heif_size(data))
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _checked("image/webp", _webp_size(data))
    return None


_Size = tuple[int, int] | None


def _checked(media_type: str, size: _Size) -> ImageFile:
    if size is None or min(size) < 1:
        return ImageFile(type=media_type)
    return ImageFile(type=media_type, width=size[0], height=size[1])


def _unpacked(form: str, data: bytes, at: int) -> tuple[int, int] | None:
    """Two whole numbers at `at`; None where the data end before."""
    if len(data) < at + struct.calcsize(form):
        return None
    first, second = struct.unpack_from(form, data, at)
    return int(first), int(second)


def _png(data: bytes) -> tuple[str, _Size]:
    return "image/png", _unpacked(">II", data, 16) if data[12:16] == b"IHDR" else None


def _gif(data: bytes) -> tuple[str, _Size]:
    return "image/gif", _unpacked("<HH", data, 6)


def _bmp(data: bytes) -> tuple[str, _Size]:
    size = _unpacked("<ii", data, 18)
    return "image/bmp", (size[0], abs(size[1])) if size else None


def _jpeg(data: bytes) -> tuple[str, _Size]:
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            break
        marker = data[at + 1]
        if marker == 0xFF:  # fill byte, B.1.1.2
            at += 1
            continue
        if marker in _JPEG_SIZES:
            size = _unpacked(">HH", data, at + 5)
            return "image/jpeg", (size[1], size[0]) if size else None
        standalone = marker == 0x01 or 0xD0 <= marker <= 0xD7
        at += 2 if standalone else 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return "image/jpeg", None


def _webp_size(data: bytes) -> _Size:
    kind = data[12:16]
    if kind == b"VP8X" and len(data) >= 30:
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    if kind == b"VP8L" and len(data) >= 25:
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    size = _unpacked("<HH", data, 26) if kind == b"VP8 " else None
    return (size[0] & 0x3FFF, size[1] & 0x3FFF) if size else None


def _heif_size(data: bytes) -> _Size:
    """The largest `ispe` property: the smaller ones are a thumbnail's or a tile's."""
    sizes = []
    at = data.find(b"ispe")
    while at >= 0:
        size = _unpacked(">II", data, at + 8)
        if size:
            sizes.append(size)
        at = data.find(b"ispe", at + 4)
    return max(sizes, key=lambda size: size[0] * size[1], default=None)


_FORMATS = (
    (b"\x89PNG\r\n\x1a\n", _png),
    (b"GIF87a", _gif),
    (b"GIF89a", _gif),
    (b"\xff\xd8\xff", _jpeg),
    (b"BM", _bmp),
)
