"""A photo is taken for what it is, made small, and nothing else comes with it."""

import json
import subprocess
import sys
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from storebook.base.errors import Refused
from storebook.base.pictures import (
    LONGEST_SIDE,
    MOST_BYTES,
    THUMB_SIDE,
    Picture,
    read_logo_file,
    read_picture,
    read_picture_file,
    turned,
)
from tests.nasty_pictures import NASTY, TAKEN, hundred_megabytes, nasty_pictures, saved

ROOT = Path(__file__).resolve().parents[2]
RED, WHITE = (200, 20, 30), (255, 255, 255)
LONGEST_SECONDS = 2
MOST_MEMORY = 300_000_000


def opened(jpeg: bytes) -> Image.Image:
    return Image.open(BytesIO(jpeg), formats=["JPEG"])


def color(picture: Picture, across: float = 0.5, down: float = 0.5) -> tuple[int, ...]:
    """The color at a place of the picture, given as parts of its width and height."""
    image = opened(picture.jpeg)
    found = image.getpixel((int(across * image.width), int(down * image.height)))
    assert isinstance(found, tuple)
    return found


def is_like(found: tuple[int, ...], wanted: tuple[int, ...], by: int = 12) -> bool:
    return all(abs(one - other) <= by for one, other in zip(found, wanted, strict=True))


def noise(width: int, height: int) -> Image.Image:
    """What compresses worst of all."""
    parts = [Image.effect_noise((width, height), 90) for _ in range(3)]
    return Image.merge("RGB", parts)


def with_notes(**tags: object) -> bytes:
    """A photo red at the left and white at the right, with what a camera writes into one."""
    image = Image.new("RGB", (400, 200), WHITE)
    image.paste(RED, (0, 0, 200, 200))
    exif = Image.Exif()
    exif[0x0112] = tags.get("orientation", 1)
    exif[0x010F] = "Acme Camera of Rye"
    exif.get_ifd(0x8769)[0x9003] = tags.get("taken", "2026:11:02 10:11:12")
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (42.0, 58.0, 12.0)
    return saved("JPEG", image, exif=exif, comment=b"written by the telephone", quality=95)


# -- what is kept


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_of_each_kind_is_kept_as_a_jpeg(kind: str) -> None:
    picture = read_picture(saved(kind, Image.new("RGB", (400, 300), RED)))

    assert (picture.width, picture.height) == opened(picture.jpeg).size == (400, 300)
    assert is_like(color(picture), RED)


def test_a_large_photo_is_made_small_and_keeps_its_shape() -> None:
    picture = read_picture(saved("JPEG", Image.new("RGB", (6_000, 4_000), RED)))

    assert (picture.width, picture.height) == (LONGEST_SIDE, 1_067)
    assert opened(picture.thumb).size == (THUMB_SIDE, THUMB_SIDE)


def test_the_worst_of_all_photos_takes_no_more_room_than_any() -> None:
    picture = read_picture(saved("JPEG", noise(1_800, 1_500), quality=95))

    assert len(picture.jpeg) <= MOST_BYTES
    assert max(picture.width, picture.height) < LONGEST_SIDE


def test_a_small_photo_is_not_made_larger() -> None:
    picture = read_picture(saved("PNG", Image.new("RGB", (40, 30), RED)))

    assert (picture.width, picture.height) == (40, 30)
    assert opened(picture.thumb).size == (30, 30)


def test_a_stripe_keeps_at_least_one_point_of_its_height() -> None:
    picture = read_picture(saved("PNG", Image.new("RGB", (9_000, 2), RED)))

    assert (picture.width, picture.height) == (LONGEST_SIDE, 1)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_however_the_camera_was_held_the_photo_stands_upright(orientation: int) -> None:
    picture = read_picture(with_notes(orientation=orientation))

    red = {
        1: (0.2, 0.5), 2: (0.8, 0.5), 3: (0.8, 0.5), 4: (0.2, 0.5),
        5: (0.5, 0.2), 6: (0.5, 0.2), 7: (0.5, 0.8), 8: (0.5, 0.8),
    }[orientation]  # fmt: skip
    assert is_like(color(picture, *red), RED)
    assert (picture.width > picture.height) == (orientation < 5)


def test_where_it_was_taken_and_by_what_does_not_come_into_the_book() -> None:
    picture = read_picture(with_notes())

    for jpeg in (picture.jpeg, picture.thumb):
        assert not {"exif", "comment", "icc_profile"} & opened(jpeg).info.keys()
        assert b"Acme" not in jpeg
        assert b"telephone" not in jpeg


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026:11:02 10:11:12", date(2026, 11, 2)),
        ("0000:00:00 00:00:00", None),
        ("1904:01:01 00:00:00", None),
        ("yesterday", None),
    ],
)
def test_the_day_is_taken_over_where_the_camera_knew_it(written: str, day: date | None) -> None:
    assert read_picture(with_notes(taken=written)).taken_on == day


def test_what_can_be_seen_through_stands_on_white() -> None:
    clear = Image.new("RGBA", (60, 60), (0, 0, 0, 0))
    clear.paste((*RED, 255), (0, 0, 30, 60))
    palette = Image.new("P", (60, 60), 0)
    palette.putpalette([0, 0, 0, *RED])
    palette.paste(1, (0, 0, 30, 60))
    for data in (saved("PNG", clear), saved("WEBP", clear), saved("PNG", palette, transparency=0)):
        picture = read_picture(data)

        assert is_like(color(picture, 0.2), RED, by=20)
        assert is_like(color(picture, 0.9), WHITE)


def test_sixteen_bits_of_gray_are_as_bright_as_eight() -> None:
    deep = Image.new("I;16", (60, 60), 0x8000)

    assert is_like(color(read_picture(saved("PNG", deep))), (128, 128, 128), by=3)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA"])
def test_every_mode_can_be_taken(mode: str) -> None:
    assert read_picture(saved("PNG", Image.new("RGB", (50, 40), RED).convert(mode))).width == 50


def test_inks_become_light() -> None:
    picture = read_picture(saved("JPEG", Image.new("CMYK", (60, 60), (0, 255, 255, 0))))

    assert is_like(color(picture), (255, 0, 0), by=40)


def test_colors_by_a_profile_are_those_of_the_screen() -> None:
    data = saved("JPEG", Image.new("RGB", (60, 60), RED), icc_profile=swapped_colors())

    assert color(read_picture(data)) != color(read_picture(saved("JPEG", plain_red())))


def plain_red() -> Image.Image:
    return Image.new("RGB", (60, 60), RED)


def swapped_colors() -> bytes:
    """A profile that says red where others say blue: sRGB with its first two colors exchanged."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    tags = {bytes(profile[at : at + 4]): at for at in range(132, 132 + 12 * 20, 12)}
    red, blue = tags[b"rXYZ"], tags[b"bXYZ"]
    profile[red : red + 4], profile[blue : blue + 4] = b"bXYZ", b"rXYZ"
    return bytes(profile)


# -- turning


def test_a_turned_photo_has_its_left_at_the_top() -> None:
    picture = read_picture(with_notes())

    right = turned(picture.jpeg, 1)

    assert (right.width, right.height) == (picture.height, picture.width)
    assert is_like(color(right, 0.5, 0.2), RED)
    assert is_like(color(right, 0.5, 0.8), WHITE)


def test_a_photo_turned_all_the_way_round_looks_as_it_did() -> None:
    picture = read_picture(saved("JPEG", Image.radial_gradient("L").convert("RGB")))

    again = picture
    for _ in range(8):
        again = turned(again.jpeg, 1)

    before, after = opened(picture.jpeg).convert("L"), opened(again.jpeg).convert("L")
    worst = max(abs(a - b) for a, b in zip(before.tobytes(), after.tobytes(), strict=True))
    assert worst <= 6


# -- what is refused


def test_what_is_no_photo_is_told_by_its_bytes_and_not_by_its_name(tmp_path: Path) -> None:
    for path in nasty_pictures(tmp_path):
        if path.name in TAKEN:
            assert read_picture_file(path).width >= 1
        else:
            with pytest.raises(Refused) as refusal:
                read_picture_file(path)
            assert refusal.value.field == "photo"


def test_a_picture_of_an_iphone_is_refused_in_words_that_help() -> None:
    with pytest.raises(Refused, match="Most Compatible"):
        read_picture(NASTY["telephone.jpg"]())


def test_a_huge_file_of_nothing_is_not_read_to_its_end(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no picture"):
        read_picture_file(hundred_megabytes(tmp_path))


def test_a_huge_photo_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "huge.jpg"
    with path.open("wb") as stream:
        stream.write(saved("JPEG"))
        stream.truncate(70_000_000)

    with pytest.raises(Refused, match="60 MB"):
        read_picture_file(path)


def test_a_folder_and_a_file_that_has_gone_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "gone.jpg"):
        with pytest.raises(Refused, match="no such file"):
            read_picture_file(path)


def test_a_logo_is_small_and_see_through_where_it_was(tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    clear = Image.new("RGBA", (1_200, 400), (0, 0, 0, 0))
    clear.paste((*RED, 255), (0, 0, 600, 400))
    path.write_bytes(saved("PNG", clear))

    logo = Image.open(BytesIO(read_logo_file(path, (600, 300))), formats=["PNG"])

    assert logo.size == (600, 200)
    assert logo.getpixel((500, 100)) == (0, 0, 0, 0)
    assert logo.getpixel((100, 100)) == (*RED, 255)


def test_no_nasty_picture_breaks_a_logo(tmp_path: Path) -> None:
    for path in nasty_pictures(tmp_path):
        if path.name in TAKEN - {"gray bomb.png"}:
            assert read_logo_file(path, (600, 300)).startswith(b"\x89PNG")
        else:
            with pytest.raises(Refused):
                read_logo_file(path, (600, 300))


READ_ALL = """
import io, json, resource, sys, time
from pathlib import Path
from PIL import Image
from storebook.base.errors import Refused
from storebook.base.pictures import read_picture
WATCHED = ("open", "socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system")
seen, found = [], []
def high(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
def hear(event, args): seen.append(f"{event} {args[:1]}") if event in WATCHED else None
for kind in ("PNG", "WEBP", "JPEG"):  # Pillow loads its own parts by the first of each
    stream = io.BytesIO()
    Image.new("RGB", (9, 9)).save(stream, kind)
    read_picture(stream.getvalue())
sys.addaudithook(hear)
for path in sorted(Path(sys.argv[1]).iterdir()):
    data = path.read_bytes()
    seen.clear()
    before, start = high(), time.process_time()
    try: read_picture(data)
    except Refused: pass
    found.append([path.name, list(seen), time.process_time() - start, high() - before])
print(json.dumps(found))
"""


def test_no_picture_opens_a_file_or_a_line_or_takes_all_there_is(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    list(nasty_pictures(tmp_path))

    done = subprocess.run(
        [sys.executable, "-c", READ_ALL, str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert done.stderr == ""
    found = json.loads(done.stdout)
    assert len(found) == len(NASTY) >= 20
    for name, seen, seconds, memory in found:
        assert seen == [], name
        assert seconds < LONGEST_SECONDS, name
        assert memory < MOST_MEMORY, name
