"""YAML into typed records, every complaint with its file, line and key."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

Record = TypeVar("Record")
Where = tuple[str | int, ...]
# libyaml's, six times as fast, where this build of PyYAML has it.
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class CatalogueError(Exception):
    """A catalogue file may not be loaded; ``str()`` is "file:line: key: what is wrong"."""

    def __init__(self, file: str, line: int, key: str, message: str) -> None:
        self.file, self.line, self.key = file, line, key
        super().__init__(f"{file}:{line}: {key}: {message}" if key else f"{file}:{line}: {message}")


class Source:
    """A YAML file that knows on which line each of its keys stands."""

    def __init__(self, path: Path, name: str) -> None:
        self.name = name
        try:
            loader = _Loader(path.read_text(encoding="utf-8"))
            root = loader.get_single_node()
        except UnicodeDecodeError as error:
            raise CatalogueError(name, 1, "", f"is not UTF-8 text ({error.reason})") from error
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise CatalogueError(name, line, "", f"is not YAML: {error.problem}") from error
        except yaml.YAMLError as error:
            raise CatalogueError(name, 1, "", "holds characters that YAML does not allow") from error
        self._lines: dict[Where, int] = {(): 1}
        if root is not None:
            self._walk(root, ())
        self.value: Any = None if root is None else loader.construct_document(root)

    def _walk(self, node: yaml.Node, where: Where) -> None:
        self._lines.setdefault(where, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                inner = (*where, key.value)
                if inner in self._lines:
                    raise CatalogueError(self.name, key.start_mark.line + 1, _dotted(inner), "stands twice")
                self._lines[inner] = key.start_mark.line + 1
                self._walk(value, inner)
        elif isinstance(node, yaml.SequenceNode):
            for place, value in enumerate(node.value):
                self._walk(value, (*where, place))

    def error(self, where: Where, message: str) -> CatalogueError:
        """A complaint about what stands at this place, or at the nearest place around it that exists."""
        around = where
        while around not in self._lines:
            around = around[:-1]
        return CatalogueError(self.name, self._lines[around], _dotted(where), message)

    def convert(self, shape: type[Record]) -> Record:
        """The file as this record. Raises ``CatalogueError`` at the first value of another shape."""
        try:
            return msgspec.convert(self.value, shape)
        except msgspec.ValidationError as error:
            message, _separator, path = str(error).partition(" - at `$")
            where = _where(path.rstrip("`"))
            unknown = re.search(r"unknown field `(.+?)`", message)
            raise self.error((*where, unknown[1]) if unknown else where, message) from error


def _where(path: str) -> Where:
    """msgspec's ``.skills[3].name`` as ("skills", 3, "name")."""
    return tuple(int(index) if index else name for name, index in re.findall(r"\.([^.\[\]]+)|\[(\d+)\]", path))


def _dotted(where: Where) -> str:
    text = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in where)
    return text.removeprefix(".")
