"""What 38,000 partners cost: the staff's list and its search, and the import of a list of 10,000 rows.

Run as `.venv/bin/python -m tests.bench.partners`. Makes a database of its own on SQLite, in a folder of its own, and on
the server of LMI_BENCH_PG (default postgres://postgres@127.0.0.1:5432/postgres), and cleans both away. Each step runs
in a process of its own, so that `import_mb` is the peak of the import and of the site around it. Prints a line of
figures for each database and ends with `list_ms= search_ms= import_s= import_ratio= import_mb=`, the worse of the two:
the median time of the list and of a search, from request to response; seconds from the uploaded file to the last
written row (`dry_run_s` of them until the preview); the time of django-import-export's default way, measured on every
tenth row, as a multiple of ours.
"""

import io
import json
import os
import secrets
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SERVER = os.environ.get("LMI_BENCH_PG", "postgres://postgres@127.0.0.1:5432/postgres")
PARTNERS, ROWS = 38_000, 10_000
ROUNDS = 15
#: How the rows of the list are made up; the rest are new.
CHANGED, UNCHANGED, TWINS, WRONG = 2_000, 500, 250, 250
DEFAULT_WAY = 10
HEADERS = ("ชื่อหน่วยงาน", "ประเภท", "จังหวัด", "อำเภอ", "ตำบล", "ที่อยู่", "รหัสไปรษณีย์", "เว็บไซต์", "โทรศัพท์")
QUERIES = ("บ้าน", "โรงเรียนบ้านใหม่", "อบต.หนอง", "เทศบาลตำบล", "ลำปาง", "เมือง", "สันทราย", "partner")


def fill() -> dict[str, float]:
    """The partners, and whoever works with them."""
    from django.contrib.auth.models import User
    from django.core.management import call_command

    from tests.bench.search import settle
    from tests.network.many_partners import add_partners

    call_command("migrate", verbosity=0)
    User.objects.create_superuser("bench", "bench@example.invalid", secrets.token_hex(16))
    add_partners(PARTNERS)
    settle()
    return {}


def screens() -> dict[str, float]:
    """The list with and without filters, and searches, as headquarters sees them."""
    from django.contrib.auth.models import User
    from django.test import Client
    from django.urls import reverse

    from home.models import Province

    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get())
    lampang = Province.objects.get(slug="lampang").pk
    asked = [{}, {"province": lampang}, {"kind": "sao", "status": "member"}, {"website": "no", "sort": "-name"}]

    def median(queries) -> float:
        times = []
        for round_ in range(ROUNDS + 1):
            for query in queries:
                started = time.perf_counter()
                response = client.get(reverse("partners:index"), query)
                if response.status_code != 200:
                    raise SystemExit(f"{query} answered {response.status_code}")
                if round_:
                    times.append((time.perf_counter() - started) * 1000)
        return statistics.median(times)

    return {"list_ms": median(asked), "search_ms": median([{"q": query} for query in QUERIES])}


def rows() -> list[tuple]:
    """The list: organisations on file, with another telephone number or as they are; twins, faults, new ones."""
    from network.models import Partner

    on_file = list(Partner.objects.with_places().order_by("pk")[: CHANGED + UNCHANGED + TWINS])
    known = [(p.name_th, "", p.province.name_th, p.district.name_th, p.subdistrict.name_th) for p in on_file]
    made = [(*place, "", "", "", f"054{number:06d}") for number, place in enumerate(known[:CHANGED])]
    made += [(*place, "", "", "", "") for place in known[CHANGED : CHANGED + UNCHANGED]]
    for number in range(ROWS - len(made)):
        place = known[number % len(known)][2:]
        website = on_file[-number - 1].website if number < TWINS else f"www.new{number}.example"
        phone = "12345" if TWINS <= number < TWINS + WRONG else f"053{number:06d}"
        made.append((f"โรงเรียนสาธิต {number}", "โรงเรียน", *place, f"{number % 99} ถนนสาธิต", "", website, phone))
    return made


class Peak(threading.Thread):
    """The most memory this process holds of its own, looked at fifty times a second.

    Not the resident size: SQLite maps the database file into memory, and the kernel counts its pages to the process.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most, self.ended = 0, threading.Event()
        self.start()

    def run(self) -> None:
        while not self.ended.wait(0.02):
            self.look()

    def look(self) -> None:
        lines = Path("/proc/self/status").read_text().splitlines()
        own = next(int(line.split()[1]) for line in lines if line.startswith("RssAnon"))
        self.most = max(self.most, own)

    def megabytes(self) -> float:
        self.ended.set()
        self.look()
        return self.most / 1024


def imported() -> dict[str, float]:
    """A list on its whole way, with jobs as the worker does them."""
    from django.contrib.auth.models import User
    from django.urls import reverse
    from django.utils import timezone

    from home.tabular import Sheet, read_table, write_xlsx
    from network.imports import steps
    from network.models import Partner

    folder = Path(os.environ["LMI_VAR"])
    if not (folder / "list.xlsx").exists():
        (folder / "list.xlsx").write_bytes(write_xlsx(Sheet("list", HEADERS, rows())))
        return imported_alone()
    user, content = User.objects.get(), (folder / "list.xlsx").read_bytes()
    # A server has loaded its addresses and screens before the first list comes.
    reverse("partner_imports:index")
    peak = Peak()
    before, started = Partner.objects.count(), time.perf_counter()
    table = read_table(io.BytesIO(content))
    batch = steps.receive(content, "list.xlsx", source="import", table=table, owner=user, now=timezone.now())
    batch.refresh_from_db()
    checked = time.perf_counter()
    counts = batch.counts
    batch.upload.refresh_from_db()
    steps.decide_rest(batch, "new")
    steps.start_apply(batch, user=user, now=timezone.now(), leave_out=False)
    done = time.perf_counter()
    batch.refresh_from_db()
    expected = ROWS - CHANGED - UNCHANGED - WRONG
    if (counts["changed"], counts["error"], Partner.objects.count() - before) != (CHANGED, WRONG, expected):
        raise SystemExit(f"not what the list says: {batch.counts}")
    return {"dry_run_s": checked - started, "import_s": done - started, "import_mb": peak.megabytes()}


def imported_alone() -> dict[str, float]:
    """In a process that has not made the list itself."""
    return step("imported", os.environ)


def default_way() -> dict[str, float]:
    """django-import-export as its manual begins: a resource of the model, one dry run, one import; no bulk."""
    from import_export import fields, resources, widgets
    from tablib import Dataset

    from home.models import District, Province, Subdistrict
    from network.codes import new_code
    from network.models import Partner

    def by_code(name, model):
        return fields.Field(name, name, widgets.ForeignKeyWidget(model, "code"))

    class DefaultResource(resources.ModelResource):
        province, district = by_code("province", Province), by_code("district", District)
        subdistrict = by_code("subdistrict", Subdistrict)

        class Meta:
            model = Partner
            fields = ("code", "name_th", "kind", "province", "district", "subdistrict", "address", "website", "phone")
            import_id_fields = ("code",)

    partners = list(Partner.objects.with_places().order_by("pk")[: ROWS // DEFAULT_WAY])
    data = Dataset(headers=DefaultResource.Meta.fields)
    for number, p in enumerate(partners):
        # As in our list, a quarter is on file.
        name, code = (p.name_th, p.code) if number % 4 == 0 else (f"โรงเรียนเดิม {number}", new_code())
        place = (p.province.code, p.district.code, p.subdistrict.code)
        data.append((code, name, p.kind, *place, "1", p.website, "0 5400 0000"))
    started = time.perf_counter()
    DefaultResource().import_data(data, dry_run=True, raise_errors=True)
    DefaultResource().import_data(data, dry_run=False, raise_errors=True)
    return {"default_s": (time.perf_counter() - started) * DEFAULT_WAY}


STEPS: dict[str, Callable[[], dict[str, float]]] = {
    "fill": fill,
    "screens": screens,
    "imported": imported,
    "default_way": default_way,
}


def step(name: str, environment) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.partners", name]
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
    figures["import_ratio"] = figures["default_s"] / figures["import_s"]
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


def written(figures: dict[str, float], prefix: str = "") -> str:
    return " ".join(f"{prefix}{name}={value:.1f}" for name, value in figures.items())


def main() -> None:
    sqlite = on_sqlite()
    print(written(sqlite, "sqlite_"), flush=True)
    postgresql = on_postgresql()
    print(written(postgresql, "pg_"))
    worse = {"list_ms": max, "search_ms": max, "import_s": max, "import_ratio": min, "import_mb": max}
    print(written({name: pick(sqlite[name], postgresql[name]) for name, pick in worse.items()}))


if __name__ == "__main__":
    if sys.argv[1:]:
        import django

        django.setup()
        print(json.dumps(STEPS[sys.argv[1]]()))
    else:
        main()
