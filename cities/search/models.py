"""The index: passages of text, apart from the records they come from."""

from django.db import models


class Passage(models.Model):
    """One text of one record in one language, as words to look for. Drafts and withdrawn records have none."""

    record_id = models.UUIDField()
    kind = models.CharField(max_length=30)
    language = models.CharField(max_length=35)
    title = models.TextField()
    folded_title = models.TextField()
    folded = models.TextField(help_text="All words, case and accents folded, names and acronyms included.")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("record_id", "language"), name="one_passage_per_record_and_language"),)
        indexes = (models.Index(fields=("kind", "language")),)

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"
