"""Keep the project's completion of the platform's Thai catalogues in step with the installed packages."""

from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

import polib
from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

DOMAINS = ("django", "djangojs")
# Django reads these catalogues although they are no app.
CORE = "django.conf"
# Not in INSTALLED_APPS (or not everywhere), so their catalogues are never read; but their sentences reach our screens.
ALSO = (
    "django.contrib.humanize",
    "import_export",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.styleguide",
    "wagtail.contrib.table_block",
)
# A package that ships no English catalogue still tells its msgids in any other language.
TEMPLATES = ("en", "de")
HEADER = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Language": "th",
    "Plural-Forms": "nplurals=1; plural=0;",
}

Key = tuple[str | None, str]


def key(entry: polib.POEntry) -> Key:
    return entry.msgctxt, entry.msgid


def live(path: Path) -> list[polib.POEntry]:
    return [entry for entry in polib.pofile(str(path)) if not entry.obsolete] if path.exists() else []


def packages() -> Iterator[tuple[str, Path, bool]]:
    """Name and locale folder of every package whose sentences we show, and whether Django reads its catalogues."""
    project = Path(settings.BASE_DIR)
    for config in apps.get_app_configs():
        folder = Path(config.path)
        inside = folder.is_relative_to(project) and "site-packages" not in folder.parts
        if not inside and (folder / "locale").is_dir():
            yield config.name, folder / "locale", True
    for name in (CORE, *ALSO):
        spec = None if apps.is_installed(name) else find_spec(name)
        if spec and spec.origin:
            yield name, Path(spec.origin).parent / "locale", name == CORE


def shipped(folder: Path, language: str, domain: str) -> tuple[list[polib.POEntry], dict[Key, polib.POEntry]]:
    """All msgids that a package ships for a domain, and those it has translated into the language."""
    paths = {code: folder / code / "LC_MESSAGES" / f"{domain}.po" for code in (*TEMPLATES, language)}
    template = next((live(paths[code]) for code in TEMPLATES if paths[code].exists()), [])
    own = live(paths[language])
    return template or own, {key(entry): entry for entry in own if entry.translated()}


def blank(entry: polib.POEntry) -> polib.POEntry:
    plural = {"msgid_plural": entry.msgid_plural, "msgstr_plural": {0: ""}} if entry.msgid_plural else {}
    flags = [flag for flag in entry.flags if flag.endswith("-format")]
    return polib.POEntry(msgid=entry.msgid, msgctxt=entry.msgctxt, flags=flags, comment="", **plural)


def completed(kept: Iterable[polib.POEntry], language: str, domain: str) -> list[polib.POEntry]:
    """The catalogue as it should be: what is kept and still used, plus blanks for what nobody has translated."""
    kept = {key(entry): entry for entry in kept}
    wanted: dict[Key, polib.POEntry] = {}
    users: dict[Key, list[str]] = {}
    for name, folder, is_read in packages():
        entries, translated = shipped(folder, language, domain)
        for entry in entries:
            if key(entry) in kept or not is_read or key(entry) not in translated:
                users.setdefault(key(entry), []).append(name)
                found = wanted.setdefault(key(entry), kept.get(key(entry)) or blank(entry))
                if entry.msgid_plural and not found.msgid_plural:
                    found.msgid_plural, found.msgstr_plural = entry.msgid_plural, {0: found.msgstr}
                    found.msgstr = ""
    for found, names in users.items():
        wanted[found].comment = " ".join(names)
    return sorted(wanted.values(), key=lambda entry: (entry.comment.split()[0], entry.msgid, entry.msgctxt or ""))


class Command(BaseCommand):
    help = "Adds the msgids that installed packages leave untranslated to the last of LOCALE_PATHS and compiles it."

    def add_arguments(self, parser):
        parser.add_argument("--language", default="th")
        parser.add_argument("--check", action="store_true", help="change nothing, fail when the catalogue is behind")

    def handle(self, *, language: str, check: bool, **options):
        behind = 0
        for domain in DOMAINS:
            path = Path(settings.LOCALE_PATHS[-1]) / language / "LC_MESSAGES" / f"{domain}.po"
            before = live(path)
            known = {key(entry) for entry in before}
            catalogue = polib.POFile(wrapwidth=110)
            catalogue.metadata = HEADER | {"Language": language}
            catalogue.extend(completed(before, language, domain))
            now = {key(entry) for entry in catalogue}
            untranslated = catalogue.untranslated_entries()
            behind += len(now ^ known) + len(untranslated)
            self.stdout.write(
                f"{domain}: {len(catalogue)} messages, {len(now - known)} new, {len(known - now)} no longer used, "
                f"{len(untranslated)} to translate"
            )
            if not check:
                path.parent.mkdir(parents=True, exist_ok=True)
                catalogue.save(str(path))
                catalogue.save_as_mofile(str(path.with_suffix(".mo")))
        if check and behind:
            raise CommandError(f"{behind} messages differ: run platform_messages and translate the new ones.")
