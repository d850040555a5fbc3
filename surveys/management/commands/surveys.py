from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from surveys.actions.found_surveys import found_instrument, found_rights
from surveys.actions.found_themes import found_themes
from surveys.actions.purge_campaigns import purge_campaigns
from surveys.actions.repack_answers import repack_answers


class Command(BaseCommand):
    help = "Chores of the questionnaires: `surveys found`, `surveys repack [--verify]`, `surveys purge [--dry-run]`."

    def add_arguments(self, parser):
        chores = parser.add_subparsers(dest="chore", required=True)
        chores.add_parser("found", help="bring in the drafted questionnaire and give the groups their rights")
        repack = chores.add_parser("repack", help="write the packed codes again from the answers")
        repack.add_argument("--verify", action="store_true", help="only compare, and fail when they differ")

        purge = chores.add_parser("purge", help="erase links and texts of campaigns whose months are over")
        purge.add_argument("--dry-run", action="store_true", help="only say what would go")

    def handle(self, *args, chore, **options):
        getattr(self, chore)(**options)

    def found(self, **options):
        self.stdout.write(f"revision={found_instrument()} groups={found_rights()} themes={found_themes()}")

    def repack(self, *, verify: bool, **options):
        result = repack_answers(repair=not verify)
        self.stdout.write(f"answers={result.looked_at} wrong={len(result.wrong)} broken={len(result.broken)}")
        if result.broken or (verify and result.wrong):
            raise CommandError(f"Answers {[*result.wrong, *result.broken][:20]} differ from their codes.")

    def purge(self, *, dry_run: bool, **options):
        done = purge_campaigns(now=timezone.now(), dry_run=dry_run)
        for one in done:
            year = one.campaign.season.fiscal_year
            self.stdout.write(f"season={year} codes={one.codes} answers={one.answers} sheets={one.sheets}")
        self.stdout.write(f"campaigns={len(done)} dry_run={int(dry_run)}")
