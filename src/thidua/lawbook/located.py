"""YAML read with the line of every key, so that a fault can be shown where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from thidua.lawbook.faults import Fault


class Mapped(dict[str, Any]):
    """A YAML mapping that knows its first line and the line of each key (counted from 1)."""

    line: int = 1
    lines: dict[str, int]

    def line_of(self, key: str) -> int:
        return self.lines.get(key, self.line)


class _Loader(yaml.CSafeLoader):
    """Safe loader: mappings become `Mapped`, a key written twice is an error."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> Mapped:
    made = Mapped()
    made.line = node.start_mark.line + 1
    made.lines = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in made:
            raise yaml.constructor.ConstructorError(
                None, None, f"khóa “{key}” viết hai lần", key_node.start_mark
            )
        made[key] = loader.construct_object(value_node, deep=True)
        made.lines[key] = key_node.start_mark.line + 1
    return made


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def read_yaml(path: Path, name: str) -> Mapped | Fault:
    """One file as a mapping; a `Fault` carrying `name` when it is not readable YAML or not a mapping."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return Fault(name, 1, "Tệp không phải văn bản UTF-8.")
    try:
        # The loader is the safe one of PyYAML with one more constructor for mappings.
        content = yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return Fault(name, line, f"Không đọc được YAML: {error.problem}.")
    except (yaml.YAMLError, ValueError) as error:
        return Fault(name, 1, f"Không đọc được YAML: {str(error).splitlines()[0]}.")
    if not isinstance(content, Mapped):
        return Fault(name, 1, "Tệp phải là một bảng khóa: giá trị.")
    return content
