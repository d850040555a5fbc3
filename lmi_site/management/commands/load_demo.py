from time import monotonic

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand

from lmi_site.demo.load import Step, is_loaded, load_demo
from lmi_site.demo.people import LOG_INS

FOR_TRYING_OUT = "lmi-demo-2570"


class Command(BaseCommand):
    help = "Load the demonstration: invented news, figures, bulletins and people. Run again, it changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("--if-empty", action="store_true", help="Load nothing into a site that has news already.")
        parser.add_argument(
            "--password", help="Of the demonstration log-ins; a site without DEBUG makes none without it."
        )

    def handle(self, *args, **options):
        if options["if_empty"] and is_loaded():
            self.stdout.write("The site has content already: nothing loaded.")
        else:
            started = monotonic()
            steps = load_demo(options["password"] or (FOR_TRYING_OUT if settings.DEBUG else None), self._say)
            written = sum(step.written for step in steps)
            self.stdout.write(f"{written} pages and records written in {monotonic() - started:.0f} s.")
        self._say_how_to_enter()

    def _say(self, step: Step) -> None:
        if step.written:
            self.stdout.write(f"  {step.name}: {step.written}")

    def _say_how_to_enter(self) -> None:
        address = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
        self.stdout.write(f"Portal  {address}/  and  {address}/en/\nEditing {address}/admin/")
        users = get_user_model().objects.in_bulk([log_in.username for log_in in LOG_INS], field_name="username")
        if not users:
            self.stdout.write(
                "There are no demonstration log-ins: without DEBUG they are made only with a password of your own, "
                "given with --password."
            )
            return
        for log_in in LOG_INS:
            if log_in.username in users:
                self.stdout.write(f"  {log_in.username:<15} {log_in.what}")
        is_known = next(iter(users.values())).check_password(FOR_TRYING_OUT)
        self.stdout.write(f"  password: {FOR_TRYING_OUT if is_known else 'the one they were given'}")
