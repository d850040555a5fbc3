from django.core.management.base import BaseCommand

from home.actions.found_portal import found_portal


class Command(BaseCommand):
    help = "Give a new site its pages, groups and approval. What exists is left as it is."

    def handle(self, *args, **options):
        founded = found_portal()
        self.stdout.write(f"pages={founded.pages} groups={founded.groups}")
