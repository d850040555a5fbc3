"""Pictures for tests: drawn on the spot, with what a telephone writes into a photograph."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

PLACE, CAMERA = 34853, 272  # EXIF: where it was taken, and with what


def photograph(name: str = "photo.jpg", *, size=(640, 480), turned: bool = False) -> SimpleUploadedFile:
    """A JPEG that says where it was taken; `turned` as telephones save an upright picture."""
    out = BytesIO()
    exif = Image.Exif()
    exif[CAMERA] = "Telephone"
    exif.get_ifd(PLACE)[1] = "N"
    exif.get_ifd(PLACE)[2] = (18.0, 17.0, 20.0)
    if turned:
        exif[274] = 6
    Image.new("RGB", size, "#2a3b8f").save(out, "JPEG", exif=exif)
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")
