"""Erasing takes longer than a page may."""

from django.utils import timezone
from django_tasks import task

from cities.archive.actions import erase_person
from cities.archive.place import this_place


@task(backend="background", queue_name="bulk")
def erase_account(address: str) -> None:
    """Take somebody who left out of everything."""
    erase_person(address, place=this_place(), today=timezone.now().date())
