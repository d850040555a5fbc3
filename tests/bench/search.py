"""How fast and how well the Thai search finds: 10,000 news pages of the gold corpus, on SQLite and on PostgreSQL.

Run as `.venv/bin/python -m tests.bench.search`. Makes a database of its own on each, in a folder of its own and on the
server of LMI_BENCH_PG (default postgres://postgres@127.0.0.1:5432/postgres), and cleans both away. Prints a line of
figures for each and ends with `p50_ms= recall= precision= index_s_per_1000=`, the worse of the two.
"""

import json
import os
import secrets
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = 10_000
ROUNDS = 3
SERVER = os.environ.get("LMI_BENCH_PG", "postgres://postgres@127.0.0.1:5432/postgres")


def measured(database_url: str, folder: str) -> dict[str, float]:
    """The figures of one database, measured in a process of its own because the settings name the database."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "DATABASE_URL": database_url,
        "LMI_VAR": folder,
    }
    command = [sys.executable, "-m", "tests.bench.search", "one-database"]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def one_database() -> dict[str, float]:
    """Fill the database of the settings and ask it everything."""
    import django

    django.setup()
    from django.core.management import call_command
    from wagtail.models import Page
    from wagtail.search.backends import get_search_backend

    from home.models import NewsPage
    from tests import factories, search_corpus
    from tests.many_news import add_news

    call_command("migrate", verbosity=0)
    gold = search_corpus.documents(PAGES)
    section = factories.news_section(factories.home_page())
    keys = add_news(section, ((document.title, document.body) for document in gold))
    backend, started = get_search_backend(), time.perf_counter()
    for first in range(0, PAGES, 1000):
        backend.add_bulk(NewsPage, NewsPage.objects.filter(pk__in=keys[first : first + 1000]))
    index_seconds = (time.perf_counter() - started) * 1000 / PAGES
    settle()

    times = []
    for query in search_corpus.QUERIES * ROUNDS:
        started = time.perf_counter()
        list(Page.objects.live().search(query)[:20])
        times.append((time.perf_counter() - started) * 1000)
    position = {pk: i for i, pk in enumerate(keys)}
    found = search_corpus.measure(
        gold,
        lambda query: [
            position[pk] for pk in NewsPage.objects.search(query).get_queryset().values_list("pk", flat=True)
        ],
    )
    return {
        "p50_ms": statistics.median(times),
        "p95_ms": statistics.quantiles(times, n=20)[-1],
        "recall": found.recall,
        "precision": found.precision,
        "index_s_per_1000": index_seconds,
    }


def settle() -> None:
    """What PostgreSQL's autovacuum does by itself within minutes."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def on_sqlite() -> dict[str, float]:
    folder = tempfile.mkdtemp(prefix="lmi-bench-")
    try:
        return measured(f"sqlite:///{folder}/db.sqlite3", folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def on_postgresql() -> dict[str, float]:
    import psycopg

    folder, name = tempfile.mkdtemp(prefix="lmi-bench-"), f"lmi_bench_{secrets.token_hex(4)}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            return measured(f"{SERVER.rpartition('/')[0]}/{name}", folder)
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
            shutil.rmtree(folder, ignore_errors=True)


def written(figures: dict[str, float], prefix: str = "") -> str:
    return " ".join(f"{prefix}{name}={value:.3f}" for name, value in figures.items())


def main() -> None:
    sqlite = on_sqlite()
    print(written(sqlite, "sqlite_"))
    postgresql = on_postgresql()
    print(written(postgresql, "pg_"))
    worse = {"p50_ms": max, "recall": min, "precision": min, "index_s_per_1000": max}
    print(written({name: pick(sqlite[name], postgresql[name]) for name, pick in worse.items()}))


if __name__ == "__main__":
    if sys.argv[1:] == ["one-database"]:
        print(json.dumps(one_database()))
    else:
        main()
