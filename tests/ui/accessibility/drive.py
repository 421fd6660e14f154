#!/usr/bin/python3
"""Opens, reads, appends and deletes in the real window through AT-SPI, as a screen reader would.

    drive.py TRIBUTARY    runs the program under a display and a session bus of its own

Everything is found by its name and role and done by the accessibility interfaces; no key is pressed,
no pixel is looked at. Ends with 1 and a sentence where something cannot be found or done.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import warnings

try:
    import gi

    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi, GLib
except (ImportError, ValueError) as missing_part:
    sys.exit(f"missing: python3-gi or gir1.2-atspi-2.0 ({missing_part})")

warnings.simplefilter("ignore", DeprecationWarning)  # the names that Debian 12 knows

PATIENCE = 40.0  # seconds for one fact; hundreds of calls are made for one on a busy machine
PACKAGES = "dbus at-spi2-core gir1.2-atspi-2.0 python3-gi xvfb xauth"
STREAM = "order-1042"  # one of the sandbox's sample data
EVENT_TYPE = "HeardByEar"
DATA = '{"heard": true}'


class Failed(Exception):
    pass


def wait_for(what, ask):
    """What `ask` gives as soon as it gives something; polls for the fact, never for time."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            answer = ask()
        except GLib.Error:  # it went away while it was looked at
            answer = None
        if answer:
            return answer
        time.sleep(0.03)
    raise Failed(f"{what}: not within {PATIENCE:.0f} s")


def children(item):
    for index in range(min(item.get_child_count(), 300)):
        child = item.get_child_at_index(index)
        if child is not None:
            yield child


def is_showing(item):
    return item.get_state_set().contains(Atspi.StateType.SHOWING)


def walk(item, depth=0):
    """What can be seen of `item`, itself first; not the many cells of a table."""
    if not is_showing(item):
        return
    yield item
    if depth > 24 or item.get_role() in (Atspi.Role.TABLE, Atspi.Role.TREE, Atspi.Role.MENU_BAR):
        return
    for child in children(item):
        yield from walk(child, depth + 1)


def search(root, role, fits):
    for item in walk(root):
        if item.get_role() == role and fits(item.get_name() or ""):
            return item
    return None


def find(root, role, name):
    return wait_for(f"no {role.value_nick} named {name!r}",
                    lambda: search(root, role, lambda found: found == name))


def find_like(root, role, part):
    return wait_for(f"no {role.value_nick} with {part!r} in its name",
                    lambda: search(root, role, lambda found: part in found))


def act(item, *names):
    """Does the first of the named actions that the item has."""
    wait_for(f"{item.get_name()!r} is not enabled",
             lambda: item.get_state_set().contains(Atspi.StateType.ENABLED))
    action = item.get_action_iface()
    if action is None:
        raise Failed(f"{item.get_name()!r} has no actions")
    has = [action.get_action_name(index) for index in range(action.get_n_actions())]
    for name in names:
        if name in has:
            action.do_action(has.index(name))
            return
    raise Failed(f"{item.get_name()!r} has none of {names}, only {has}")


def write(item, text):
    edit = item.get_editable_text_iface()
    if edit is None or not edit.set_text_contents(text):
        raise Failed(f"{item.get_name()!r} cannot be written")
    wait_for(f"{item.get_name()!r} does not hold {text!r}", lambda: text_of(item) == text)


def text_of(item):
    text = item.get_text_iface()
    return text.get_text(0, text.get_character_count()) if text else ""


def rows(table):
    """The table's rows, each the names of its cells by the names of their columns."""
    view = table.get_table_iface()
    if view is None:
        raise Failed(f"{table.get_name()!r} is no table")
    columns = [view.get_column_description(column) for column in range(view.get_n_columns())]

    def name_at(row, column):
        cell = view.get_accessible_at(row, column)
        return cell.get_name() if cell and cell.get_role() == Atspi.Role.TABLE_CELL else ""

    return [{name: name_at(row, column) for column, name in enumerate(columns)}
            for row in range(view.get_n_rows())]


def menu_item(window, menu, name):
    """An item of the menu bar; a menu that was never open has its items too."""
    bar = wait_for("no menu bar", lambda: search(window, Atspi.Role.MENU_BAR, lambda _: True))

    def look():
        pending = [top for top in children(bar) if top.get_name() == menu]
        while pending:
            item = pending.pop()
            if item.get_name() == name and item.get_role() == Atspi.Role.MENU_ITEM:
                return item
            pending.extend(children(item))
        return None

    return wait_for(f"no item {name!r} in the menu {menu!r}", look)


def open_stream(window, stream):
    address = find(window, Atspi.Role.TEXT, "Address")
    write(address, stream)
    act(find(address, Atspi.Role.PUSH_BUTTON, "Open"), "Press")


def rows_of(window, stream, last=None):
    """The rows of a stream's table, once all are there, up to the revision `last` if one is given."""
    table = find(window, Atspi.Role.TABLE, f"Events of {stream}")

    def loaded():
        found = rows(table)
        revisions = [row.get("Revision", "") for row in found]
        are_there = found and all(revision.isdigit() for revision in revisions)
        return found if are_there and last in (None, int(revisions[-1])) else None

    until = "" if last is None else f" up to {last}"
    return wait_for(f"the rows of {stream}{until} are not in its table", loaded)


def open_and_read(window):
    """Gives the revision of the stream's last event."""
    # Until the first tab shows events it may still take the address over.
    everything = find(window, Atspi.Role.TABLE, "Events of $all").get_table_iface()
    wait_for("$all shows no rows", lambda: everything.get_n_rows() > 0)
    address = find(window, Atspi.Role.TEXT, "Address")
    write(address, STREAM)
    act(find(address, Atspi.Role.PUSH_BUTTON, "Open"), "Press")
    found = rows_of(window, STREAM)
    if found[0]["Type"] != "OrderPlaced":
        raise Failed(f"{STREAM} does not begin as the sample does but with {found[0]}")
    print(f"opened and read {STREAM}: {len(found)} rows, the last {found[-1]}", flush=True)
    return int(found[-1]["Revision"])


def append(window, revision):
    act(menu_item(window, "Event", "New Event…"), "Press")
    draft = find(window, Atspi.Role.FILLER, f"New event in {STREAM}")
    write(find(draft, Atspi.Role.TEXT, "Type"), EVENT_TYPE)
    write(find(draft, Atspi.Role.TEXT, "Data"), DATA)
    act(find_like(draft, Atspi.Role.PUSH_BUTTON, f"Append at {revision}"), "Press")
    find(window, Atspi.Role.LABEL, f"Appended to {STREAM} at {revision}")
    act(find(window, Atspi.Role.PUSH_BUTTON, "Show"), "Press")
    appended = rows_of(window, STREAM, revision)[-1]
    if appended["Type"] != EVENT_TYPE:
        raise Failed(f"revision {revision} is not the event that was appended but {appended}")
    find_like(window, Atspi.Role.LABEL, f"{STREAM} @ {revision}")
    data = find(window, Atspi.Role.TEXT, "Data")
    wait_for(f"the event does not show {DATA}", lambda: same_json(text_of(data), DATA))
    print(f"appended {EVENT_TYPE} at {revision}: {appended}", flush=True)


def same_json(one, other):
    try:
        return json.loads(one) == json.loads(other)
    except ValueError:
        return False


def delete(window, last):
    act(menu_item(window, "Stream", "Delete Stream…"), "Press")
    dialog = wait_for("no dialog", lambda: next(
        (d for d in children(window.get_application())
         if d.get_role() == Atspi.Role.DIALOG and is_showing(d)), None))
    find_like(dialog, Atspi.Role.LABEL, f"Delete {STREAM} ({last + 1} events)")
    act(find(dialog, Atspi.Role.PUSH_BUTTON, f"Delete {last + 1} Events"), "Press")
    find(window, Atspi.Role.LABEL, "Soft-deleted")
    sentence = find_like(window, Atspi.Role.LABEL, f"the events of {STREAM} cannot be read any more")
    if search(window, Atspi.Role.TABLE, lambda name: name == f"Events of {STREAM}"):
        raise Failed("the deleted stream still shows a table")
    print(f"deleted {STREAM}: {sentence.get_name()}", flush=True)


def drive(window):
    revision = open_and_read(window) + 1
    append(window, revision)
    delete(window, revision)


def connect_to(process):
    def window():
        if process.poll() is not None:
            raise Failed(f"the program ended with {process.returncode}")
        desktop = Atspi.get_desktop(0)
        for application in children(desktop):
            if application.get_process_id() == process.pid:
                return next((w for w in children(application)
                             if w.get_role() == Atspi.Role.FRAME and is_showing(w)), None)
        return None

    return wait_for("the window is not on the accessibility bus", window)


def run(program):
    """In a display and a session bus: starts the program, drives its window, ends it."""
    Atspi.set_timeout(5000, 15000)  # milliseconds for a call; its own 800 are few on a busy machine
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb", "QT_ACCESSIBILITY": "1",
                   "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    process = subprocess.Popen([program, "--sandbox", "--open", "$all"], env=environment)
    try:
        drive(connect_to(process))
    finally:
        process.terminate()
        process.wait(10)


def run_inside(program):
    """This script again, in a display and a session bus; gives how it ended."""
    environment = {key: value for key, value in os.environ.items() if key != "DISPLAY"}
    # Two that begin at once would both find the same number free and share a display.
    number = str(100 + os.getpid() % 50000)
    command = ["dbus-run-session", "--", "xvfb-run", "-a", "-n", number, "-s", "-screen 0 1280x800x24",
               sys.executable, "-B", os.path.abspath(__file__), program, "--inside"]
    # The accessibility bus has its socket in the runtime folder, or else in the cache at home.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        folders = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")
        environment.update(dict.fromkeys(folders, home))
        return subprocess.run(command, env=environment, check=False).returncode


def main():
    program = os.path.abspath(sys.argv[1])
    if "--inside" not in sys.argv:
        tools = ("dbus-run-session", "xvfb-run", "xauth")
        missing = [tool for tool in tools if not shutil.which(tool)]
        if not os.path.exists("/usr/libexec/at-spi-bus-launcher"):
            missing.append("at-spi2-core")
        if missing:
            sys.exit(f"missing: {', '.join(missing)} (packages: {PACKAGES})")
        sys.exit(run_inside(program))
    try:
        run(program)
    except (Failed, GLib.Error) as problem:
        sys.exit(f"FAILED: {problem}")


if __name__ == "__main__":
    main()
