"""`cities manage rebuild_index`: write the search index anew."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cities.search.actions import encode_waiting, rebuild_index


class Command(BaseCommand):
    help = "Write the search index anew; readers find by the old one meanwhile. Ended, it goes on where it was."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from-scratch", action="store_true", help="Empty the index first.")
        parser.add_argument("--encode", action="store_true", help="Encode what waits for a vector now, not in the background.")

    def handle(self, *args: Any, **options: Any) -> None:
        counts = rebuild_index(from_scratch=options["from_scratch"], progress=lambda kind, done: self.stdout.write(f"  {done} {kind}"))
        for kind, count in counts.items():
            self.stdout.write(f"{count} {kind}")
        if options["encode"]:
            encoded = encode_waiting(seconds=float("inf"), progress=self._told)
            self.stdout.write(f"{encoded.done} passages encoded in {encoded.seconds:.0f} s")

    def _told(self, done: int) -> None:
        if done % 160 == 0:
            self.stdout.write(f"  {done} passages encoded")
