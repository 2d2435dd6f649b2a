"""YAML as people type it: whatever is wrong ends in one message with file and line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from thidua.kernel.issues import InputFault, Issue, Place

MAX_BYTES = 2 * 1024 * 1024  # answers for ten thousand rows are 1 MB


class _Loader(yaml.SafeLoader):
    """Names the line of a day that does not exist and of a key that stands twice."""

    def construct_yaml_timestamp(self, node: yaml.ScalarNode) -> Any:
        try:
            return super().construct_yaml_timestamp(node)
        except ValueError:
            raise yaml.constructor.ConstructorError(None, None, "no such day", node.start_mark)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    raise yaml.constructor.ConstructorError(None, None, "key twice", key.start_mark)
                seen.add(key.value)
        return super().construct_mapping(node, deep)


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _Loader.construct_yaml_timestamp)
_FAULTS = {
    "no such day": ("không có ngày này.", "Ghi ngày có thật, dạng 2023-12-22."),
    "key twice": ("mục này ghi hai lần.", "Xóa một trong hai."),
}


def load_yaml(path: Path) -> Any:
    """A YAML file's content. Raises InputFault naming file and line when it is missing, unreadable or broken."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputFault(Issue("yaml.large", "tệp quá lớn.", "Kiểm tra lại tệp.", Place(path.name)))
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except FileNotFoundError:
        issue = Issue(
            "yaml.missing", "không có tệp này.", f"Đặt tệp vào {path.parent.name}/.", Place(path.name)
        )
    except OSError:
        cure = "Kiểm tra quyền đọc; tên này phải là một tệp."
        issue = Issue("yaml.unreadable", "không đọc được tệp này.", cure, Place(path.name))
    except (yaml.YAMLError, ValueError, RecursionError) as fault:
        mark = getattr(fault, "problem_mark", None)
        place = Place(path.name, row=mark.line + 1 if mark else 0)
        known = _FAULTS.get(str(getattr(fault, "problem", "")))
        issue = Issue("yaml.broken", *(known or ("tệp sai cú pháp YAML.", "Sửa lại dòng này.")), place)
    raise InputFault(issue)
