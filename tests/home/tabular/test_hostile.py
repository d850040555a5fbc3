import os
import subprocess
import sys
from pathlib import Path

import pytest

from .hostile import FILES

PROJECT = Path(__file__).parents[3]
#: A long text that no cell points to is weight, but no reason to refuse the table beside it.
HARMLESS = {"one endless string"}


@pytest.fixture(scope="module")
def verdicts():
    """What became of each file, and how the process that read it ended."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.home.tabular.hostile"],
        cwd=PROJECT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "lmi_site.settings.test", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {
        name: (verdict, status) for name, verdict, status in (line.split("\t") for line in done.stdout.splitlines())
    }


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_gets_its_verdict_in_words_within_150_mb(name, verdicts):
    verdict, status = verdicts[name]
    assert status == "0", "the process that read it was killed or raised"
    assert verdict == "read" if name in HARMLESS else verdict.startswith("refused: ")
