"""What keeps a row from being deleted."""

from django.db import router
from django.db.models import Model, ProtectedError, RestrictedError
from django.db.models.deletion import Collector
from wagtail.models import Revision


def referring_rows(row: Model) -> list[Model]:
    """Rows that cannot do without `row`, and rows that were given it, such as records about a concept; empty when nothing keeps it."""
    try:
        Collector(using=router.db_for_write(type(row)), origin=row).collect([row])
    except ProtectedError as error:
        return list(error.protected_objects)
    except RestrictedError as error:
        return list(error.restricted_objects)
    return [holder for relation in row._meta.related_objects if relation.many_to_many for holder in _holders(row, relation)]


def drafts_naming(row: Model) -> int:
    """Versions of other records that point to `row`: opening one of them would fail without it."""
    others = Revision.objects.exclude(object_id=str(row.pk))
    if isinstance(row.pk, int):
        return int(others.filter(content__iregex=rf'"{row._meta.model_name}": {row.pk}[,}}]').count())
    return int(others.filter(content__icontains=f'"{row.pk}"').count())


def _holders(row: Model, relation: object) -> list[Model]:
    """At most one: it is only shown as an example."""
    model: type[Model] = relation.related_model  # type: ignore[attr-defined]  # a ManyToManyRel
    name: str = relation.field.name  # type: ignore[attr-defined]  # as above
    return list(model._default_manager.filter(**{name: row})[:1])
