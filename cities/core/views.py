"""What machines ask the site about itself, and the pictures it serves."""

import os
import shutil
from pathlib import PurePosixPath
from typing import NoReturn

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, JsonResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from cities.core.models import Picture, Rendition

LEAST_FREE_BYTES = 200 * 1024 * 1024
# What a browser may show in place. SVG is not among them: it can hold scripts.
PICTURES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
PICTURE_SECONDS = 3600


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers; nothing else is asked."""
    return JsonResponse({"status": "ok"})


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Each part readers depend on; 503 while one of them fails."""
    checks = {"database": _database(), "migrations": _migrations(), "cache": _cache(), "storage": _storage()}
    ready = all(checks.values())
    return JsonResponse(
        {"status": "ok" if ready else "failing", "checks": {name: "ok" if fine else "failing" for name, fine in checks.items()}},
        status=200 if ready else 503,
    )


def kept_file(file: FieldFile, name: str) -> FileResponse:
    """To be saved under its name, never shown in place. Not there when its bytes are gone."""
    try:
        return FileResponse(file.open("rb"), as_attachment=True, filename=name, content_type="application/octet-stream")
    except FileNotFoundError:
        raise Http404 from None


@require_safe
def picture(request: HttpRequest, name: str) -> FileResponse:
    """A picture in a size that pages use. The original, which may tell where and by whom it was taken, is for the staff.

    Only names the database knows are served, so that no address is ever taken for a path on the disk.
    """
    # PostgreSQL refuses to be asked for a name with NUL in it; there is none.
    if "\0" in name:
        raise Http404
    rendition = Rendition.objects.filter(file=name).select_related("image").first()
    shown = rendition or Picture.objects.filter(file=name).first()
    media_type = PICTURES.get(PurePosixPath(name).suffix.lower())
    if shown is None or media_type is None or not _may_see(request, shown):
        raise Http404
    try:
        response = FileResponse(shown.file.open("rb"), content_type=media_type)
    except FileNotFoundError:
        raise Http404 from None
    patch_cache_control(response, public=True, max_age=PICTURE_SECONDS)
    return response


def closed(request: HttpRequest, **parameters: str) -> NoReturn:
    """Nothing is here, for anyone."""
    raise Http404


def _may_see(request: HttpRequest, shown: Picture | Rendition) -> bool:
    if request.user.has_perm("wagtailadmin.access_admin"):
        return True
    if not isinstance(shown, Rendition):
        return False
    # Whoever sends a picture sees it before it is approved.
    is_own = request.user.pk is not None and shown.image.uploaded_by_user_id == request.user.pk
    return bool(is_own or shown.image.is_public)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _migrations() -> bool:
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def _cache() -> bool:
    try:
        cache.set("readyz", "ok", 5)
        return bool(cache.get("readyz") == "ok")
    except Exception:  # noqa: BLE001 -- whatever the cache raises: each kind has errors of its own
        return False


def _storage() -> bool:
    folder = settings.ENVIRONMENT.data_dir
    return os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > LEAST_FREE_BYTES
