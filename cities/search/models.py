"""The index: what may be found and the passages it is found by, apart from the records they come from."""

from django.db import models


class Entry(models.Model):
    """One record that may be found. Drafts and withdrawn records have none."""

    record_id = models.UUIDField(unique=True)
    kind = models.CharField(max_length=30)
    original = models.CharField(max_length=35, help_text="The language it was written in.")
    year = models.PositiveSmallIntegerField(null=True)
    facets = models.JSONField(default=dict, help_text="What it can be narrowed by: lists of codes, by aspect.")
    worth = models.FloatField(default=0, help_text="From 0 to 1: how complete and evidenced it is.")
    digest = models.CharField(max_length=32, help_text="Of all that was indexed: an unchanged record is not written again.")
    indexed_at = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        indexes = (models.Index(fields=("kind",)),)

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}"


class IndexedText(models.Model):
    """The words of an entry in one language. The word index of the engine calls it by its id."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=35)
    title = models.TextField()
    folded_title = models.TextField(help_text="Case and accents folded: for sorting and for names typed exactly.")
    names = models.TextField(blank=True, help_text="Other names it goes by, folded, one on each line.")
    summary = models.TextField(blank=True)
    state = models.CharField(max_length=10, blank=True, help_text="How the text was made: original, human, reviewed, machine.")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("entry", "language"), name="one_indexed_text_per_entry_and_language"),)
        indexes = (models.Index(fields=("folded_title",)),)

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"


class Passage(models.Model):
    """A stretch of text short enough to have one meaning."""

    text = models.ForeignKey(IndexedText, on_delete=models.CASCADE, related_name="passages")
    group = models.CharField(max_length=40, help_text="The field it comes from; `title` for title and summary together.")
    words = models.TextField()
    digest = models.CharField(max_length=32, help_text="Of the words: what has been encoded once is not encoded again.")

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("digest",)),)

    def __str__(self) -> str:
        return f"{self.group}: {self.words[:60]}"


class Vector(models.Model):
    """The meaning of a passage as one encoder sees it. Its id grows: a reader asks for what came after the last it knows."""

    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="vectors")
    encoder = models.CharField(max_length=60, help_text="Name and version of the model.")
    values = models.BinaryField(help_text="Float16, as the encoder gave them.")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("passage", "encoder"), name="one_vector_per_passage_and_encoder"),)
        indexes = (models.Index(fields=("encoder", "id")),)

    def __str__(self) -> str:
        return f"{self.encoder} of {self.passage_id}"


class IndexState(models.Model):
    """Where a rebuild stands, so that one that was ended goes on."""

    kind = models.CharField(max_length=30, primary_key=True)
    started_at = models.DateTimeField()
    last = models.CharField(max_length=140, blank=True, help_text="Key of the last record done.")

    def __str__(self) -> str:
        return f"{self.kind} after {self.last}"


class Unsent(models.Model):
    """A change a search server has not been told of yet: a document to put, or without a body to take away. Oldest first."""

    index = models.CharField(max_length=10)
    item = models.BigIntegerField(help_text="Number of the text or passage.")
    body = models.JSONField(null=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.index} {self.item}"
