"""A freshly migrated SQLite database to start from: to copy it takes a blink, to migrate again half a minute.

Each lane, and each worker of the journeys, has a database of its own. Databases are marked with what all migrations
say, so that one of other migrations is never mistaken for what these would make.
"""

import hashlib
import shutil
import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection


def on_sqlite() -> bool:
    return connection.vendor == "sqlite"


@cache
def mark() -> int:
    """A number that PRAGMA user_version can hold."""
    said = hashlib.sha256()
    for app in apps.get_app_configs():
        for migration in sorted(Path(app.path, "migrations").glob("*.py")):
            said.update(migration.read_bytes())
    return int.from_bytes(said.digest()[:3])


def kept() -> Path:
    return settings.BASE_DIR / ".cache" / f"migrated-{mark()}.sqlite3"


def lay_out() -> None:
    """The copy takes the place of a database that is missing or of other migrations: nothing is left to migrate."""
    database = Path(connection.creation._get_test_db_name())
    if database.exists():
        with closing(sqlite3.connect(database)) as there:
            marked = there.execute("PRAGMA user_version").fetchone()[0]
        if marked != mark():
            database.unlink()
    if kept().exists() and not database.exists():
        shutil.copyfile(kept(), database)


def keep() -> None:
    """For the next one. Written aside and moved, for two may do so at once."""
    if kept().exists():
        return
    for old in kept().parent.glob("migrated-*.sqlite3"):
        old.unlink(missing_ok=True)
    aside = Path(f"{connection.settings_dict['NAME']}.aside")
    connection.ensure_connection()
    connection.connection.execute(f"PRAGMA user_version = {mark()}")
    with closing(sqlite3.connect(aside)) as copy:
        connection.connection.backup(copy)
    aside.replace(kept())
