"""The API's OpenAPI description as a page prints it: operations, their parameters, the fields of their answers. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Parameter:
    """What an address takes. ``place`` is "path" or "query"; ``rule`` is what it must be, in the words of its schema."""

    name: str
    place: str
    is_required: bool
    rule: str
    words: str


@dataclass(frozen=True, slots=True)
class AnswerField:
    """A field of an answer, by its path in the object, such as ``items[].median``."""

    path: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One address that can be asked."""

    method: str
    path: str
    key: str
    summary: str
    words: str
    parameters: tuple[Parameter, ...]
    fields: tuple[AnswerField, ...]
    statuses: tuple[str, ...]


def operations(description: Schema) -> tuple[Operation, ...]:
    """Every operation in the order of its address."""
    schemas: dict[str, Schema] = description.get("components", {}).get("schemas", {})
    return tuple(
        _operation(path, method, operation, schemas)
        for path, methods in sorted(description["paths"].items())
        for method, operation in methods.items()
    )


def _operation(path: str, method: str, operation: Schema, schemas: dict[str, Schema]) -> Operation:
    responses: dict[Any, Schema] = operation["responses"]
    answer = responses[next(iter(responses))]["content"]["application/json"]["schema"]
    return Operation(
        method=method.upper(),
        path=path,
        key=operation["operationId"],
        summary=operation.get("summary", ""),
        words=" ".join(operation.get("description", "").split()),
        parameters=tuple(_parameter(parameter) for parameter in operation.get("parameters", ())),
        fields=tuple(_fields(answer, schemas, "")),
        statuses=tuple(str(status) for status in responses),
    )


def _parameter(parameter: Schema) -> Parameter:
    schema = parameter["schema"]
    limits = [f"{schema[key]}" for key in ("minimum", "maximum") if key in schema]
    rules = [_kind(schema).removesuffix(" or null"), " to ".join(limits)]
    if schema.get("default") not in (None, ""):
        rules.append(f"default {schema['default']}")
    return Parameter(
        name=parameter["name"],
        place=parameter["in"],
        is_required=bool(parameter.get("required")),
        rule=", ".join(rule for rule in rules if rule),
        words=schema.get("description", parameter.get("description", "")),
    )


def _fields(schema: Schema, schemas: dict[str, Schema], prefix: str) -> Iterator[AnswerField]:
    for name, field in _resolved(schema, schemas).get("properties", {}).items():
        inner = _resolved(_given(field), schemas)
        is_list = inner.get("type") == "array"
        path = f"{prefix}{name}{'[]' if is_list else ''}"
        yield AnswerField(path, _kind(field if "anyOf" in field else inner), field.get("description", ""))
        yield from _fields(inner["items"] if is_list else inner, schemas, f"{path}.")


def _given(schema: Schema) -> Schema:
    """What stands there where it is not null."""
    return next((each for each in schema.get("anyOf", ()) if each.get("type") != "null"), schema)


def _resolved(schema: Schema, schemas: dict[str, Schema]) -> Schema:
    """The schema itself, wherever it is kept."""
    reference = schema.get("$ref", "")
    return schemas[reference.rpartition("/")[2]] if reference else schema


def _kind(schema: Schema) -> str:
    """ "integer or null", "withheld or top_coded" """
    if "anyOf" in schema:
        return " or ".join(_kind(each) for each in schema["anyOf"])
    if "enum" in schema:
        return " or ".join(schema["enum"])
    if "const" in schema:
        return str(schema["const"])
    kind = str(schema.get("format") or schema.get("type", "object"))
    return "list" if kind == "array" else kind
