#!/usr/bin/env python3
"""Runs the lint tools on what changed since they last found nothing to complain of.

What passed is remembered in .cache/lint by content: of the file, of the headers of our own that it
includes directly, of the tool's configuration and of the compile flags.
"""

import argparse
import hashlib
import json
import os
import re
import shlex
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import check_house_rules
import check_layers
from check_layers import INCLUDE
from sources import code_files

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache/lint"
OWN = f"{re.escape(str(ROOT))}/(app|core|ui|tests)/"


@dataclass(frozen=True)
class Task:
    """One tool on one file."""

    tool: str
    file: Path
    command: tuple[str, ...]
    key: str


def run(command, **more) -> subprocess.CompletedProcess:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, **more)


def git(*arguments: str) -> list[str]:
    return run(["git", *arguments], check=True).stdout.split("\n")[:-1]


@cache
def text_of(file: Path) -> str:
    return (ROOT / file).read_text(encoding="utf-8")


@cache
def own_includes(file: Path) -> tuple[Path, ...]:
    """The headers of our own that a file includes directly, in its order."""
    named = (Path(match.group(2)) for match in INCLUDE.finditer(text_of(file)))
    return tuple(path for path in named if (ROOT / path).is_file())


def touched_since(revision: str) -> set[Path] | None:
    """Files changed since a commit, committed or not; nothing where the commit is not known."""
    if run(["git", "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"]).returncode:
        print(f"lint: there is no {revision}; looking at everything")
        return None
    names = git("diff", "--name-only", "--diff-filter=d", revision)
    return {Path(name) for name in names + git("ls-files", "-o", "--exclude-standard")}


def with_a_reader_for_each_header(chosen: set[Path], sources: list[Path]) -> set[Path]:
    """Tools read .cpp files: a header is looked at through its own, or one that includes it."""
    result = {file for file in chosen if file.suffix == ".cpp"}
    for header in chosen - result:
        own = header.with_suffix(".cpp")
        readers = [own] if own in sources else [s for s in sources if header in own_includes(s)]
        result.update(readers[:1])
    return result


def make_generated_files(build_dir: Path, jobs: int):
    """moc's output and the wire's messages: what the sources include but nobody wrote.

    ninja would compile libraries before it runs moc for what links them, so moc is run without it.
    """
    run(["ninja", "-C", build_dir, "build.ninja"], check=True)
    targets = run(["ninja", "-C", build_dir, "-t", "targets", "all"], check=True).stdout
    messages = re.findall(r"^((?!/).*\.pb\.h): ", targets, re.MULTILINE)
    commands = [["ninja", "-C", build_dir, *messages]]
    # A removed target leaves its folder behind, so the targets are asked for, not the folders.
    users = re.findall(r"^(.+)/(\w+)_autogen: phony$", targets, re.MULTILINE)
    infos = (build_dir / folder / f"CMakeFiles/{user}_autogen.dir/AutogenInfo.json"
             for folder, user in users)
    commands += [["cmake", "-E", "cmake_autogen", info, "Debug"]
                 for info in infos if (ROOT / info).is_file()]
    with ThreadPoolExecutor(jobs) as pool:
        for made in pool.map(run, commands):
            if made.returncode:
                sys.exit(made.stdout[-4000:] + made.stderr)


def compile_flags(build_dir: Path) -> dict[Path, list[str]]:
    """Flags of each source of our own, without those that name input and output."""
    flags = {}
    for entry in json.loads((ROOT / build_dir / "compile_commands.json").read_text("utf-8")):
        path = Path(entry["file"])
        if path.is_relative_to(ROOT) and not path.is_relative_to(ROOT / build_dir):
            words = shlex.split(entry["command"])
            words = words[next(i for i, w in enumerate(words) if w.endswith("clang++-14")) + 1:]
            flags[path.relative_to(ROOT)] = words[: words.index("-o")]
    return flags


class Planner:
    """Makes the tasks; knows how each tool is called and what its verdict depends on."""

    def __init__(self, build_dir: Path, flags: dict[Path, list[str]]):
        self.build_dir = build_dir
        self.flags = flags
        self.clazy_checks = ",".join(
            line for line in (ROOT / ".clazy").read_text("utf-8").split("\n")
            if line and not line.startswith("#"))

    def tidy(self, file: Path) -> Task:
        command = ("clang-tidy-14", "-p", str(self.build_dir), "--quiet", str(file))
        return self.task("clang-tidy", file, command, ".clang-tidy")

    def clazy(self, file: Path) -> Task:
        command = ("clazy-standalone", "-p", str(self.build_dir), f"--checks={self.clazy_checks}",
                   f"--header-filter={OWN}", "--ignore-dirs=^/usr/|/build/", str(file))
        return self.task("clazy", file, command, ".clazy")

    def cppcheck(self, file: Path) -> Task:
        command = ("cppcheck", "--quiet", "--enable=warning,performance,portability", "--std=c++20",
                   "--library=qt", "--inline-suppr", "--error-exitcode=1", "-I.", str(file))
        return self.task("cppcheck", file, command)

    def self_contained(self, header: Path) -> Task | None:
        """Nothing where the header's own .cpp includes it first: compiling that proves it."""
        own = header.with_suffix(".cpp")
        if own in self.flags and own_includes(own)[:1] == (header,):
            return None
        readers = [file for file in self.flags if header in own_includes(file)]
        near = max(readers or self.flags,
                   key=lambda file: len(os.path.commonpath([file.parent, header.parent])))
        command = ("clang++-14", *self.flags[near], "-Wno-unused-const-variable", "-fsyntax-only",
                   "-include", str(header), "-x", "c++", "/dev/null")
        return self.task("self-contained", header, command)

    def task(self, tool: str, file: Path, command: tuple[str, ...], config: str = "") -> Task:
        digest = hashlib.sha256()
        flags = self.flags.get(file, [])
        for part in (*command, *flags, version_of(command[0])):
            digest.update(part.replace(str(ROOT), "").encode() + b"\0")
        for path in (file, *own_includes(file), *([Path(config)] if config else [])):
            digest.update(f"{path}\0{text_of(path)}\0".encode())
        return Task(tool, file, command, digest.hexdigest())


@cache
def version_of(program: str) -> str:
    return run([program, "--version"]).stdout


def complaint(task: Task) -> tuple[str, float]:
    """What the tool says about the file, and how long it took."""
    started = time.monotonic()
    answer = run(task.command)
    said = answer.stdout + answer.stderr
    bad = answer.returncode != 0 or "[-Wclazy-" in said
    seconds = time.monotonic() - started
    return (re.sub(r"^\d+ warnings?.* generated\.\n", "", said, flags=re.M) if bad else ""), seconds


def check_format(files: list[Path]) -> bool:
    """False, and told, where clang-format would write a file differently."""
    if not files:
        return True
    answer = run(["clang-format-14", "--dry-run", "-Werror", *map(str, files)])
    print(answer.stderr, end="")
    return answer.returncode == 0


def run_tasks(tasks: list[Task], jobs: int) -> int:
    """Runs them side by side; returns how many complained."""
    CACHE.mkdir(parents=True, exist_ok=True)
    complaints = 0
    seconds_of: dict[str, float] = {}
    with ThreadPoolExecutor(jobs) as pool:
        running = {pool.submit(complaint, task): task for task in tasks}
        for done, future in enumerate(as_completed(running), 1):
            task = running[future]
            said, seconds = future.result()
            seconds_of[task.tool] = seconds_of.get(task.tool, 0) + seconds
            if said:
                complaints += 1
                print(f"--- {task.tool}: {task.file}\n{said}", flush=True)
            else:
                (CACHE / task.key).touch()
            if done % 25 == 0:
                print(f"lint: {done} of {len(tasks)}", flush=True)
    for tool, seconds in sorted(seconds_of.items()):
        print(f"lint: {tool} {seconds:.0f} s")
    return complaints


def main() -> int:
    parser = argparse.ArgumentParser(prog="./dev lint", description=__doc__)
    parser.add_argument("--build-dir", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--jobs", type=int, default=2, help=argparse.SUPPRESS)
    parser.add_argument("--all", action="store_true", help="everything, whatever passed before")
    parser.add_argument("--since", metavar="REV", help="only what changed since a commit")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="only these files")
    args = parser.parse_args()
    started = time.monotonic()

    make_generated_files(args.build_dir, args.jobs)
    everything = code_files(ROOT)
    flags = compile_flags(args.build_dir)
    chosen = set(everything)
    if args.files:
        chosen &= {(Path.cwd() / file).resolve().relative_to(ROOT) for file in args.files}
    elif args.since and (touched := touched_since(args.since)) is not None:
        chosen &= touched

    problems = check_layers.check(ROOT) + check_house_rules.check(ROOT)
    problems += [f"{file}:1: is built by no target" for file in sorted(chosen - flags.keys())
                 if file.suffix == ".cpp"]
    print("".join(line + "\n" for line in problems), end="")
    well_formed = check_format(sorted(chosen))

    planner = Planner(args.build_dir, flags)
    sources = sorted(with_a_reader_for_each_header(chosen, list(flags)) & flags.keys())
    tasks = [plan(file) for plan in (planner.tidy, planner.clazy, planner.cppcheck)
             for file in sources]
    tasks += filter(None, (planner.self_contained(file) for file in sorted(chosen)
                           if file.suffix == ".h"))
    pending = [task for task in tasks if args.all or not (CACHE / task.key).exists()]
    complaints = run_tasks(pending, args.jobs)

    used = os.times()
    print(f"lint: {len(chosen)} files; {len(tasks)} looks, {len(tasks) - len(pending)} of them known"
          f" to be fine, {complaints} with complaints; {time.monotonic() - started:.0f} s,"
          f" {used.children_user + used.children_system:.0f} s of CPU")
    return bool(problems or complaints or not well_formed)


if __name__ == "__main__":
    sys.exit(main())
