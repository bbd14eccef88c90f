"""The OpenAPI description as a page to read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Schema = Mapping[str, Any]
# Text in pieces, each with whether it is code: the only markup descriptions have is `this`.
Prose = tuple[tuple[str, bool], ...]
PREFIX = "#/components/schemas/"


@dataclass(frozen=True)
class Kind:
    """A type in words; `names` are the schemas it is made of, each with a place on the page."""

    words: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Field:
    name: str
    kind: Kind
    description: Prose
    allowed: tuple[str, ...] = ()
    default: str = ""
    example: str = ""
    is_required: bool = False


@dataclass(frozen=True)
class Reply:
    status: str
    description: str
    kind: Kind


@dataclass(frozen=True)
class Operation:
    id: str
    method: str
    path: str
    summary: str
    description: Prose
    parameters: tuple[Field, ...]
    replies: tuple[Reply, ...]


@dataclass(frozen=True)
class Type:
    name: str
    description: Prose
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Group:
    name: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True)
class Reference:
    title: str
    version: str
    paragraphs: tuple[Prose, ...]
    groups: tuple[Group, ...]
    types: tuple[Type, ...]


def reference(description: Schema) -> Reference:
    operations = list(_operations(description["paths"]))
    tags = dict.fromkeys(tag for tag, _ in operations)
    return Reference(
        title=description["info"]["title"],
        version=description["info"]["version"],
        paragraphs=tuple(_prose(paragraph) for paragraph in description["info"]["description"].splitlines() if paragraph),
        groups=tuple(Group(tag, tuple(operation for name, operation in operations if name == tag)) for tag in tags),
        types=tuple(_type(name, schema) for name, schema in sorted(description["components"]["schemas"].items())),
    )


def _operations(paths: Schema) -> Iterator[tuple[str, Operation]]:
    for path, methods in paths.items():
        for method, details in methods.items():
            yield (
                details["tags"][0],
                Operation(
                    id=details["operationId"],
                    method=method.upper(),
                    path=path,
                    summary=details["summary"],
                    description=_prose(details.get("description", "")),
                    parameters=tuple(_parameter(parameter) for parameter in details["parameters"]),
                    replies=tuple(_reply(str(status), reply) for status, reply in details["responses"].items()),
                ),
            )


def _parameter(parameter: Schema) -> Field:
    return _field(parameter["name"], parameter["schema"], is_required=parameter["required"])


def _reply(status: str, reply: Schema) -> Reply:
    schemas = [content["schema"] for content in reply.get("content", {}).values()]
    kinds = [_kind(schema) for schema in schemas]
    names = tuple(name for kind in kinds for name in kind.names)
    return Reply(status, reply["description"], Kind(" or ".join(kind.words for kind in kinds), names))


def _type(name: str, schema: Schema) -> Type:
    required = set(schema.get("required", ()))
    fields = tuple(_field(key, details, is_required=key in required) for key, details in schema.get("properties", {}).items())
    return Type(name, _prose(schema.get("description", "")), fields)


def _field(name: str, schema: Schema, *, is_required: bool) -> Field:
    examples = schema.get("examples") or [""]
    example = examples[0]
    default = schema.get("default")
    return Field(
        name=name,
        kind=_kind(schema),
        description=_prose(schema.get("description", "")),
        allowed=tuple(str(value) for value in _allowed(schema)),
        default="" if default in (None, "", []) else str(default),
        example=str(example[0] if isinstance(example, list) else example),
        is_required=is_required,
    )


def _allowed(schema: Schema) -> list[Any]:
    found: list[Any] = schema.get("enum") or schema.get("items", {}).get("enum") or []
    return found or [value for option in schema.get("anyOf", ()) for value in option.get("enum", ())]


def _prose(text: str) -> Prose:
    return tuple((piece, bool(position % 2)) for position, piece in enumerate(text.split("`")) if piece)


def _kind(schema: Schema) -> Kind:
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(PREFIX)
        return Kind(name, (name,))
    for combined in ("anyOf", "allOf"):
        if combined in schema:
            kinds = [_kind(option) for option in schema[combined]]
            return Kind(" or ".join(kind.words for kind in kinds), tuple(name for kind in kinds for name in kind.names))
    if schema.get("type") == "array":
        inner = _kind(schema.get("items", {}))
        return Kind(f"list of {inner.words}", inner.names)
    words = schema.get("format") or schema.get("type") or "anything"
    return Kind("string" if "const" in schema else str(words))
