from django.core.management.base import BaseCommand, CommandError

from network.actions.found_network import NoPortal, found_network


class Command(BaseCommand):
    help = "Give a founded site the section of the network and each centre its groups. What exists is left as it is."

    def handle(self, *args, **options):
        try:
            founded = found_network()
        except NoPortal:
            raise CommandError("Found the portal first: manage.py found_portal") from None
        self.stdout.write(f"pages={founded.pages} groups={founded.groups} texts={founded.texts}")
