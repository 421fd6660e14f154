#!/usr/bin/env python3
"""Checks every #include against layers.toml: who may know whom."""

import fnmatch
import re
import sys
import tomllib
from pathlib import Path

from sources import FOLDERS, code_files, without_comments

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)
GENERATED = re.compile(r"(\.moc|\.pb\.h)$|^moc_|^ui_")


def expand(pattern: str) -> list[str]:
    """fnmatch patterns for one of ours: {a,b} is either, * stays in a folder, ** does not."""
    braces = re.search(r"\{([^}]*)\}", pattern)
    if not braces:
        return [pattern]
    return [
        pattern[: braces.start()] + choice + pattern[braces.end():]
        for choice in braces.group(1).split(",")
    ]


def matches(pattern: str, file: str) -> bool:
    same_depth = pattern.count("/") == file.count("/")
    return any(
        (one.endswith("/**") and file.startswith(one[:-2]))
        or (same_depth and fnmatch.fnmatchcase(file, one))
        for one in expand(pattern)
    )


class Layers:
    def __init__(self, rules: dict):
        self.layers = rules["layer"]
        self.common = rules["common"]["may"]
        self.libraries = {name: re.compile(text) for name, text in rules["libraries"].items()}

    def of(self, file: str) -> dict | None:
        return next((layer for layer in self.layers if matches(layer["files"], file)), None)

    def complaint(self, file: str, quote: str, included: str) -> str | None:
        """Why this file may not include that, or nothing."""
        layer = self.of(file)
        if layer is None:
            return "belongs to no layer of layers.toml"
        library = next((n for n, form in self.libraries.items() if form.search(included)), None)
        if library:
            allowed = library in layer.get("libraries", [])
            return None if allowed else f"may not include {included}: {library} is not for this layer"
        if quote == "<" or GENERATED.search(included):
            return None
        if included.split("/")[0] not in FOLDERS:
            return f'includes "{included}": write includes of our own from the root'
        may = self.common + layer.get("may", [])
        if file.endswith((".cpp", "_private.h")):
            may = may + layer.get("may_inside", [])
        own_folder = file.rpartition("/")[0] + "/"
        if included.startswith(own_folder) and "/" not in included[len(own_folder):]:
            return None
        for entry in may:
            if included == entry or (entry.endswith("/") and self.inside(included, entry)):
                return None
        return f'may not include "{included}"'

    def inside(self, included: str, folder: str) -> bool:
        """A folder of two parts holds files only; "ui/" and the like hold everything below."""
        if not included.startswith(folder):
            return False
        return folder.count("/") == 1 or "/" not in included[len(folder):]


def check_includes(root: Path) -> list[str]:
    """Includes that the layers do not allow."""
    rules = tomllib.loads((root / "tests/lint/layers.toml").read_text(encoding="utf-8"))
    layers = Layers(rules)
    problems = []
    for path in code_files(root):
        file = path.as_posix()
        text = without_comments((root / path).read_text(encoding="utf-8"), literals=True)
        if layers.of(file) is None:
            problems.append(f"{file}:1: belongs to no layer of layers.toml")
            continue
        for match in INCLUDE.finditer(text):
            complaint = layers.complaint(file, match.group(1), match.group(2))
            if complaint:
                line = text.count("\n", 0, match.start()) + 1
                problems.append(f"{file}:{line}: {complaint}")
    return problems


def check_names(root: Path) -> list[str]:
    """Layers without a file, and folders and files that may be included and are not there."""
    rules = tomllib.loads((root / "tests/lint/layers.toml").read_text(encoding="utf-8"))
    files = [path.as_posix() for path in code_files(root)]
    named = {entry for layer in rules["layer"] + [rules["common"]]
             for entry in layer.get("may", []) + layer.get("may_inside", [])}
    empty = [layer["files"] for layer in rules["layer"]
             if not any(matches(layer["files"], file) for file in files)]
    missing = [entry for entry in sorted(named) if not (root / entry).exists()]
    return [f"tests/lint/layers.toml:1: {name} is not there" for name in empty + missing]


def check(root: Path) -> list[str]:
    return check_includes(root) + check_names(root)


if __name__ == "__main__":
    found = check(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
    print("\n".join(found) or "layers: nothing to complain of")
    sys.exit(bool(found))
