"""The house keeps its shape: what import-linter cannot see is followed here."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("home", "network", "surveys", "lmi_site")


def modules(room):
    return sorted((ROOT / room).rglob("*.py"))


def templates(room):
    return sorted((ROOT / room).rglob("*.html"))


def may_use(room):
    """A room may name itself and the rooms it stands on."""
    return ROOMS[: ROOMS.index(room) + 1]


@pytest.mark.parametrize("room", ROOMS[:3])
def test_string_references_point_the_same_way_as_imports(room):
    upper = [other for other in ROOMS if other not in may_use(room)]
    pattern = re.compile(rf"^({'|'.join(upper)})\.[A-Z]\w+$")
    found = [
        f"{path.relative_to(ROOT)}: {node.value}"
        for path in modules(room)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and pattern.match(node.value)
    ]
    assert found == []


@pytest.mark.parametrize("room", ROOMS[:3])
def test_relations_between_models_point_the_same_way_as_imports(room):
    found = [
        f"{model.__name__}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_app_config(room).get_models()
        for field in model._meta.get_fields()
        if field.concrete and field.related_model and field.related_model._meta.app_label in ROOMS
        if field.related_model._meta.app_label not in may_use(room)
    ]
    assert found == []


@pytest.mark.parametrize("room", ROOMS[:3])
def test_templates_and_static_files_point_the_same_way_as_imports(room):
    pattern = re.compile(r"""\{%\s*(?:extends|include|static)\s+["'](\w+)/""")
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in templates(room)
        for name in pattern.findall(path.read_text(encoding="utf-8"))
        if name in ROOMS and name not in may_use(room)
    ]
    assert found == []


def test_raw_sql_and_unescaped_html_stay_behind_their_doors():
    """Raw SQL is the search index's business; nothing is marked safe outside the chart and cover drawings."""
    allowed = {
        "RawSQL": ("home/search/",),
        "mark_safe": ("home/templatetags/covers.py", "home/templatetags/charts.py"),
        "|safe": (),
    }
    found = [
        f"{path.relative_to(ROOT)}: {word}"
        for room in ROOMS
        for path in [*modules(room), *templates(room)]
        for word, doors in allowed.items()
        if word in path.read_text(encoding="utf-8")
        and "/migrations/" not in path.as_posix()
        and not path.relative_to(ROOT).as_posix().startswith(doors or ("-",))
    ]
    assert found == []


def imported(path):
    """The full names that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_nobody_opens_an_address_past_the_guarded_door():
    """import-linter's contract knows top-level names only; these lie inside the standard library's packages."""
    dialling = ("urllib.request", "http.client", "xmlrpc.client", "asyncio.open_connection")
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for room in ROOMS
        for path in modules(room)
        for name in imported(path)
        if name.startswith(dialling)
    ]
    assert found == []


def test_templates_carry_no_inline_style_or_script():
    """The content security policy of public pages allows neither."""
    pattern = re.compile(
        r"<style|\sstyle=|<script(?![^>]*\bsrc=)(?![^>]*application/ld\+json)|\son[a-z]+=", re.IGNORECASE
    )
    found = [
        f"{path.relative_to(ROOT)}: {match}"
        for room in ROOMS
        for path in templates(room)
        if "/home/templates/wagtail" not in path.as_posix()
        for match in pattern.findall(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_keys_are_written_without_separators():
    """Numbers are grouped in what people read: a key of 1,234 would name another field, or none."""
    found = [
        f"{path.relative_to(ROOT)}: {match}"
        for room in ROOMS
        for path in templates(room)
        for match in re.findall(r"\{\{ [\w.]*(?:\.pk|\.version|fiscal_year) \}\}", path.read_text(encoding="utf-8"))
        # The hidden field of a formset's row, drawn by its widget.
        if match != "{{ row.pk }}"
    ]
    assert found == []


def test_modules_are_named_after_what_they_know():
    # Not "services": that is a noun of this office, whose six services have pages of their own.
    shapeless = {"utils", "helpers", "common", "core", "misc", "managers", "mixins"}
    found = [path.relative_to(ROOT) for room in ROOMS for path in modules(room) if path.stem in shapeless]
    assert found == []


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
