"""`cities manage rebuild_index`: write the search index anew."""

from django.core.management.base import BaseCommand

from cities.search.actions import rebuild_index


class Command(BaseCommand):
    help = "Write the search index anew from the public records; readers see the old one until it is done."

    def handle(self, *args: object, **options: object) -> None:
        for kind, count in rebuild_index().items():
            self.stdout.write(f"{count} {kind}")
