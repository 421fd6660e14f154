"""The source files of the project, and their text without comments and literals."""

import re
from pathlib import Path

FOLDERS = ("app", "core", "ui", "tests")
CODE = {".h", ".cpp"}

_NOT_CODE = re.compile(
    r'//[^\n]*'                                   # comment to the end of the line
    r'|/\*.*?\*/'                                 # comment in a block
    r'|R"(?P<mark>[^\s()\\]{0,16})\(.*?\)(?P=mark)"'  # raw string
    r'|"(?:\\.|[^"\\\n])*"'                       # string
    r"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'",      # character, but no digit separator
    re.DOTALL,
)


def code_files(root: Path) -> list[Path]:
    """All .h and .cpp files of our own, relative to the root, in a stable order."""
    return sorted(
        path.relative_to(root)
        for folder in FOLDERS
        for path in (root / folder).rglob("*")
        if path.suffix in CODE and path.is_file()
    )


def without_comments(text: str, literals: bool = False) -> str:
    """The same number of lines, with comments blanked, and literals too unless they are kept."""

    def blank(match: re.Match) -> str:
        found = match.group()
        if literals and not found.startswith(("//", "/*")):
            return found
        return '""' + "\n" * found.count("\n")

    return _NOT_CODE.sub(blank, text)
