"""Files as people send them, and as somebody sends them who means harm."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import cache

from PIL import Image

CANARY = b"KANARIEPIETJE"
"""Stands in everything that comes along with a picture and is none of it."""

NAMES = [
    "foto.jpg", "../../../etc/cron.d/kanarienaam.jpg", "..\\..\\kanarienaam.exe", "/kanarienaam",
    "kanarienaam\x00.jpg", "\u202egpj.kanarienaam.exe", "kanarienaam" * 400 + ".png",
    "kanarienaam.php.jpg", ".htaccess", "CON", "", " ", ".", "..", "kanarienaam;x=.png",
    "<script>kanarienaam</script>.svg", "kanarienaam\r\nX-Own: 1.png", "%2e%2e%2fkanarienaam",
]  # fmt: skip


def jpeg(width: int = 64, height: int = 48, **more: object) -> bytes:
    """Blue above red, so that one sees which side is up."""
    picture, out = Image.new("RGB", (width, height), "red"), io.BytesIO()
    picture.paste("blue", (0, 0, width, height // 2))
    picture.save(out, "JPEG", **more)
    return out.getvalue()


def png(mode: str = "RGB", width: int = 64, height: int = 48, **more: object) -> bytes:
    """A picture without anything else."""
    out = io.BytesIO()
    Image.new(mode, (width, height)).save(out, "PNG", **more)
    return out.getvalue()


def exif(orientation: int = 1) -> bytes:
    """What a phone writes along: where, what, and which side is up."""
    found = Image.Exif()
    found[0x0112], found[0x010E], found[0x0110] = orientation, CANARY.decode(), CANARY.decode()
    found.get_ifd(0x8825).update({1: "N", 2: (52.0, 9.0, 36.0), 29: CANARY.decode()})
    return found.tobytes()


def segment(kind: int, content: bytes) -> bytes:
    """A part of a JPEG."""
    return struct.pack(">BBH", 0xFF, kind, len(content) + 2) + content


def chunk(kind: bytes, content: bytes) -> bytes:
    """A part of a PNG."""
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + check


def with_segments(*segments: bytes, of: bytes | None = None) -> bytes:
    """A JPEG with parts in front."""
    given = of or jpeg()
    return given[:2] + b"".join(segments) + given[2:]


def with_chunks(*chunks: bytes, of: bytes | None = None, behind: bool = False) -> bytes:
    """A PNG with parts before its points, or behind them."""
    given = of or png()
    at = given.index(b"IEND") - 4 if behind else 33
    return given[:at] + b"".join(chunks) + given[at:]


def two_pictures() -> bytes:
    """A JPEG as phones make them: a second picture behind the first, with a place of its own."""
    out, second = io.BytesIO(), Image.new("RGB", (64, 48), "green")
    second.encoderinfo = {"exif": exif()}
    first = Image.open(io.BytesIO(jpeg()))
    first.save(out, "MPO", save_all=True, append_images=[second], exif=exif())
    made = out.getvalue()
    return made if made.count(CANARY) > 3 else made + with_segments(segment(0xE1, exif()))


def between_scans() -> bytes:
    """A JPEG in layers, with words between two of them."""
    given = jpeg(progressive=True)
    at = given.index(b"\xff\xda", given.index(b"\xff\xda") + 2)
    return given[:at] + segment(0xFE, CANARY) + segment(0xE1, CANARY) + given[at:]


def moving() -> bytes:
    """A PNG with a second picture after the first."""
    out = io.BytesIO()
    second = Image.frombytes("RGB", (64, 48), (CANARY * 1000)[: 64 * 48 * 3])
    Image.new("RGB", (64, 48)).save(
        out, "PNG", save_all=True, append_images=[second], compress_level=0
    )
    return out.getvalue()


def unseen() -> bytes:
    """A PNG with words in the colours of points that nobody sees."""
    points = b"".join(CANARY[at : at + 3].ljust(3) + b"\x00" for at in range(0, 13, 3)) * 700
    out = io.BytesIO()
    Image.frombytes("RGBA", (64, 48), points[: 64 * 48 * 4]).save(out, "PNG", compress_level=0)
    return out.getvalue()


def zipped(*names: str) -> bytes:
    """A zip with files of these names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name in names:
            file.writestr(name, CANARY)
    return out.getvalue()


def empty_png(width: int, height: int, points: bytes = b"\x00") -> bytes:
    """A PNG that says to be of a size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(points, 9)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def empty_jpeg(width: int, height: int) -> bytes:
    """A JPEG that says to be of a size."""
    given = jpeg()
    at = given.index(b"\xff\xc0") + 5
    return given[:at] + struct.pack(">HH", height, width) + given[at + 4 :]


@cache
def with_a_rider() -> dict[str, bytes]:
    """Pictures one can look at, with something that comes along and may not stay."""
    xmp = b"http://ns.adobe.com/xap/1.0/\x00<x>" + CANARY + b"</x>"
    return {
        "exif and gps": jpeg(exif=exif(6)),
        "xmp": with_segments(segment(0xE1, xmp)),
        "icc": jpeg(icc_profile=CANARY * 20),
        "iptc": with_segments(segment(0xED, b"Photoshop 3.0\x00" + CANARY)),
        "a comment": with_segments(segment(0xFE, CANARY)),
        "every app": with_segments(*(segment(kind, CANARY) for kind in range(0xE2, 0xEE))),
        "two pictures": two_pictures(),
        "between scans": between_scans(),
        "too short a part": b"\xff\xd8\xff\xe1\x00\x01" + jpeg(exif=exif())[2:],
        "html behind a jpeg": jpeg() + b"<script>" + CANARY + b"</script>",
        "a zip behind a jpeg": jpeg() + zipped("../services.csv", "services.csv"),
        "a jpeg behind a jpeg": jpeg() + jpeg(exif=exif()),
        "text": with_chunks(chunk(b"tEXt", b"Comment\x00" + CANARY)),
        "packed text": with_chunks(chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(CANARY))),
        "text of the world": with_chunks(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + CANARY)),
        "exif in a png": with_chunks(chunk(b"eXIf", exif(8)[6:])),
        "exif behind a png": with_chunks(chunk(b"eXIf", exif(3)[6:]), behind=True),
        "icc in a png": png(icc_profile=CANARY * 20),
        "a part nobody knows": with_chunks(chunk(b"KaNa", CANARY)),
        "a zip behind a png": png() + zipped("services.csv"),
        "moving": moving(),
        "unseen": unseen(),
        "colours of a list": with_chunks(chunk(b"hIST", CANARY), of=png("P")),
        "more points than it says": empty_png(20, 20, b"\x00" * 1_220 + CANARY * 90_000),
    }


@cache
def no_pictures() -> dict[str, bytes]:
    """What is no picture, whatever it is called."""
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    gif, webp, bmp, tiff = io.BytesIO(), io.BytesIO(), io.BytesIO(), io.BytesIO()
    small = Image.new("RGB", (20, 20))
    for out, form in ((gif, "GIF"), (webp, "WEBP"), (bmp, "BMP"), (tiff, "TIFF")):
        small.save(out, form)
    return {
        "nothing": b"",
        "one byte": b"\xff",
        "svg": svg,
        "svg with a bom": b"\xef\xbb\xbf" + svg,
        "html": b"<!doctype html><script>alert(1)</script>",
        "gif": gif.getvalue(),
        "webp": webp.getvalue(),
        "bmp": bmp.getvalue(),
        "tiff": tiff.getvalue(),
        "pdf": b"%PDF-1.7\n" + CANARY,
        "mp4 with a bad box": b"\x00\x00\x00\x01ftypheic" + b"\xff" * 40,
        "heic": b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic",
        "program": b"MZ" + b"\x00" * 60,
        "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n",
        "a zip": zipped("../../x", "/etc/passwd", "services.csv"),
        "zeros": b"\x00" * 5_000,
        "a jpeg in front only": b"\xff\xd8\xff" + svg,
        "a png in front only": b"\x89PNG\r\n\x1a\n" + svg,
        "words before a jpeg": svg + jpeg(),
        "no points": empty_png(64, 48),
        "nothing high": empty_png(64, 0),
        "30k by 30k": empty_png(30_000, 30_000),
        "a bomb": empty_png(9_400, 9_400, b"\x00" * 30_000_000),
        "as large as there is": empty_png(2**31 - 1, 2**31 - 1),
        "a jpeg as large as there is": empty_jpeg(65_500, 65_500),
        "a bomb of text": with_chunks(
            *[chunk(b"zTXt", b"c\x00\x00" + zlib.compress(b"x" * 1_000_000, 9))] * 99
        ),
        "a bomb of colours": with_chunks(
            chunk(b"iCCP", b"c\x00\x00" + zlib.compress(b"x" * 50_000_000, 9))
        ),
    }


def broken(seed: int) -> Iterator[bytes]:
    """Pictures that were cut off, or of which bytes were changed, without end."""
    chance, whole = random.Random(seed), list(with_a_rider().values())
    ways: list[Callable[[bytes], bytes]] = [
        lambda given: given[: chance.randrange(len(given))],
        lambda given: given[: max(1, len(given) - chance.randrange(1, 30))],
        lambda given: _changed(given, chance),
        lambda given: given[: (at := chance.randrange(8, len(given)))] + given[at + 5 :],
        lambda given: given[:8] + chance.randbytes(chance.randrange(400)),
    ]
    while True:
        yield chance.choice(ways)(chance.choice(whole))


def _changed(given: bytes, chance: random.Random) -> bytes:
    out = bytearray(given)
    for _time in range(chance.randrange(1, 12)):
        out[chance.randrange(len(out))] = chance.randrange(256)
    return bytes(out)


def rest_of(content: bytes) -> list[str]:
    """What is in a picture besides its points: nothing, when it was drawn by us."""
    left = ["canary"] if CANARY in content else []
    if content.startswith(b"\x89PNG"):
        at, kinds = 8, []
        while at < len(content):
            (length,) = struct.unpack_from(">I", content, at)
            kinds.append(content[at + 4 : at + 8])
            at += 12 + length
        left += [str(kind) for kind in kinds if kind not in (b"IHDR", b"IDAT", b"IEND")]
        return left + (["behind"] if at != len(content) or kinds[-1] != b"IEND" else [])
    at = 2
    while content[at + 1] != 0xDA:
        kind, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if kind in (*range(0xE1, 0xF0), 0xFE) or (kind == 0xE0 and length != 16):
            left.append(hex(kind))
        at += 2 + length
    return left + (["behind"] if content.index(b"\xff\xd9", at) + 2 != len(content) else [])
