"""A server that has just started."""

import os
import subprocess
import sys

import pytest

ASKED = """
import gc, sys
import lmi_site.{gate}
print(gc.get_freeze_count() > len(gc.get_objects()), "network.views.partners" in sys.modules)
"""


@pytest.mark.parametrize("gate", ["wsgi", "asgi"])
def test_its_screens_are_loaded_before_the_first_reader_comes_and_stay(gate):
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "lmi_site.settings.test"}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ASKED.format(gate=gate)],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split() == ["True", "True"]
