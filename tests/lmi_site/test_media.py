import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404

from lmi_site.media import serve_media


def test_a_picture_is_kept_by_the_browser_for_a_month(rf, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "a.png").write_bytes(b"picture")
    response = serve_media(rf.get("/media/a.png"), "a.png")
    assert b"".join(response.streaming_content) == b"picture"
    assert response["Cache-Control"] == "public, max-age=2592000"


@pytest.mark.parametrize(("path", "refusal"), [("none.png", Http404), ("../private/a.pdf", SuspiciousFileOperation)])
def test_nothing_beside_the_pictures_is_handed_out(rf, settings, tmp_path, path, refusal):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "a.pdf").write_bytes(b"secret")
    with pytest.raises(refusal):
        serve_media(rf.get("/"), path)
