"""Pictures are opened completely before they are kept: what is cut off or damaged is a sentence on the form.

Wagtail's own field opens a picture before it has looked at its size, and lets Pillow's exceptions through.
"""

from contextlib import contextmanager
from threading import Lock

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageFile
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

#: All frames of a moving picture together may have this many times the pixels that one picture may have.
MOVING = 4

_strictness = Lock()


class WholePictureField(WagtailImageField):
    default_error_messages = {
        "damaged": _(
            "This picture is damaged or was cut off while it was sent. Save it again and upload it once more."
        ),
        "too_long": _("This picture moves for too long. Use one with fewer frames."),
    }

    def to_python(self, data):
        """The uploaded file, or ValidationError; what is too large is refused before it is opened."""
        if not data or not hasattr(data, "read"):
            return super().to_python(data)
        self.check_image_file_size(data)
        try:
            self._open_completely(data)
            return super().to_python(data)
        except ValidationError:
            raise
        # Pillow's readers raise whatever their format makes them trip over: OSError, SyntaxError, struct.error …
        except Exception as problem:
            raise ValidationError(self.error_messages["damaged"], code="damaged") from problem

    def _open_completely(self, file) -> None:
        file.seek(0)
        with _strictly(), Image.open(file) as picture:
            self._check_size(picture)
            for frame in range(getattr(picture, "n_frames", 1)):
                picture.seek(frame)
                picture.load()
        file.seek(0)

    def _check_size(self, picture: Image.Image) -> None:
        pixels = picture.width * picture.height
        if pixels > self.max_image_pixels:
            raise ValidationError(
                self.error_messages["file_too_many_pixels"]
                % {"num_pixels": pixels, "max_pixels_count": self.max_image_pixels},
                code="file_too_many_pixels",
            )
        frames = getattr(picture, "n_frames", 1)
        if frames > 1 and pixels * frames > MOVING * self.max_image_pixels:
            raise ValidationError(self.error_messages["too_long"], code="too_long")


@contextmanager
def _strictly():
    """WeasyPrint tells Pillow, for the whole process, to fill up what is missing of a picture; here it is an error."""
    with _strictness:
        lenient = ImageFile.LOAD_TRUNCATED_IMAGES
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = lenient


class PortalImageForm(BaseImageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):
            self.fields["file"] = WholePictureField(
                label=file.label, required=file.required, widget=file.widget, max_length=file.max_length
            )
        if "description" in self.fields:
            self.fields["description"].required = True
            self.fields["description"].help_text = _("What the picture shows, for people who cannot see it.")
