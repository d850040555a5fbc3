"""What a season costs with 38,000 partners and eleven seasons: suggestions, the board of a centre, the figures.

Run as `.venv/bin/python -m tests.bench.outreach`; with a number of partners behind it, such as 2000, it is a rehearsal.
Makes a database of its own on SQLite, in a folder of its own, and on the server of LMI_BENCH_PG (default
postgres://postgres@127.0.0.1:5432/postgres), and cleans both away. Prints a line of figures for each database and ends
with the worse of the two: the median seconds of suggestions for the nation, and the median milliseconds of those for a
province, of the board of a centre with 400 visits and of the figures of a season, the latter two from request to
response. `*_queries` count what was asked of the database.
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
from datetime import date, timedelta

from tests.bench.partners import ROOT, SERVER

SIZE = "LMI_BENCH_PARTNERS"
PARTNERS, SEASONS, VISITS_A_SEASON = int(os.environ.get(SIZE, "38000")), 11, 845
BOARD = 400
ROUNDS = 9
THIS_YEAR = 2570
TODAY = date(2027, 1, 13)


def fill() -> dict[str, float]:
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.db import connection

    from home.models import Province
    from network.models import Partner, Quota, Season, Team, Visit
    from network.outreach import clock
    from tests.bench.search import settle
    from tests.network.many_partners import add_partners
    from tests.season_factories import season

    call_command("migrate", verbosity=0)
    User.objects.create_superuser("bench", "bench@example.invalid", secrets.token_hex(16))
    add_partners(PARTNERS, searchable=False)
    partners = Partner.objects.all()
    for rest, values in enumerate(
        (
            {"suitable": True, "screened_on": TODAY - timedelta(days=20)},
            {"suitable": True, "screened_on": TODAY - timedelta(days=200)},
            {"first_visited_on": date(2024, 1, 1), "last_visited_on": date(2025, 1, 1)},
            {"banner_state": "live"},
        )
    ):
        keys = [pk for pk in partners.values_list("pk", flat=True) if pk % 6 == rest]
        for start in range(0, len(keys), 5000):
            partners.filter(pk__in=keys[start : start + 5000]).update(**values)
    keys = list(partners.order_by("pk").values_list("pk", flat=True))
    teams = Team.objects.bulk_create(
        Team(centre=centre, name="สาย 1") for centre in {p.centre for p in Province.objects.select_related("centre")}
    )
    by_centre = {team.centre_id: team for team in teams}
    states = ("closed", "cancelled", "closed", "closed")
    for back in range(SEASONS):
        made = season(THIS_YEAR - back, state=clock.OPEN if back == 0 else clock.CLOSED)
        size = VISITS_A_SEASON if back else VISITS_A_SEASON - BOARD
        # Of 45 rows of partners another one each season, so that every season has its full number.
        chosen = keys[back::45][:size]
        _visits(made, chosen, states if back else _spread(), by_centre)
    now = Season.objects.first()
    north = list(
        partners.filter(province__centre__code="north").exclude(visits__season=now).values_list("pk", flat=True)[:BOARD]
    )
    _visits(now, north, _spread(), by_centre)
    Quota.objects.bulk_create(Quota(season=now, province=p, kind="", target=40) for p in Province.objects.all())
    if connection.vendor == "postgresql":
        connection.cursor().execute("ANALYZE")
    settle()
    return {"visits": float(Visit.objects.count())}


def _spread():
    from network.outreach import states

    return (*states.LINE[:-1], states.DECLINED)


def _visits(season, keys, states, teams) -> None:
    from network.models import Partner, Visit
    from network.outreach import states as known
    from tests.season_factories import NOW

    partners = Partner.objects.select_related("province").in_bulk(keys)
    Visit.objects.bulk_create(
        (
            Visit(
                season=season, partner=partner, team=teams[partner.province.centre_id], state=state, tier=1,
                appointment=NOW if state in (known.APPOINTED, known.TRAVEL_APPROVED, known.READY) else None,
                visited_on=TODAY - timedelta(days=30) if state in known.DONE else None,
                letter_a_on=TODAY - timedelta(days=40), heads_staff=10,
            )
            for number, partner in enumerate(partners.values())
            for state in (states[number % len(states)],)
        ),
        batch_size=500,
    )  # fmt: skip


def measure() -> dict[str, float]:
    from django.contrib.auth.models import User
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from home.models import Centre, Province
    from home.startup import keep_what_is_loaded
    from network.models import Season, Team
    from network.suggesting import suggest

    # As the server does (lmi_site/wsgi.py).
    keep_what_is_loaded()
    now = Season.objects.first()
    lampang = Province.objects.get(slug="lampang").pk
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get())
    north = Team.objects.get(centre__code="north").pk

    def asked(name: str, query: dict) -> None:
        response = client.get(reverse(f"outreach:{name}"), query)
        if response.status_code != 200:
            raise SystemExit(f"{name} answered {response.status_code}")

    def median(do) -> tuple[float, int]:
        do()
        with CaptureQueriesContext(connection) as queries:
            do()
        asked_for = len(queries)  # the next request forgets them
        times = []
        for _round in range(ROUNDS):
            started = time.perf_counter()
            do()
            times.append(time.perf_counter() - started)
        return statistics.median(times), asked_for

    figures = {}
    acts = {
        "suggest_nation": lambda: suggest(now, TODAY),
        "suggest_province": lambda: suggest(now, TODAY, [lampang]),
        "board": lambda: asked("index", {"season": THIS_YEAR, "team": north}),
        "kpi": lambda: asked("progress", {"season": THIS_YEAR}),
    }
    for name, do in acts.items():
        seconds, queries = median(do)
        figures |= {f"{name}_s": seconds} if name == "suggest_nation" else {f"{name}_ms": 1000 * seconds}
        figures[f"{name}_queries"] = float(queries)
    if Centre.objects.count() != 6 or len(suggest(now, TODAY)) < min(1000, PARTNERS // 10):
        raise SystemExit("not what the benchmark was made for")
    return figures


STEPS = {"fill": fill, "measure": measure}


def step(name: str, environment) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.outreach", name]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def measured(database_url: str, folder: str) -> dict[str, float]:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "DATABASE_URL": database_url,
        "LMI_VAR": folder,
        "LMI_TASKS": "immediate",
    }
    figures: dict[str, float] = {}
    for name in STEPS:
        figures |= step(name, environment)
    return figures


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


def main() -> None:
    if len(sys.argv) > 1 and sys.argv[1].isdigit():
        os.environ[SIZE] = sys.argv[1]
    elif len(sys.argv) > 1:
        import django

        django.setup()
        print(json.dumps(STEPS[sys.argv[1]]()))
        return
    results = {}
    for name, run in (("sqlite", on_sqlite), ("postgresql", on_postgresql)):
        results[name] = run()
        print(name, " ".join(f"{key}={value:.3f}" for key, value in results[name].items()), flush=True)
    keys = ("suggest_nation_s", "suggest_province_ms", "board_ms", "kpi_ms")
    worse = {key: max(figures[key] for figures in results.values()) for key in keys}
    print(" ".join(f"{key}={value:.3f}" for key, value in worse.items()))


if __name__ == "__main__":
    main()
