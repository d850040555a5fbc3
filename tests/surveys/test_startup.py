import subprocess
import sys

HEAVY = ("scipy", "polars", "pyreadstat")
START = (
    "import django, sys; django.setup(); import lmi_site.urls; from django.urls import reverse; reverse('survey_code');"
)


def test_the_site_starts_without_the_libraries_of_a_report():
    """They take seconds and a hundred megabytes, and no page needs them. (numpy openpyxl loads by itself.)"""
    code = f"{START} print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
