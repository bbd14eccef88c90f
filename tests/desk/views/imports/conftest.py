"""Screens of imports stand on the same ground as imports."""

from tests.gather.intake.conftest import ground, uploads

__all__ = ["ground", "uploads"]
