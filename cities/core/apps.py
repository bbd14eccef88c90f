from typing import Any

from django.apps import AppConfig
from willow.plugins.pillow import PillowImage
from willow.registry import registry


class CoreConfig(AppConfig):
    name = "cities.core"
    label = "core"

    def ready(self) -> None:
        """Every size of a picture that pages show begins with this step of Wagtail's; letters leave by the background worker."""
        registry.register_operation(PillowImage, "auto_orient", orient_and_forget)
        from cities.core import receivers as _receivers  # noqa: F401, PLC0415 -- being imported is what connects them
        from cities.core.models import Letter  # noqa: PLC0415 -- models are loaded only now
        from cities.core.tasks import carry_letter  # noqa: PLC0415 -- as above

        Letter.carrier = staticmethod(carry_letter.enqueue)


def orient_and_forget(picture: Any) -> Any:
    """Turn a picture as the camera was held, then drop what else the camera wrote: place, time and device are the photographer's own."""
    turned = picture.auto_orient()
    turned.image.info.pop("exif", None)
    return turned
