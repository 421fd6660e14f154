#!/usr/bin/env python3
"""Checks the house rules that no other tool knows.

A line that must break one says so at its end: // house: RULE, because ...
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from sources import code_files, without_comments

MAX_LINES = 600
TEXT = {".cpp", ".h", ".md", ".py", ".txt", ".cmake", ".json", ".toml", ".proto", ".svg", ".xml"}
TEXT_FOLDERS = ("app", "core", "ui", "tests", "cmake", "resources", "packaging", ".ci")


@dataclass(frozen=True)
class Rule:
    """A pattern that code (without comments and literals) must not contain."""

    name: str
    pattern: str
    reason: str
    where: tuple[str, ...] = ("app/", "core/", "ui/", "tests/")
    unless: tuple[str, ...] = ()

    def applies(self, file: str) -> bool:
        return file.startswith(self.where) and not file.startswith(self.unless)


PRODUCT = ("app/", "core/", "ui/")
RULES = (
    Rule("nested-event-loop", r"\bprocessEvents\b|\bQEventLoop\b",
         "the GUI thread never waits: use a signal or a callback", PRODUCT),
    Rule("blocking-dialog", r"(\.|->)exec\(",
         "open() dialogs and connect to their signals", ("ui/", "app/"), ("app/main.cpp", "app/cli/")),
    Rule("blocking-dialog", r"\bQMessageBox::(question|warning|information|critical|about)\("
         r"|\bQFileDialog::get\w+\(|\bQInputDialog::get\w+\(",
         "static dialogs run an event loop of their own: ask through ui::Prompts", PRODUCT),
    Rule("sender", r"\bsender\(\)", "say in the connect who speaks"),
    Rule("string-connect", r"\bSIGNAL\(", "connect function pointers"),
    Rule("singleton", r"\b(?!Q[A-Z])\w+::instance\(|\bstatic\s+\w+\s*[&*]\s*instance\(",
         "hand the object in through the constructor"),
    Rule("sleep", r"\b(qWait|qSleep)\(|\bQThread::[mu]?sleep\(|\bsleep_for\(|\bsleep_until\(",
         "wait for a fact (QTRY_*, QSignalSpy), not for time", unless=("tests/bench/",)),
    Rule("json-through-qt", r"\bQJson(Document|Object|Array|Value)\b",
         "Qt's JSON changes numbers, order and bytes: payloads go through core/text",
         ("core/", "ui/")),
    Rule("knows-the-window", r"\bMainWindow\b",
         "a part tells by a signal what the window shall carry on", ("ui/",),
         ("ui/main_window/main_window",)),
    Rule("using-in-header", r"^using namespace", "a header decides for all who include it"),
)

NAMED_FILE = re.compile(r"`((?:app|cmake|core|packaging|resources|tests|ui)/[\w./-]+)`")
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
MACHINE_PATH = re.compile(r"(?<![\w/.$}~-])/(home|root|work|mnt|Users)/\w")


def line_of(text: str, index: int) -> int:
    return text.count("\n", 0, index) + 1


def check_code(file: str, text: str) -> list[str]:
    """What is wrong with one .h or .cpp file, a line each."""
    problems = []
    code = without_comments(text)
    lines = text.splitlines()
    for rule in RULES:
        if not rule.applies(file) or (rule.name == "using-in-header" and not file.endswith(".h")):
            continue
        for match in re.finditer(rule.pattern, code, re.MULTILINE):
            number = line_of(code, match.start())
            if f"// house: {rule.name}, because " not in lines[number - 1]:
                problems.append(f"{file}:{number}: {rule.name}: {rule.reason}")
    if len(lines) > MAX_LINES:
        problems.append(f"{file}:{len(lines)}: too-long: over {MAX_LINES} lines; split by idea")
    if file.endswith(".h"):
        head = lines[:2]
        if len(head) < 2 or not all(line.startswith("// ") for line in head):
            problems.append(f"{file}:1: header-head: start with two comment lines: what it is,"
                            " which thread it lives on")
        if "#pragma once" not in lines:
            problems.append(f"{file}:1: header-guard: #pragma once is missing")
    if Path(file).name.startswith("tst_") and file.endswith(".cpp"):
        if not re.search(r"\bfailOnWarnings?\(", code):
            problems.append(f"{file}:1: quiet-tests: init() calls QTest::failOnWarning")
    return problems


def check_text(file: str, text: str) -> list[str]:
    """What is wrong with any text file."""
    problems = []
    for number, line in enumerate(text.splitlines(), 1):
        if UNFINISHED.search(line):
            problems.append(f"{file}:{number}: unfinished: finish it, or write an issue")
        if MACHINE_PATH.search(line):
            problems.append(f"{file}:{number}: machine-path: the path exists on one machine only")
    return problems


BASE = re.compile(r"^[ \t]*class\s+(\w+)(?:\s+final)?\s*:\s*public\s+(?:\w+::)*(\w+)", re.MULTILINE)
QT_MODEL = re.compile(r"Q(?!ItemSelection)\w*Model")


def check_models(root: Path) -> list[str]:
    """Item models of the window that no test holds against QAbstractItemModelTester."""
    sources = {p.as_posix(): (root / p).read_text(encoding="utf-8") for p in code_files(root)}
    base_of, place_of = {}, {}
    for file, text in sources.items():
        code = without_comments(text) if file.startswith("ui/") else ""
        for match in BASE.finditer(code):
            base_of[match[1]] = match[2]
            place_of[match[1]] = (file, line_of(code, match.start(1)))

    def is_model(name: str) -> bool:
        return bool(QT_MODEL.fullmatch(name)) or name in base_of and is_model(base_of[name])

    testers = [without_comments(text, literals=True) for file, text in sources.items()
               if file.startswith("tests/") and "QAbstractItemModelTester" in text]
    testers = [text for text in testers if re.search(r"\bQAbstractItemModelTester\s+\w", text)]
    problems = []
    for name, (file, number) in place_of.items():
        if not is_model(name) or name in base_of.values():  # a base is tested in what derives
            continue
        include, excuse = f'#include "{file}"', "// house: model-tester, because "
        if excuse in sources[file].splitlines()[number - 1]:
            continue
        if not file.endswith(".h"):
            problems.append(f"{file}:{number}: model-tester: {name} needs a header for its test")
        elif not any(include in text for text in testers):
            problems.append(f"{file}:{number}: model-tester: no test with QAbstractItemModelTester"
                            f" includes the header of {name}")
    return problems


def check_rooms(root: Path) -> list[str]:
    """Folders that the README beside them does not name."""
    problems = []
    for home in ("core", "ui", "tests"):
        readme = root / home / "README.md"
        text = readme.read_text(encoding="utf-8") if readme.exists() else None
        for room in sorted((root / home).iterdir()) if text else []:
            if room.is_dir() and room.name[0] not in "._" and f"`{room.name}`" not in text:
                problems.append(f"{home}/README.md:1: room: it does not name {room.name}")
    return problems


def check_names(root: Path) -> list[str]:
    """Files and folders that the documents name and that are not there: from the root, or from where
    the document lies; ".h" may be left out."""
    problems = []
    for path in text_files(root):
        text = (root / path).read_text(encoding="utf-8") if path.suffix == ".md" else ""
        for match in NAMED_FILE.finditer(text):
            places = [home / name for home in (root, root / path.parent)
                      for name in (match[1], f"{match[1]}.h")]
            if not any(place.exists() for place in places):
                number = line_of(text, match.start())
                problems.append(f"{path.as_posix()}:{number}: gone-file: there is no {match[1]}")
    return problems


def text_files(root: Path) -> list[Path]:
    inside = [p for folder in TEXT_FOLDERS for p in (root / folder).rglob("*")]
    beside = [p for p in root.iterdir() if p.suffix in TEXT or p.name == "dev"]
    found = [p for p in inside + beside if p.is_file() and (p.suffix in TEXT or not p.suffix)]
    return sorted(p.relative_to(root) for p in found)


def check(root: Path) -> list[str]:
    problems = []
    for path in code_files(root):
        problems += check_code(path.as_posix(), (root / path).read_text(encoding="utf-8"))
    problems += check_models(root)
    problems += check_rooms(root) + check_names(root)
    for path in text_files(root):
        if not path.is_relative_to("tests/lint"):  # the rules themselves name what they forbid
            text = (root / path).read_text(encoding="utf-8", errors="replace")
            problems += check_text(path.as_posix(), text)
    for folder in TEXT_FOLDERS:
        for form in (root / folder).rglob("*.ui"):
            problems.append(f"{form.relative_to(root)}:1: form-file: write the layout in C++")
    return problems


if __name__ == "__main__":
    found = check(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
    print("\n".join(found) or "house rules: nothing to complain of")
    sys.exit(bool(found))
