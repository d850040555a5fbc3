"""How fast the questionnaires are, as ratios inside one run: `python -m tests.bench.surveys [pairs]`.

pspp_ratio: all tables of a report against PSPP as a fresh process, on the same pairs. forms_ratio: reading answers
against Wagtail's own form submissions. sav_s: writing the wide file. mb: the highest memory of making the tables.
lost, doubled: of forms sent by eight at once, each twice.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import chain
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lmi_site.settings.test")
PAIRS = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else 100_000
READ, SAV_VARIABLES = 30, 131


def peak_mb() -> float:
    """Of this process alone: getrusage() begins with what its parent had."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def data_of(pairs: int):
    import numpy as np

    from tests.surveys.simulated import dataset

    made = dataset(pairs)
    # The rows of the database come as bytes: what is measured begins there.
    from surveys.instrument.items import WAVES

    packs = {
        wave: np.column_stack([made.waves[wave].codes[item.name] for item in made.waves[wave].form.coded])
        for wave in WAVES
    }
    return made, packs


def all_tables(data) -> int:
    """Every table of the report; how many lines they have."""
    from surveys import season_tables as tables
    from surveys.instrument.items import WAVES
    from surveys.spss.syntax import compared_levels, compared_ticks

    lines = 0
    for wave in WAVES:
        form = data.waves[wave].form
        lines += len([tables.frequencies(data, wave, item) for item in form.coded])
        lines += len(tables.levels(data, wave, [item.name for item in form.items if item.is_scale]))
        lines += len([tables.ticks(data, wave, group) for group, _items in form.ticks()])
        lines += len(tables.group_comparisons(data, wave))
    lines += len(tables.paired_levels(data, compared_levels(data.questionnaire)))
    lines += len(tables.paired_yes_no(data, compared_ticks(data.questionnaire)))
    return lines + len(tables.reliabilities(data))


def child_tables(folder: str) -> None:
    """A fresh process, as PSPP is one: from packed bytes to all tables."""
    started = time.perf_counter()
    import django

    django.setup()
    from surveys.dataset import Dataset, Wave
    from surveys.packs import columns
    from tests.surveys.questionnaires import drafted
    from tests.surveys.simulated import row

    questionnaire = drafted()
    waves = {}
    ready = time.perf_counter()
    for wave, form in questionnaire.forms.items():
        packed = (Path(folder) / f"{wave}.packed").read_bytes()
        rows = tuple(row(wave, place) for place in range(len(packed) // len(form.coded)))
        waves[wave] = Wave(form, rows, columns(form, [packed]))
    laid_out = time.perf_counter()
    lines = all_tables(Dataset(questionnaire, 2570, waves))
    done = time.perf_counter()
    said = {"lines": lines, "s": done - ready, "tables": done - laid_out, "import": ready - started, "mb": peak_mb()}
    print(json.dumps(said))


def measure_tables(folder: Path, packs) -> tuple[float, float]:
    for wave, table in packs.items():
        (folder / f"{wave}.packed").write_bytes(table.tobytes())
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.surveys", "tables", str(folder)], capture_output=True, text=True
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    said = json.loads(done.stdout.splitlines()[-1])
    print(f"tables: {said}")
    return said["s"], said["mb"]


def measure_pspp(folder: Path) -> float:
    if not shutil.which("pspp"):
        return 0.0
    from surveys.spss.syntax import syntax
    from tests.surveys.questionnaires import drafted

    (folder / "tables.sps").write_text(syntax(drafted(), "long.sav", "wide.sav"), encoding="utf-8")
    started = time.perf_counter()
    subprocess.run(
        ["pspp", "-O", "format=csv", "-o", "out.csv", "tables.sps"], cwd=folder, check=True, capture_output=True
    )
    return time.perf_counter() - started


def measure_files(folder: Path, data) -> float:
    from surveys.frames import long_frame, wide_frame
    from surveys.spss.files import write_sav

    write_sav(folder / "long.sav", *long_frame(data))
    variables, columns = wide_frame(data)
    write_sav(folder / "wide.sav", variables, columns)
    started, worked = time.perf_counter(), time.process_time()
    write_sav(folder / "measured.sav", variables[:SAV_VARIABLES], columns)
    spent, worked = time.perf_counter() - started, time.process_time() - worked
    size = (folder / "measured.sav").stat().st_size / 2**20
    print(f"sav: {PAIRS} rows, {SAV_VARIABLES} variables, {size:.0f} MB, {spent:.2f} s, {worked:.2f} s of work")
    return spent


def fill(folder: str) -> None:
    """A campaign with PAIRS packed answers, and the same thirty items as Wagtail's own forms keep them."""
    from django.core.management import call_command
    from wagtail.contrib.forms.models import FormSubmission
    from wagtail.models import Page

    from surveys.models import Response
    from tests import survey_factories as make
    from tests.surveys.questionnaires import drafted

    call_command("migrate", verbosity=0)
    campaign = make.campaign()
    code = make.code(campaign)
    form = drafted().forms[2]
    packed = (Path(folder) / "2.packed").read_bytes()
    width, province = len(form.coded), code.visit.partner.province_id
    page = Page.objects.get(depth=1)
    names = [item.name for item in form.coded[:READ]]
    for start in range(0, len(packed) // width, 5000):
        rows = range(start, min(start + 5000, len(packed) // width))
        packs = [packed[place * width : (place + 1) * width] for place in rows]
        Response.objects.bulk_create(
            Response(
                campaign=campaign, wave=2, open=True, pair=code, province_id=province, answered_on=make.AFTER,
                answers={}, codes=pack, form_name=f"b{place}",
            )
            for place, pack in zip(rows, packs, strict=True)
        )  # fmt: skip
        FormSubmission.objects.bulk_create(
            FormSubmission(
                page=page, form_data={name: byte - 256 * (byte > 127) for name, byte in zip(names, pack, strict=False)}
            )
            for pack in packs
        )


def reading() -> float:
    """Frequencies of thirty items: Wagtail's submissions read as its own reports read them, against packed bytes."""
    from collections import Counter

    from wagtail.contrib.forms.models import FormSubmission

    from surveys.models import Response
    from surveys.packs import columns
    from surveys.season_tables import counts_of
    from tests.surveys.questionnaires import drafted

    form = drafted().forms[2]
    names = [item.name for item in form.coded[:READ]]
    fast = slow = float("inf")
    for _round in range(3):
        started = time.perf_counter()
        stored = Response.objects.filter(wave=2).order_by("pk").values_list("codes", flat=True)
        read = columns(form, map(bytes, stored))
        mine = {name: Counter(counts_of(read[name])) for name in names}
        fast = min(fast, time.perf_counter() - started)
    started = time.perf_counter()
    counted = {name: Counter() for name in names}
    for submission in FormSubmission.objects.select_related("page"):
        data = submission.get_data()
        for name in names:
            counted[name][data[name]] += 1
    slow = time.perf_counter() - started
    assert mine == counted
    print(f"reading: wagtail {slow:.2f} s, packed {fast:.3f} s")
    return slow / fast


def load() -> tuple[int, int, int]:
    """Eight clients send 200 forms, each form twice at the same time. Lost, doubled, and answers that are no answer."""
    from concurrent.futures import ThreadPoolExecutor
    from datetime import timedelta

    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.utils import timezone

    from network import form_tokens
    from surveys.models import Campaign, Response
    from tests import survey_factories as make

    settings.LMI_SURVEYS_PER_HOUR = (10**9, 10**9, 10**9)
    campaign = Campaign.objects.get()
    today = timezone.localdate()
    Campaign.objects.update(opens_on=today - timedelta(days=1), closes_on=today + timedelta(days=1))
    codes = [make.code(campaign) for _one in range(200)]
    before = Response.objects.count()

    def send(job: tuple) -> int:
        code, token = job
        try:
            answer = Client(SERVER_NAME="localhost", raise_request_exception=False).post(
                f"/s/1/{code.code}/{code.signature(1)}/",
                {"RTYPE": "4", "LV1": "3", "step": "G", "go": "end", "token": token},
            )
            return answer.status_code
        finally:
            connection.close()

    jobs = [(code, form_tokens.new_token(timezone.now())) for code in codes for _twice in range(1)]
    with ThreadPoolExecutor(8) as clients:
        said = list(clients.map(send, [job for job in jobs for _twice in range(2)]))
    stored = Response.objects.count() - before
    kept = Response.objects.filter(pair__in=codes).values("pair").distinct().count()
    return len(codes) - kept, stored - kept, sum(status not in (200, 303) for status in said)


def in_database(step: str, url: str, folder: Path) -> list[float]:
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "tests.bench.forms_settings",
        "LMI_VAR": str(folder),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.surveys", step, str(folder)],
        env=environment,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    *said, last = done.stdout.splitlines()
    print("\n".join(said))
    return json.loads(last)


def main() -> None:
    import django

    django.setup()
    server = os.environ.get("LMI_BENCH_PG", "postgres://postgres@127.0.0.1:5432/postgres")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data, packs = data_of(PAIRS)
        sav = measure_files(folder, data)
        tables, mb = measure_tables(folder, packs)
        pspp = measure_pspp(folder)
        print(f"pspp: {pspp:.1f} s")
        forms, lost, doubled = float("inf"), 0, 0
        # Not unpacked: the second database lives only as long as the loop stands at it.
        for url in chain([f"sqlite:///{folder / 'bench.sqlite3'}"], own_postgres(server)):
            in_database("fill", url, folder)
            forms = min(forms, in_database("reading", url, folder)[0])
            gone, twice, errors = map(int, in_database("load", url, folder))
            print(f"load: lost {gone}, doubled {twice}, errors {errors}")
            lost, doubled = lost + gone + errors, doubled + twice
    ratios = f"pspp_ratio={pspp / tables:.1f} forms_ratio={forms:.1f}"
    print(f"{ratios} sav_s={sav:.2f} mb={mb:.0f} lost={lost} doubled={doubled}")


def own_postgres(server: str):
    """A database of its own on the server, dropped at the end; nothing where there is no server."""
    import psycopg

    name = f"bench_surveys_{os.getpid()}"
    try:
        with psycopg.connect(server, autocommit=True, connect_timeout=3) as connection:
            connection.execute(f"CREATE DATABASE {name}")
    except psycopg.OperationalError:
        print("no PostgreSQL: measured on SQLite only")
        return
    try:
        yield f"{server.rsplit('/', 1)[0]}/{name}"
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


if __name__ == "__main__":
    step = sys.argv[1] if len(sys.argv) > 1 else ""
    if step == "tables":
        child_tables(sys.argv[2])
    elif step in ("fill", "reading", "load"):
        import django

        django.setup()
        result = fill(sys.argv[2]) if step == "fill" else reading() if step == "reading" else load()
        print(json.dumps(result if isinstance(result, (list, tuple)) else [result]))
    else:
        main()
