"""Whatever is uploaded, the answer is a form: never a server error, never a picture that nobody can open."""

import io
import random
import struct
import zlib

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageFile

from home.models import PortalDocument, PortalImage

pytestmark = pytest.mark.django_db

ADD, ADD_MULTIPLE = reverse("wagtailimages:add"), reverse("wagtailimages:add_multiple")
CHOOSER = reverse("wagtailimages_chooser:create")
ADD_DOCUMENT = reverse("wagtaildocs:add")


@pytest.fixture
def chief(client):
    user = User.objects.create_superuser("chief")
    client.force_login(user)
    return user


def picture(kind="PNG", size=(240, 160), **options) -> bytes:
    noise = random.Random(2569).randbytes(size[0] * size[1] * 3)
    out = io.BytesIO()
    Image.frombytes("RGB", size, noise).save(out, kind, **options)
    return out.getvalue()


def upload(client, content: bytes, name="picture.png", address=ADD, description="คนหางานเดินเข้างานนัดพบแรงงาน"):
    data = {"title": "ภาพ", "file": SimpleUploadedFile(name, content), "description": description, "collection": 1}
    return client.post(address, data)


def upload_several(client, content: bytes, name="picture.png"):
    data = {"title": "ภาพ", "files[]": SimpleUploadedFile(name, content)}
    return client.post(ADD_MULTIPLE, data)


def png_of(width: int, height: int) -> bytes:
    """A small PNG that opens to a huge picture of one grey."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(bytes(height * (width // 8 + 1)), 9)
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("kind", "name"), [("PNG", "a.png"), ("JPEG", "a.jpg"), ("GIF", "a.gif"), ("WEBP", "a.webp")])
def test_a_whole_picture_is_kept(client, chief, kind, name):
    assert upload(client, picture(kind), name).status_code == 302
    assert PortalImage.objects.get().description.startswith("คนหางาน")


@pytest.mark.parametrize(("kind", "name"), [("PNG", "a.png"), ("JPEG", "a.jpg"), ("WEBP", "a.webp")])
@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.95])
def test_a_picture_cut_off_on_its_way_is_a_sentence_on_the_form(client, chief, kind, name, share):
    whole = picture(kind)
    cut = whole[: int(len(whole) * share)]
    response = upload(client, cut, name)
    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    several = upload_several(client, cut, name).json()
    assert several["success"] is False
    assert several["error_message"]
    assert not PortalImage.objects.exists()


def test_no_mutation_of_a_picture_breaks_the_server(client, chief):
    dice = random.Random(7)
    for kind, name in (("PNG", "a.png"), ("JPEG", "a.jpg"), ("GIF", "a.gif"), ("WEBP", "a.webp")):
        whole = picture(kind, size=(40, 30))
        for _turn in range(25):
            spoilt = bytearray(whole)
            for _byte in range(dice.choice([1, 4, 40])):
                spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
            for address in (ADD, CHOOSER):
                assert upload(client, bytes(spoilt), name, address).status_code < 500
            assert upload_several(client, bytes(spoilt), name).status_code < 500
    for image in PortalImage.objects.all():
        assert image.get_rendition("max-20x20").file.size > 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("page.png", b"<!doctype html><script>alert(1)</script>"),
        ("empty.png", b""),
        ("picture.png.exe", b"MZ"),
        ("noise.jpg", bytes(range(256)) * 40),
    ],
)
def test_what_is_no_picture_is_refused(client, chief, name, content):
    response = upload(client, content, name)
    assert response.status_code == 200
    assert response.context["form"].errors["file"]


def test_a_jpeg_named_png_is_refused(client, chief):
    assert upload(client, picture("JPEG"), "a.png").context["form"].errors["file"]


def test_a_small_file_that_opens_to_a_huge_picture_is_refused_unopened(client, chief, monkeypatch):
    bomb = png_of(11_000, 11_000)
    assert len(bomb) < 30_000
    opened = []
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda self: opened.append(self.size))
    assert "121" in str(upload(client, bomb).context["form"].errors["file"])
    assert opened == []


def test_a_moving_picture_without_end_is_refused(client, chief, settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 500
    frames = [Image.new("RGB", (4, 4), (number, 0, 0)) for number in range(150)]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=10)
    assert upload(client, out.getvalue(), "a.gif").context["form"].errors["file"]


def test_a_picture_beyond_the_limit_of_bytes_is_refused(client, chief, settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1000
    assert upload(client, picture()).context["form"].errors["file"]


@pytest.mark.parametrize("address", [ADD, CHOOSER])
@pytest.mark.parametrize("words", ["", "   "])
def test_a_picture_without_words_is_not_kept(client, chief, address, words):
    response = upload(client, picture(), address=address, description=words)
    assert response.status_code == 200
    assert not PortalImage.objects.exists()


def test_several_pictures_each_wait_for_their_words(client, chief):
    answer = upload_several(client, picture()).json()
    assert answer["success"] is True
    assert not PortalImage.objects.exists()
    number = answer["uploaded_file_id"]
    finish = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[number])
    form = {f"uploaded-image-{number}-title": "ภาพ", f"uploaded-image-{number}-collection": 1}
    assert client.post(finish, form).json()["success"] is False
    form[f"uploaded-image-{number}-description"] = "ผู้สมัครงานเข้าแถว"
    assert client.post(finish, form).json()["success"] is True
    assert PortalImage.objects.get().description == "ผู้สมัครงานเข้าแถว"


@pytest.mark.parametrize("name", ["run.exe", "page.html", "drawing.svg", "script.js", "macro.xlsm", "noname"])
def test_documents_of_other_kinds_are_refused(client, chief, name):
    data = {"title": "เอกสาร", "file": SimpleUploadedFile(name, b"x"), "collection": 1}
    assert client.post(ADD_DOCUMENT, data).context["form"].errors["file"]
    assert not PortalDocument.objects.exists()


def test_a_document_is_served_as_a_download_by_the_site_itself(client, chief):
    data = {"title": "เอกสาร", "file": SimpleUploadedFile("a.docx", b"words"), "collection": 1}
    client.post(ADD_DOCUMENT, data)
    document = PortalDocument.objects.get()
    response = client.get(document.url)
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
