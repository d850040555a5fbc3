"""Production takes everything from the environment, says what is missing, and is as strict as browsers allow."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
WORDS = {
    "LMI_SECRET_KEY": "b7!kq0w-2m^x5@z9r#t1v&n4p*s6u(y8e)i3o+a_c=dfghjl1QWERTY",
    "LMI_ALLOWED_HOSTS": "lmi.example.go.th, www.lmi.example.go.th",
    "LMI_BASE_URL": "https://lmi.example.go.th",
    "EMAIL_URL": "smtp+tls://user:p%40ss@mail.example.go.th",
    "LMI_MAIL_FROM": "lmi@example.go.th",
}
#: What every start of the site begins with, and nothing after it.
START = ("-c", "import lmi_site.settings.production")


@pytest.fixture
def run(tmp_path):
    """Run Python or manage.py under the production settings, in a process with no other words than the given ones."""

    def run(*arguments, drop=(), **words) -> subprocess.CompletedProcess:
        environment = {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "lmi_site.settings.production",
            "LMI_VAR": str(tmp_path),
            "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
            **WORDS,
            **words,
        }
        for word in drop:
            environment.pop(word)
        return subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )

    return run


def ask(run, expression: str, **words):
    """The value of an expression over the settings, through JSON."""
    code = f"import json; import lmi_site.settings.production as settings; print(json.dumps({expression}))"
    result = run("-c", code, **words)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_check_deploy_is_clean(run):
    result = run("-W", "error::DeprecationWarning", "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout


@pytest.mark.parametrize("word", [*WORDS, "DATABASE_URL"])
def test_a_missing_word_is_named(run, word):
    result = run(*START, drop=[word])
    assert result.returncode != 0
    sentence = result.stderr.strip().splitlines()[-1]
    assert "does not start" in sentence
    assert word in sentence


def test_all_missing_words_are_named_at_once(run):
    sentence = run(*START, drop=[*WORDS, "DATABASE_URL"]).stderr.strip().splitlines()[-1]
    assert all(word in sentence for word in WORDS)


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("LMI_SECRET_KEY", "short"),
        ("LMI_SECRET_KEY", "a" * 60),
        ("LMI_ALLOWED_HOSTS", "*"),
        ("LMI_BASE_URL", "http://lmi.example.go.th"),
        ("LMI_BASE_URL", "lmi.example.go.th"),
        ("EMAIL_URL", "mail.example.go.th"),
    ],
)
def test_a_word_that_makes_no_sense_is_refused_in_words(run, word, value):
    result = run(*START, **{word: value})
    assert result.returncode != 0
    assert word in result.stderr.strip().splitlines()[-1]
    assert value not in result.stderr.strip().splitlines()[-1] or len(value) == 1


def test_mail_is_read_from_its_address(run):
    expression = (
        "[settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS, settings.EMAIL_HOST_PASSWORD,"
        " settings.EMAIL_TIMEOUT]"
    )
    assert ask(run, expression) == ["mail.example.go.th", 587, True, "p@ss", 15]


def test_a_proxy_is_believed_only_when_there_is_one(run):
    assert ask(run, "getattr(settings, 'SECURE_PROXY_SSL_HEADER', None)") is None
    assert ask(run, "settings.SECURE_PROXY_SSL_HEADER", LMI_PROXIES="1") == ["HTTP_X_FORWARDED_PROTO", "https"]


HEADERS = """
import django, json
django.setup()
from django.test import Client
client = Client(headers={"host": "lmi.example.go.th"})
plain = client.get("/admin/login/")
secure = client.get("/admin/login/", secure=True)
alive = client.get("/-/live")
print(json.dumps({
    "redirect": [plain.status_code, plain.headers.get("Location")],
    "alive": alive.status_code,
    "headers": dict(secure.headers),
    "cookies": {name: [bool(m["secure"]), bool(m["httponly"]), m["samesite"], m["path"], m["domain"]]
                for name, m in secure.cookies.items()},
}))
"""


def test_what_a_browser_gets(run):
    assert run("manage.py", "collectstatic", "--noinput", "-v0").returncode == 0
    assert run("manage.py", "migrate", "-v0").returncode == 0
    result = run("-c", HEADERS)
    assert result.returncode == 0, result.stderr
    seen = json.loads(result.stdout.strip().splitlines()[-1])
    assert seen["redirect"] == [301, "https://lmi.example.go.th/admin/login/"]
    assert seen["alive"] == 200
    headers = seen["headers"]
    assert headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains; preload"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "no-store" in headers["Cache-Control"]
    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert seen["cookies"] == {"__Host-csrf": [True, True, "Lax", "/", ""]}


def test_logs_can_be_lines_of_json(run):
    code = "import django, logging; django.setup(); logging.getLogger('x').warning('ข่าว %s', 7)"
    line = json.loads(run("-c", code, LMI_LOG="json").stderr.strip().splitlines()[-1])
    assert (line["level"], line["logger"], line["message"]) == ("WARNING", "x", "ข่าว 7")
