from django.core.management.base import BaseCommand
from django.utils import timezone

from home import jobs


class Command(BaseCommand):
    help = "Rings again for every background job that no living worker has touched for the length of a lease."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"{jobs.resume(now=timezone.now())} jobs resumed.")
