"""Photos: only pixels pass; consent first; seen only while the post is."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, PngImagePlugin

from wijkplein.delen.square import pictures
from wijkplein.delen.square.actions import add_photo, hide, let_photo_through, let_through, remove_photo, withdraw_post
from wijkplein.delen.square.models import HideReason, Photo
from wijkplein.delen.square.pictures import NotAPicture, read_picture
from wijkplein.delen.square.tests.browsing import Browser, signed_in
from wijkplein.delen.square.tests.makers import make_post, make_waiting_post, picture_bytes
from wijkplein.foundation.verbs.acting import Refused


def read(data):
    return read_picture(BytesIO(data), len(data))


def with_secrets():
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "GEHEIM", 6
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 41.0, 0.0)})
    return picture_bytes((600, 400), exif=exif, comment=b"GEHEIM", icc_profile=b"GEHEIM" * 40)


def test_a_photo_is_written_anew_without_anything_that_came_along():
    found = read(with_secrets())
    for data in (found.large, found.small):
        with Image.open(BytesIO(data)) as image:
            assert image.format == "WEBP"
            assert not image.getexif()
            assert not {"exif", "icc_profile", "xmp", "comment"} & set(image.info)
        assert b"GEHEIM" not in data


def test_a_photo_taken_sideways_stands_upright():
    found = read(with_secrets())
    assert (found.width, found.height) == (400, 600)


def test_two_sizes_and_none_larger_than_it_was():
    found = read(picture_bytes((3000, 2000)))
    assert (found.width, found.height) == (1600, 1067)
    with Image.open(BytesIO(found.small)) as small:
        assert small.width == 640
    assert read(picture_bytes((100, 80))).width == 100


def png_with_text():
    told = PngImagePlugin.PngInfo()
    told.add_text("plaats", "GEHEIM")
    return picture_bytes(kind="PNG", pnginfo=told)


@pytest.mark.parametrize(
    "data",
    [
        picture_bytes(kind="PNG", mode="RGBA"),
        picture_bytes(kind="PNG", mode="P"),
        picture_bytes(kind="WEBP"),
        png_with_text(),
    ],
)
def test_png_and_webp_are_welcome(data):
    assert b"GEHEIM" not in read(data).large


EVIL = {
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "html": b"<html><script>alert(1)</script></html>",
    "heic": b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00heicmif1" + b"\x00" * 200,
    "pdf": b"%PDF-1.7\n1 0 obj",
    "empty": b"",
    "noise": bytes(range(256)) * 40,
    "zip": b"PK\x03\x04" + b"\x00" * 300,
    "gif": picture_bytes(kind="GIF", mode="P"),
    "bmp": picture_bytes(kind="BMP"),
    "tiff": picture_bytes(kind="TIFF"),
}


@pytest.mark.parametrize("name", EVIL)
def test_anything_else_is_refused_with_what_to_do(name):
    with pytest.raises(NotAPicture, match="JPEG, PNG of WebP"):
        read(EVIL[name])


def test_a_bomb_is_refused_before_it_unfolds():
    bomb = picture_bytes((9000, 9000), kind="PNG", mode="1")
    assert len(bomb) < 100_000
    with pytest.raises(NotAPicture):
        read(bomb)


def test_between_our_limit_and_the_warning_of_the_library_there_is_no_gap(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 1000)
    with pytest.raises(NotAPicture, match="beeldpunten"):
        read(picture_bytes((100, 80)))


def test_a_file_of_more_than_twelve_megabytes_is_not_opened():
    with pytest.raises(NotAPicture, match="12 MB"):
        read_picture(BytesIO(b""), pictures.MOST_BYTES + 1)


def test_a_file_with_a_picture_in_front_and_script_behind_loses_the_script():
    assert b"<script>" not in read(picture_bytes() + b"<script>alert(1)</script>").large


@pytest.fixture
def post(cast):
    return make_post(cast, by=cast.anna)


@pytest.fixture
def media(db, tmp_path, monkeypatch):
    """Files that go with the test."""
    from wijkplein.foundation.community.storage import CommunityStorage

    monkeypatch.setattr(CommunityStorage, "base_location", tmp_path)
    monkeypatch.setattr(CommunityStorage, "location", str(tmp_path))
    return tmp_path


def put(post, by, size=(400, 300)):
    return add_photo(
        by=by,
        post=post,
        picture=read(picture_bytes(size)),
        description="Een heg",
        people_agreed=False,
        children_agreed=False,
    )


def address(photo, size="klein"):
    return reverse("square:photo", args=[photo.uuid, size])


def test_the_names_of_files_tell_nothing(media, cast, post):
    photo = put(post, cast.anna)
    assert len(photo.file.name) == len("photos/.webp") + 32
    assert str(post.uuid) not in photo.file.name


def test_everybody_sees_the_photo_of_a_post_everybody_sees(media, cast, post):
    answer = Browser().get(address(put(post, cast.anna)))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/webp"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-cache"


def test_the_page_keeps_the_place_of_a_photo_that_comes_later(media, cast, post):
    """Goal 17: nothing below it moves, so the page says how large it is, in figures a browser reads."""
    put(post, cast.anna, size=(1600, 1200))
    assert 'width="1600" height="1200"' in Browser().get(post.get_absolute_url()).content.decode()


def test_a_photo_that_did_not_change_is_not_sent_again(media, cast, post):
    url = address(put(post, cast.anna))
    etag = Browser().get(url)["ETag"]
    assert Browser().get(url, headers={"if-none-match": etag}).status_code == 304


def test_the_photo_goes_with_the_post_that_is_hidden(media, cast, post):
    photo = put(post, cast.anna)
    etag = Browser().get(address(photo))["ETag"]
    hide(by=cast.carla, message=post, reason=HideReason.UNKIND)
    assert Browser().get(address(photo), headers={"if-none-match": etag}).status_code == 404
    assert signed_in(cast.bram).get(address(photo)).status_code == 404
    assert signed_in(cast.carla).get(address(photo))["Cache-Control"] == "private, no-store"


def test_another_size_is_not_there(media, cast, post):
    assert Browser().get(address(put(post, cast.anna), "origineel")).status_code == 404


def test_the_photo_with_a_first_post_waits_with_it(media, cast):
    post = make_waiting_post(cast, by=cast.bram)
    photo = put(post, cast.bram)
    assert photo.held
    let_through(by=cast.carla, post=post)
    photo.refresh_from_db()
    assert not photo.held


def test_a_photo_that_waits_is_seen_by_the_connector_only(media, cast):
    post = make_waiting_post(cast)
    let_through(by=cast.carla, post=post)
    photo = put(post, cast.marieke)
    assert photo.held
    assert Browser().get(address(photo)).status_code == 404
    assert signed_in(cast.carla).get(address(photo)).status_code == 200
    post.refresh_from_db()
    let_photo_through(by=cast.carla, post=post)
    assert Browser().get(address(photo)).status_code == 200


def test_one_photo_a_post(media, cast, post):
    put(post, cast.anna)
    post.refresh_from_db()
    with pytest.raises(Refused, match="al een foto"):
        put(post, cast.anna)
    assert len(list((media / "photos").iterdir())) == 2


def test_somebody_else_puts_no_photo_with_it(media, cast, post):
    with pytest.raises(Refused):
        put(post, cast.bram)
    assert not list((media / "photos").iterdir())


@pytest.mark.parametrize("deed", [remove_photo, withdraw_post])
def test_what_is_taken_away_leaves_no_file(media, cast, post, deed, django_capture_on_commit_callbacks):
    put(post, cast.anna)
    post.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        deed(by=cast.anna, post=post)
    assert not Photo.objects.exists()
    assert not list((media / "photos").iterdir())


def form(data, **given):
    file = SimpleUploadedFile("IMG_2041.jpg", data, "image/jpeg")
    return {"photo": file, "description": "Een heg", "people": "niemand", **given}


def test_the_writer_puts_a_photo_with_the_form(media, cast, post):
    answer = signed_in(cast.anna).send(reverse("square:add_photo", args=[post.uuid]), form(picture_bytes()))
    assert answer.status_code == 303
    assert Photo.objects.get().description == "Een heg"


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"people": "volwassenen"}, 422),
        ({"people": "volwassenen", "people_agreed": "on"}, 303),
        ({"people": "kinderen", "people_agreed": "on"}, 422),
        ({"people": "kinderen", "people_agreed": "on", "children_agreed": "on"}, 303),
        ({"description": ""}, 422),
        ({"people": ""}, 422),
    ],
)
def test_nobody_on_a_photo_without_a_yes(media, cast, post, given, status):
    url = reverse("square:add_photo", args=[post.uuid])
    assert signed_in(cast.anna).send(url, form(picture_bytes(), **given)).status_code == status
    assert Photo.objects.exists() == (status == 303)


def test_an_evil_file_in_the_form_is_a_clear_sentence(media, cast, post):
    url = reverse("square:add_photo", args=[post.uuid])
    answer = signed_in(cast.anna).send(url, form(EVIL["svg"]))
    assert answer.status_code == 422
    assert "JPEG, PNG of WebP" in answer.content.decode()
    assert not default_storage.exists("photos") or not list((media / "photos").iterdir())


def test_a_photo_of_which_half_is_missing_is_refused_also_where_paper_is_drawn(monkeypatch):
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", True)  # weasyprint does this for the whole process
    whole = picture_bytes(size=(1200, 900), kind="JPEG")
    half = whole[: len(whole) // 2]
    with pytest.raises(NotAPicture):
        read_picture(BytesIO(half), len(half))
