"""A screen, a session bus, an accessibility bus and a home that nobody else sees.

What is started on this desk ends with it, and so does whatever that started in turn.
"""

import contextlib
import ctypes
import os
import select
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

PATIENCE = 60.0  # seconds for one fact; much for a quiet machine, enough for a very busy one
ACCESSIBILITY_BUS = "/usr/libexec/at-spi-bus-launcher"
PACKAGES = {"Xvfb": "xvfb", "dbus-daemon": "dbus-daemon", ACCESSIBILITY_BUS: "at-spi2-core"}
# What a person's own desktop tells its programs.
PERSONAL = ("AT_SPI_", "DBUS_", "DISPLAY", "LANG", "LC_", "QT_", "WAYLAND_", "XAUTHORITY", "XDG_")
SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER


class Failed(Exception):
    """Its text is a sentence for the person who reads the test's output."""


def check_tools():
    missing = [f"{tool} (package {package})" for tool, package in PACKAGES.items()
               if not shutil.which(tool) and not os.path.exists(tool)]
    if missing:
        raise Failed(f"missing: {', '.join(missing)}")


def start_and_hear(*command):
    """Starts a server that takes the number of a file to say in where it is; gives what it says."""
    ours, theirs = os.pipe()
    subprocess.Popen([*command, str(theirs)], pass_fds=[theirs])
    os.close(theirs)
    with open(ours, encoding="utf-8") as told:
        answer = told.readline().strip() if select.select([told], [], [], PATIENCE)[0] else ""
    if not answer:
        raise Failed(f"{command[0]} did not say that it is ready")
    return answer


def children():
    """The processes whose parent is this one."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it ended while it was looked at
            if int(stat.read_bytes().rpartition(b")")[2].split()[1]) == os.getpid():
                yield int(stat.parent.name)


def end_children():
    """Ends all that runs below this process, and comes back when nothing does."""
    patience_ends = time.monotonic() + 10
    while True:
        politely = time.monotonic() < patience_ends
        for child in children():
            os.kill(child, signal.SIGTERM if politely else signal.SIGKILL)
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:  # none is left
            return
        time.sleep(0.02)


@contextlib.contextmanager
def own_desk():
    """Changes the environment of this process, so that its children work on a desk of their own."""
    check_tools()
    ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)  # orphans become its children
    for name in [name for name in os.environ if name.startswith(PERSONAL)]:
        del os.environ[name]
    with tempfile.TemporaryDirectory(prefix="tributary-desk-") as home:
        os.environ.update(HOME=home, XDG_RUNTIME_DIR=home, LANG="C.UTF-8", QT_QPA_PLATFORM="xcb",
                          QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1")
        try:
            # The server looks for a free number itself and does not begin anew between clients.
            number = start_and_hear("Xvfb", "-screen", "0", "1280x800x24", "-nolisten", "tcp",
                                    "-noreset", "-displayfd")
            os.environ["DISPLAY"] = f":{number}"
            # It starts the accessibility bus as soon as somebody asks for that.
            os.environ["DBUS_SESSION_BUS_ADDRESS"] = start_and_hear(
                "dbus-daemon", "--session", f"--address=unix:path={home}/session", "--nofork",
                "--print-address")
            yield
        finally:
            end_children()
