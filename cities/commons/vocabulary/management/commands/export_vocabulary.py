"""`cities manage export_vocabulary themes`: print a vocabulary as SKOS Turtle."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cities.commons.vocabulary.models import Scheme
from cities.commons.vocabulary.queries import scheme_entry
from cities.commons.vocabulary.skos import write_turtle


class Command(BaseCommand):
    help = "Print a vocabulary as Turtle."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code")

    def handle(self, *args: object, **options: object) -> None:
        scheme = Scheme.objects.filter(pk=options["code"]).first()
        if scheme is None:
            raise CommandError(
                f"There is no vocabulary “{options['code']}”. There are: {', '.join(Scheme.objects.values_list('code', flat=True))}"
            )
        self.stdout.write(write_turtle(scheme_entry(scheme)))
