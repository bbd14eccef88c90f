"""Keeping an instance, bringing it back, carrying it over, freezing it, and forgetting a person in it."""

from cities.archive.actions.backups import Backup, Restored, keep_backup, make_backup, restore_backup
from cities.archive.actions.instances import Exported, Loaded, export_instance, load_instance
from cities.archive.actions.own import export_own_data
from cities.archive.actions.people import Erasure, erase_again, erase_person
from cities.archive.actions.sites import Frozen, freeze_site

__all__ = [
    "Backup",
    "Erasure",
    "Exported",
    "Frozen",
    "Loaded",
    "Restored",
    "erase_again",
    "erase_person",
    "export_instance",
    "export_own_data",
    "freeze_site",
    "keep_backup",
    "load_instance",
    "make_backup",
    "restore_backup",
]
