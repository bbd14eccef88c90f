"""`cities manage recompute_means`: what the sentences of each language have in common, for the encoder at work."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cities.search.actions import recompute_means
from cities.search.encoding import chosen_encoder


class Command(BaseCommand):
    help = "Encode the seed corpus and keep the mean of each language, by which meanings are compared across languages."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", type=Path, help="Write them there, not into the data folder of this instance.")

    def handle(self, *args: Any, **options: Any) -> None:
        encoder = chosen_encoder()
        if encoder is None:
            raise CommandError("There is no encoder here: see CITIES_ENCODER_URL.")
        means = recompute_means(encoder, folder=options["folder"])
        self.stdout.write(f"{encoder.name}: {', '.join(sorted(language for language in means.passages if language))}")
