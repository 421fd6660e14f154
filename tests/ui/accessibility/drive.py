#!/usr/bin/python3
"""Opens, reads, appends and deletes in the real window through AT-SPI, as a screen reader would.

    drive.py TRIBUTARY    runs the program on a desk of its own

Ends with 1 and a sentence where something cannot be found or done.
"""

import contextlib
import json
import signal
import subprocess
import sys

from desk import PATIENCE, Failed, own_desk

try:
    from gi.repository import GLib
    from screen_reader import Role, ScreenReader, search, text_of
except (ImportError, ValueError) as missing_part:
    sys.exit(f"missing: python3-gi or gir1.2-atspi-2.0 ({missing_part})")

STREAM = "order-1042"  # one of the sandbox's sample data
EVENT_TYPE = "HeardByEar"
DATA = '{"heard": true}'


def open_stream(reader):
    # Until the first tab shows events it may still take the address over.
    everything = reader.find(Role.TABLE, "Events of $all").get_table_iface()
    reader.wait_for("$all shows no rows", lambda: everything.get_n_rows() > 0)
    address = reader.find(Role.TEXT, "Address")
    reader.write(address, STREAM)
    reader.press(reader.find(Role.PUSH_BUTTON, "Open", address))


def rows_up_to(reader, last=None):
    """The stream's rows once all are there, up to the revision `last` if one is given."""
    table = reader.find(Role.TABLE, f"Events of {STREAM}")

    def loaded():
        found = reader.rows(table)
        revisions = [row.get("Revision", "") for row in found]
        are_there = found and all(revision.isdigit() for revision in revisions)
        return found if are_there and last in (None, int(revisions[-1])) else None

    until = "" if last is None else f" up to {last}"
    return reader.wait_for(f"the rows of {STREAM}{until} are not in its table", loaded)


def read(reader):
    """Gives the revision of the stream's last event."""
    found = rows_up_to(reader)
    if found[0]["Type"] != "OrderPlaced":
        raise Failed(f"{STREAM} does not begin as the sample does but with {found[0]}")
    reader.select_row(reader.find(Role.TABLE, f"Events of {STREAM}"), 0)
    reader.find_like(Role.LABEL, f"{STREAM} @ {found[0]['Revision']}")
    data = reader.find(Role.TEXT, "Data")
    reader.wait_for("the order's data is not shown", lambda: '"customer"' in text_of(data))
    reader.check_names()
    print(f"opened and read {STREAM}: {len(found)} rows, the last {found[-1]}", flush=True)
    return int(found[-1]["Revision"])


def append(reader, revision):
    reader.press(reader.menu_item("Event", "New Event…"))
    draft = reader.find(Role.FILLER, f"New event in {STREAM}")
    reader.check_names()
    reader.write(reader.find(Role.TEXT, "Type", draft), EVENT_TYPE)
    reader.write(reader.find(Role.TEXT, "Data", draft), DATA)
    reader.press(reader.find_like(Role.PUSH_BUTTON, f"Append at {revision}", draft))
    reader.find(Role.LABEL, f"Appended to {STREAM} at {revision}")
    reader.press(reader.find(Role.PUSH_BUTTON, "Show"))
    appended = rows_up_to(reader, revision)[-1]
    if appended["Type"] != EVENT_TYPE:
        raise Failed(f"revision {revision} is not the event that was appended but {appended}")
    reader.find_like(Role.LABEL, f"{STREAM} @ {revision}")
    data = reader.find(Role.TEXT, "Data")
    reader.wait_for(f"the event does not show {DATA}", lambda: same_json(text_of(data), DATA))
    print(f"appended {EVENT_TYPE} at {revision}: {appended}", flush=True)


def same_json(one, other):
    try:
        return json.loads(one) == json.loads(other)
    except ValueError:
        return False


def delete(reader, last):
    reader.press(reader.menu_item("Stream", "Delete Stream…"))
    dialog = reader.dialog()
    reader.find_like(Role.LABEL, f"Delete {STREAM} ({last + 1} events)", dialog)
    reader.check_names(dialog)
    reader.press(reader.find(Role.PUSH_BUTTON, f"Delete {last + 1} Events", dialog))
    reader.find(Role.LABEL, "Soft-deleted")
    sentence = reader.find_like(Role.LABEL, f"the events of {STREAM} cannot be read any more")
    if search(reader.window, Role.TABLE, lambda name: name == f"Events of {STREAM}"):
        raise Failed("the deleted stream still shows a table")
    reader.check_names()
    print(f"deleted {STREAM}: {sentence.get_name()}", flush=True)


def leave(reader):
    quit_item = reader.menu_item("File", "Quit")
    with contextlib.suppress(GLib.Error):  # it may be gone before it answers
        reader.press(quit_item)
    try:
        code = reader.process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        raise Failed("the program does not end when told to quit") from None
    if code != 0:
        raise Failed(f"the program ended with {code}")


def drive(program):
    with own_desk():
        reader = ScreenReader([program, "--sandbox", "--open", "$all"])
        try:
            open_stream(reader)
            last = read(reader) + 1
            append(reader, last)
            delete(reader, last)
        except (Failed, GLib.Error):
            with contextlib.suppress(GLib.Error):
                reader.tell_all()
            reader.process.kill()  # before its screen goes, of which it would complain
            raise
        leave(reader)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped before the end"))
    try:
        drive(sys.argv[1])
    except (Failed, GLib.Error, OSError) as problem:
        sys.exit(f"FAILED: {problem}")


if __name__ == "__main__":
    main()
