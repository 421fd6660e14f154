#!/usr/bin/env python3
"""The checkers find what is planted, and only that."""

import tempfile
import unittest
from pathlib import Path

import check_house_rules
import check_layers

HERE = Path(__file__).parent
HEAD = "// What it is.\n// Which thread.\n#pragma once\n"


class Planted(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        self.plant("tests/lint/layers.toml", (HERE / "layers.toml").read_text(encoding="utf-8"))

    def plant(self, file: str, text: str):
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def assert_found(self, problems: list[str], *words: str):
        self.assertEqual(len(problems), 1, problems)
        for word in words:
            self.assertIn(word, problems[0])


class Layers(Planted):
    def problems(self, file: str, include: str) -> list[str]:
        self.plant(file, f"{HEAD}#include {include}\n")
        return check_layers.check_includes(self.root)

    def test_what_the_table_allows_passes(self):
        for file, include in (
            ("core/client/client.h", '"core/transport/transport.h"'),
            ("core/client/client.cpp", '"core/engine/engine.h"'),
            ("core/client/client_private.h", '"core/engine/engine.h"'),
            ("core/transport/grpc/decode.cpp", '"streams.pb.h"'),
            ("ui/events/event_page.h", '"ui/widgets/message_bar.h"'),
            ("ui/events/event_page.cpp", '"ui/events/event_columns.h"'),
            ("ui/main_window/main_window.cpp", '"ui/events/event_page.h"'),
            ("app/main.cpp", '"core/sandbox/sandbox.h"'),
            ("tests/ui/tst_page.cpp", '"tests/support/wait_for.h"'),
        ):
            self.assertEqual(self.problems(file, include), [], file)

    def test_what_it_does_not_is_found(self):
        for file, include in (
            ("core/base/ids.h", '"core/model/requests.h"'),
            ("core/client/client.h", '"core/engine/engine.h"'),
            ("core/client/client.cpp", '"core/transport/grpc/grpc_transport.h"'),
            ("core/engine/engine.cpp", "<grpcpp/grpcpp.h>"),
            ("core/sandbox/sandbox.cpp", '"core/transport/grpc/decode.h"'),
            ("core/model/replies.h", '"streams.pb.h"'),
            ("ui/events/event_page.cpp", '"ui/streams/stream_list_view.h"'),
            ("ui/widgets/message_bar.h", '"core/client/client.h"'),
            ("ui/append/append_page.cpp", '"core/engine/engine.h"'),
            ("app/cli/main.cpp", '"ui/theme/theme.h"'),
            ("core/text/json_text.cpp", '"tests/support/wait_for.h"'),
            ("core/text/json_text.cpp", '"json_text.h"'),
        ):
            self.assert_found(self.problems(file, include), file, include.strip('<>"'))
            (self.root / file).unlink()

    def test_a_folder_that_no_layer_knows_is_found(self):
        self.assert_found(self.problems("core/misc/helpers.h", "<QString>"), "no layer")

    def test_a_layer_without_a_file_is_found(self):
        self.plant("core/base/ids.h", HEAD)
        gone = check_layers.check_names(self.root)
        self.assertFalse([line for line in gone if "core/base/" in line], gone)
        for name in ("core/text/*", "core/text/", "core/sandbox/sandbox.h"):
            self.assertIn(f"tests/lint/layers.toml:1: {name} is not there", gone)

    def test_includes_in_comments_do_not_count(self):
        self.assertEqual(self.problems("core/base/a.h", '<QString>\n// #include "ui/a.h"'), [])


class HouseRules(Planted):
    def problems(self, file: str, text: str) -> list[str]:
        self.plant(file, text)
        found = check_house_rules.check(self.root)
        (self.root / file).unlink()
        return found

    def test_each_rule_finds_its_line(self):
        for rule, file, line in (
            ("nested-event-loop", "ui/a/a.cpp", "QEventLoop loop;"),
            ("nested-event-loop", "core/a/a.cpp", "QCoreApplication::processEvents();"),
            ("blocking-dialog", "ui/a/a.cpp", "dialog->exec();"),
            ("blocking-dialog", "ui/a/a.cpp", "QMessageBox::question(this, t, t);"),
            ("blocking-dialog", "ui/a/a.cpp", "QFileDialog::getOpenFileName(this);"),
            ("sender", "ui/a/a.cpp", "auto *s = sender();"),
            ("string-connect", "ui/a/a.cpp", "connect(a, SIGNAL(b()), c, SLOT(d()));"),
            ("singleton", "core/a/a.cpp", "Settings::instance().x();"),
            ("singleton", "core/a/a.h", HEAD + "static Settings &instance();"),
            ("sleep", "tests/ui/a.cpp", "QTest::qWait(50);"),
            ("sleep", "core/a/a.cpp", "std::this_thread::sleep_for(1s);"),
            ("json-through-qt", "core/a/a.cpp", "QJsonDocument::fromJson(data);"),
            ("knows-the-window", "ui/main_window/a_desk.cpp", "MainWindow *m_window;"),
            ("using-in-header", "core/a/a.h", HEAD + "using namespace std;"),
            ("header-head", "core/a/a.h", "#pragma once\nstruct A {};\n"),
            ("header-guard", "core/a/a.h", "// What.\n// Which thread.\n"),
            ("quiet-tests", "tests/core/tst_a.cpp", "void init() {}"),
            ("too-long", "core/a/a.cpp", "int a;\n" * 601),
            ("unfinished", "core/a/a.cpp", "// TODO: the rest"),
            ("machine-path", "README.md", "see /home/somebody/file"),
            ("form-file", "ui/a/a.ui", "<ui/>"),
        ):
            found = self.problems(file, line)
            self.assertTrue(found and all(f": {rule}: " in f for f in found), (rule, line, found))

    def test_words_in_comments_and_strings_are_no_code(self):
        self.assertEqual(
            self.problems("ui/a/a.cpp", '// no QEventLoop\nauto s = "sender()"; auto n = 10\'000;\n'), [])

    def test_a_reason_at_the_end_of_the_line_excuses_it(self):
        line = "connect(a, SIGNAL(b())); // house: string-connect, because a reason\n"
        self.assertEqual(self.problems("ui/a/a.cpp", line), [])
        self.assert_found(self.problems("ui/a/a.cpp", line.replace(", because", "")), "string-connect")

    def test_a_room_that_no_readme_names_is_found(self):
        self.plant("core/README.md", "| `a` | what it holds |")
        self.assertEqual(self.problems("core/a/a.h", HEAD), [])
        self.assert_found(self.problems("core/b/b.h", HEAD), "room", "b")

    def test_a_file_that_a_document_names_must_be_there(self):
        self.plant("core/a/a.h", HEAD)
        text = "`core/a`, `core/a/a` and `core/a/a.h` are there, `core/{}` is not.\n"
        self.assertEqual(self.problems("README.md", text), [])
        self.assert_found(self.problems("README.md", text.format("b.h")), "gone-file", "core/b.h")
        self.plant("tests/ui/a/b.py", "pass\n")
        self.assertEqual(self.problems("tests/README.md", "`ui/a/b.py`, `lint`, `ui`"), [])

    def test_a_model_without_a_tester_is_found(self):
        model = HEAD + "class AModel final : public QAbstractTableModel\n{\n};\n"
        tester = "void init() { failOnWarnings(); } const QAbstractItemModelTester tester(&model);\n"
        include = '#include "ui/a/a_model.h"\n'
        self.assert_found(self.problems("ui/a/a_model.h", model), "model-tester", "AModel")
        for test in (include, tester, "// " + include + tester,
                     include + "#include <QAbstractItemModelTester>\n"):
            self.plant("tests/ui/tst_a.cpp", "// failOnWarnings\nvoid init() { failOnWarnings(); }\n"
                       + test)
            self.assert_found(self.problems("ui/a/a_model.h", model), "model-tester")
        self.plant("tests/ui/tst_a.cpp", include + tester)
        self.assertEqual(self.problems("ui/a/a_model.h", model), [])

    def test_a_model_is_known_by_its_bases(self):
        self.plant("ui/a/base.h", HEAD + "class Base : public QAbstractTableModel\n{\n};\n")
        self.assert_found(self.problems("ui/a/b.h", HEAD + "class B : public Base\n{\n};\n"),
                          "ui/a/b.h", "model-tester")
        (self.root / "ui/a/base.h").unlink()
        for line in ("class A : public QWidget", "class A : public QItemSelectionModel",
                     "class A : public QSortFilterProxyModel // house: model-tester, because a reason"):
            self.assertEqual(self.problems("ui/a/a.h", HEAD + line + "\n{\n};\n"), [], line)
        self.assert_found(self.problems("ui/a/a.cpp", "class A : public QSortFilterProxyModel\n{};\n"),
                          "needs a header")


if __name__ == "__main__":
    unittest.main()
