"""Every named address of the site, walked from the resolver, so that none can be added unseen."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Address:
    """`namespace:name` and the names of its parameters; their numbers where they have no names."""

    name: str
    parameters: tuple[str, ...]
    route: str

    @property
    def namespace(self) -> str:
        return self.name.rpartition(":")[0]

    @property
    def is_a_page_or_feed(self) -> bool:
        """Neither the back office nor an uploaded file."""
        return not self.route.startswith(("/admin/", "/documents/", "/media/"))


def named_addresses() -> list[Address]:
    """In the order of the resolver; a name that stands for two shapes of address comes twice."""
    return [address for address in every_pattern() if not address.name.endswith(":") and address.name]


def every_pattern() -> list[Address]:
    """Nameless ones too."""
    return list(_walk(get_resolver(), "", "/"))


def label(address: Address, all_addresses: list[Address]) -> str:
    """The name; with its parameters where the name alone is not enough."""
    twice = Counter(each.name for each in all_addresses)[address.name] > 1
    return f"{address.name}({' '.join(address.parameters)})" if twice else address.name


def _walk(resolver: URLResolver, namespace: str, route: str, above: tuple[str, ...] = ()) -> Iterator[Address]:
    """`above` are the parameters in the part of the address before."""
    for pattern in resolver.url_patterns:
        here = f"{route}{pattern.pattern}"
        parameters = (*above, *_parameters(pattern))
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace, here, parameters)
        elif isinstance(pattern, URLPattern):
            yield Address(f"{namespace}{pattern.name or ''}", parameters, here)


def _parameters(pattern: URLPattern | URLResolver) -> tuple[str, ...]:
    regex = pattern.pattern.regex
    return tuple(pattern.pattern.converters) or tuple(regex.groupindex) or tuple(str(number) for number in range(regex.groups))
