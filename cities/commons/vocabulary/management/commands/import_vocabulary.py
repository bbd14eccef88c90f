"""`cities manage import_vocabulary FILE.ttl`: take in a SKOS vocabulary."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cities.commons.vocabulary.actions import store_scheme
from cities.commons.vocabulary.skos import UnreadableVocabulary, read_turtle
from cities.search.tasks import renew_index


class Command(BaseCommand):
    help = "Create or update a vocabulary from a Turtle file. Concepts the file no longer names stay."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: object, **options: object) -> None:
        try:
            stored = store_scheme(read_turtle(Path(str(options["file"])).read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError, UnreadableVocabulary) as error:
            raise CommandError(str(error)) from error
        if stored.new or stored.changed:
            # Concepts are found by their names, and records by those of their concepts.
            renew_index.enqueue()
        self.stdout.write(f"{stored.code}: {stored.new} new, {stored.changed} changed, {stored.same} the same")
        if stored.left_alone:
            self.stdout.write(f"Not in the file, left as they are: {', '.join(stored.left_alone)}")
