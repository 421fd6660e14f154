"""Hears and works one program through AT-SPI: everything by its role and name, no key, no pixel."""

import subprocess
import sys
import time
import warnings

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib

from desk import PATIENCE, Failed

warnings.simplefilter("ignore", DeprecationWarning)  # the names that Debian 12 knows

Role = Atspi.Role
State = Atspi.StateType
MANY_PARTS = (Role.TABLE, Role.TREE, Role.TREE_TABLE, Role.LIST, Role.MENU_BAR)


def has(item, state):
    return item.get_state_set().contains(state)


def parts(item):
    for index in range(item.get_child_count()):
        part = item.get_child_at_index(index)
        if part is not None:
            yield part


def walk(item, depth=0):
    """What can be seen of `item`, itself first, with depths; not the many parts of a table."""
    if not has(item, State.SHOWING):
        return
    yield item, depth
    if item.get_role() not in MANY_PARTS:
        for part in parts(item):
            yield from walk(part, depth + 1)


def search(root, role, fits):
    for item, _ in walk(root):
        if item.get_role() == role and fits(item.get_name()):
            return item
    return None


def text_of(item):
    text = item.get_text_iface()
    return text.get_text(0, text.get_character_count()) if text else ""


def described(item):
    return f"{item.get_role_name()} {item.get_name()!r}"


def is_called(item):
    if item.get_role() != Role.COMBO_BOX:
        return bool(item.get_name())
    # Its name is what is chosen; what it chooses is told beside that.
    relations = [relation.get_relation_type() for relation in item.get_relation_set()]
    return bool(item.get_description()) or Atspi.RelationType.LABELLED_BY in relations


class ScreenReader:
    def __init__(self, command):
        Atspi.set_timeout(int(PATIENCE * 1000), int(PATIENCE * 1000))
        # The reader first, as with a person who needs one: then its bus is there for the program.
        if Atspi.get_desktop(0) is None:
            raise Failed("there is no accessibility bus")
        self.process = subprocess.Popen(command)
        self.window = self.wait_for("the window is not on the accessibility bus", self._find_window)

    def _find_window(self):
        for program in parts(Atspi.get_desktop(0)):
            if program.get_process_id() == self.process.pid:
                return next((window for window in parts(program)
                             if window.get_role() == Role.FRAME and has(window, State.SHOWING)), None)
        return None

    def wait_for(self, otherwise, ask):
        """What `ask` gives as soon as it gives something."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise Failed(f"{otherwise}, and the program ended with {self.process.returncode}")
            try:
                answer = ask()
            except GLib.Error:  # it went away while it was looked at
                answer = None
            if answer:
                return answer
            time.sleep(0.02)
        raise Failed(f"{otherwise}, not within {PATIENCE:.0f} s")

    def find(self, role, name, inside=None):
        return self.wait_for(f"no {role.value_nick} is named {name!r}",
                             lambda: search(inside or self.window, role, lambda found: found == name))

    def find_like(self, role, part, inside=None):
        return self.wait_for(f"no {role.value_nick} has {part!r} in its name",
                             lambda: search(inside or self.window, role, lambda found: part in found))

    def dialog(self):
        return self.wait_for("there is no dialog", lambda: next(
            (window for window in parts(self.window.get_application())
             if window.get_role() == Role.DIALOG and has(window, State.SHOWING)), None))

    def menu_item(self, menu, name):
        """An item of the menu bar; a menu that was never open has its items too."""
        def look():
            bar = search(self.window, Role.MENU_BAR, lambda _: True)
            pending = [top for top in parts(bar) if top.get_name() == menu]
            while pending:
                item = pending.pop()
                if item.get_name() == name and item.get_role() == Role.MENU_ITEM:
                    return item
                pending.extend(parts(item))
            return None

        return self.wait_for(f"the menu {menu!r} has no item {name!r}", look)

    def press(self, item):
        self.wait_for(f"{described(item)} cannot be used", lambda: has(item, State.ENABLED))
        action = item.get_action_iface()
        names = [action.get_action_name(i) for i in range(action.get_n_actions())] if action else []
        if "Press" not in names:
            raise Failed(f"{described(item)} cannot be pressed, its actions are {names}")
        action.do_action(names.index("Press"))

    def write(self, item, text):
        edit = item.get_editable_text_iface()
        if edit is None or not edit.set_text_contents(text):
            raise Failed(f"{described(item)} cannot be written in")
        self.wait_for(f"{described(item)} does not hold {text!r}", lambda: text_of(item) == text)

    def rows(self, table):
        """The table's rows, each the names of its cells by the names of their columns."""
        view = table.get_table_iface()
        columns = [view.get_column_description(column) for column in range(view.get_n_columns())]

        def name_at(row, column):
            cell = view.get_accessible_at(row, column)
            return cell.get_name() if cell and cell.get_role() == Role.TABLE_CELL else ""

        return [{name: name_at(row, column) for column, name in enumerate(columns)}
                for row in range(view.get_n_rows())]

    def select_row(self, table, row):
        if not table.get_table_iface().add_row_selection(row):
            raise Failed(f"row {row} of {described(table)} cannot be selected")

    def check_names(self, root=None):
        """Everything that a keyboard reaches in `root` has a name to be called by."""
        nameless = [described(item) for item, _ in walk(root or self.window)
                    if has(item, State.FOCUSABLE) and not is_called(item)]
        if nameless:
            raise Failed(f"a keyboard reaches what has no name: {', '.join(nameless)}")

    def tell_all(self):
        """Writes down what there is to hear, for whoever looks for the reason of a failure."""
        for item, depth in walk(self.window.get_application()):
            print("  " * depth + described(item), file=sys.stderr)
