"""Pictures of records, in the sizes pages show them."""

from dataclasses import dataclass

from cities.commons.members.models import Organisation
from cities.commons.practices.models import Practice
from cities.core.models import Picture

# On the record's own page: for phones, for the column of text, and that on fine screens. No picture is made larger than it is.
PAGE_SIZES = ("max-480x480|format-webp", "max-960x960|format-webp", "max-1440x1440|format-webp")
# Where a link to the page is shared: the shape of Open Graph, in a format every reader of it knows.
SHARE_SIZE = "fill-1200x630|format-jpeg"
# Small in lists, twice as fine as it stands there: a view is cut to fit, a logo never is.
LIST_SIZES = {Practice.kind_code: "fill-240x180|format-webp", Organisation.kind_code: "max-240x180|format-webp"}


@dataclass(frozen=True)
class ShownPicture:
    """A picture of a page in all its sizes. What it shows is said by the words of the record, in their language."""

    url: str
    width: int
    height: int
    sources: str
    widest: int
    credit: str
    share_url: str
    share_width: int
    share_height: int


def shown_picture(picture: Picture | None) -> ShownPicture | None:
    """Sizes nobody has asked for yet are made. Without a query when they are all there and `renditions` was prefetched.

    None without a picture, and when its file is lost: the page stands without it.
    """
    if picture is None:
        return None
    try:
        sizes = picture.get_renditions(*PAGE_SIZES, SHARE_SIZE)
    except OSError:
        return None
    small, middle, large, share = (sizes[size] for size in (*PAGE_SIZES, SHARE_SIZE))
    # A small original gives the same width more than once.
    widths = {size.width: size.url for size in (large, middle, small)}
    return ShownPicture(
        url=middle.url,
        width=middle.width,
        height=middle.height,
        sources=", ".join(f"{url} {width}w" for width, url in sorted(widths.items())),
        widest=large.width,
        credit=picture.credit,
        share_url=share.url,
        share_width=share.width,
        share_height=share.height,
    )
