"""Building the typeface; the files it built are tested in test_fonts."""

import io
import tarfile

import pytest
from django.core.management import CommandError, call_command

from home import letterfont


def test_a_package_without_the_fonts_is_named(tmp_path):
    with pytest.raises(letterfont.SourceMissing, match="sarabun-thai-300-normal"):
        letterfont.read_source(tmp_path, "thai", 300)
    archive = tmp_path / "other.tgz"
    with tarfile.open(archive, "w:gz") as made:
        made.addfile(tarfile.TarInfo("package/readme"), io.BytesIO())
    with pytest.raises(letterfont.SourceMissing):
        letterfont.read_source(archive, "thai", 300)
    with pytest.raises(CommandError, match="holds no"):
        call_command("build_fonts", archive, to=tmp_path)
    assert not list(tmp_path.glob("*.woff2"))
