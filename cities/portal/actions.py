"""What the portal makes ready before anybody asks."""

from cities.commons.members.models import Organisation
from cities.commons.practices.models import Practice
from cities.core.models import Picture
from cities.portal.queries.pictures import LIST_SIZES, PAGE_SIZES, SHARE_SIZE


def prepare_pictures() -> int:
    """Make every size of the pictures of public records that lists lack; returns of how many pictures. Safe to repeat.

    Lists never make sizes themselves: one page would wait for dozens. A picture whose file is lost is passed over.
    """
    made = 0
    for model in (Practice, Organisation):
        size = LIST_SIZES[model.kind_code]
        shown = model.objects.public().filter(image__isnull=False).values("image")
        for picture in Picture.objects.filter(pk__in=shown).exclude(renditions__filter_spec=size):
            try:
                picture.get_renditions(*PAGE_SIZES, SHARE_SIZE, size)
            except OSError:
                continue
            made += 1
    return made
