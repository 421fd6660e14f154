// Open, read, append, delete: once by the keyboard alone, once through the accessibility tree.
#include "tests/support/gui_warnings.h"
#include "tests/ui/window_bench.h"
#include "ui/append/append_page.h"
#include "ui/widgets/code_editor.h"
#include "ui/widgets/message_bar.h"

#include <QAccessible>
#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>

using namespace ui;

namespace {

/// Types where a person's keys would go: into what pops up, else into what has the focus.
class Keyboard
{
public:
    explicit Keyboard(QWidget &window)
        : m_window(window)
    {}
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        QTest::keyClick(target(), key, modifiers);
    }
    void type(const QString &text) const
    {
        for (const QChar letter : text)
            QTest::keyClick(target(), letter.toLatin1());
    }

private:
    [[nodiscard]] QWidget *target() const
    {
        // A list of completions leaves the keys to its field.
        QWidget *popup = QApplication::activePopupWidget();
        if (popup && popup->isAncestorOf(popup->focusProxy()))
            return popup->focusProxy();
        if (popup && !popup->focusProxy())
            return popup->focusWidget() ? popup->focusWidget() : popup;
        if (QWidget *dialog = QApplication::activeModalWidget())
            return dialog->focusWidget() ? dialog->focusWidget() : dialog;
        return m_window.focusWidget() ? m_window.focusWidget() : &m_window;
    }

    QWidget &m_window;
};

/// Finds by role and by what a screen reader says, and acts as an assistive technology does.
class Reader
{
public:
    using Interface = QAccessibleInterface *;

    explicit Reader(QObject &root)
        : m_root(QAccessible::queryAccessibleInterface(&root))
    {}
    [[nodiscard]] Interface find(QAccessible::Role role, const QString &name) const
    {
        return find(m_root, role, name);
    }
    [[nodiscard]] static QString name(Interface of) { return of->text(QAccessible::Name); }
    static void act(Interface on, const QString &action)
    {
        QVERIFY(on->actionInterface());
        QVERIFY2(on->actionInterface()->actionNames().contains(action), qPrintable(name(on)));
        on->actionInterface()->doAction(action);
    }
    static void press(Interface on) { act(on, QAccessibleActionInterface::pressAction()); }
    static void write(Interface in, const QString &text)
    {
        QVERIFY(in->editableTextInterface());
        const int length = in->textInterface()->characterCount();
        in->editableTextInterface()->replaceText(0, length, text);
    }

    /// What a screen reader could say, for the message of a failure.
    [[nodiscard]] QString tree() const { return tree(m_root, 0); }

private:
    [[nodiscard]] static QString tree(Interface in, int depth)
    {
        if (!in || in->state().invisible || in->tableInterface())
            return {};
        QString text
            = QString(depth, u' ') + QString::number(in->role(), 16) + u' ' + name(in) + u'\n';
        for (int i = 0; i < in->childCount(); ++i)
            text += tree(in->child(i), depth + 1);
        return text;
    }
    [[nodiscard]] static Interface find(Interface in, QAccessible::Role role, const QString &name)
    {
        if (!in || in->state().invisible)
            return nullptr;
        if (in->role() == role && Reader::name(in).remove(u'&').startsWith(name))
            return in;
        if (in->tableInterface())
            return nullptr; // its cells are asked for by row and column
        for (int i = 0; i < in->childCount(); ++i) {
            if (Interface found = find(in->child(i), role, name))
                return found;
        }
        return nullptr;
    }

    Interface m_root;
};

} // namespace

class TstMainJob final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        tests::failOnWarnings();
        m_shop.open();
        m_bench = std::make_unique<tests::WindowBench>();
        m_bench->show(m_shop, {QStringLiteral("order-1")});
    }
    void cleanup()
    {
        m_bench.reset();
        m_shop.close();
    }

    void byTheKeyboardAlone();
    void throughTheAccessibilityTree();

private:
    template<typename T>
    [[nodiscard]] T *draftPart(const char *name) const
    {
        return m_bench->window.workspace()->currentDraft()->findChild<T *>(
            QString::fromLatin1(name));
    }

    void openAndRead(const Keyboard &keys);
    void appendIntoAConflict(const Keyboard &keys);
    void deleteTheStream(const Keyboard &keys);
    static void tabTo(const QWidget *widget, const Keyboard &keys)
    {
        for (int i = 0; i < 10 && !widget->hasFocus(); ++i)
            keys.press(Qt::Key_Tab);
        QVERIFY(widget->hasFocus());
    }

    tests::Shop m_shop;
    std::unique_ptr<tests::WindowBench> m_bench;
};

void TstMainJob::openAndRead(const Keyboard &keys)
{
    m_bench->goTo(QStringLiteral("order-2"));
    QTRY_COMPARE(m_bench->stream(), QStringLiteral("order-2"));
    QTRY_COMPARE(m_bench->revision(), std::optional<quint64>(2));
    m_bench->window.activateWindow(); // the offscreen platform leaves a closed list active
    QTRY_VERIFY(m_bench->window.isActiveWindow());
    keys.press(Qt::Key_Up);
    QTRY_COMPARE(m_bench->revision(), std::optional<quint64>(1));
    keys.press(Qt::Key_Home);
    QTRY_COMPARE(m_bench->revision(), std::optional<quint64>(0));
    keys.press(Qt::Key_Return); // to the detail, where it is no link
    auto *data = m_bench->find<CodeEditor>("detail/data/editor");
    QTRY_COMPARE(data->utf8(), QByteArray("{\n  \"i\": 0\n}"));
    QVERIFY(m_bench->find<QWidget>("detail")->isAncestorOf(m_bench->window.focusWidget()));
    keys.press(Qt::Key_Escape);
    QVERIFY(m_bench->events()->isAncestorOf(m_bench->window.focusWidget()));
}

void TstMainJob::appendIntoAConflict(const Keyboard &keys)
{
    keys.press(Qt::Key_N, Qt::ControlModifier);
    QTRY_VERIFY(m_bench->window.workspace()->currentDraft());
    QTRY_COMPARE(draftPart<QLineEdit>("append/expected-revision-edit")->text(),
                 QStringLiteral("2"));
    m_shop.append(QStringLiteral("order-2"), 1); // somebody else is faster
    keys.type(QStringLiteral("Typed"));
    tabTo(draftPart<CodeEditor>("append/data-editor")->focusProxy(), keys);
    keys.press(Qt::Key_A, Qt::ControlModifier);
    keys.type(QStringLiteral("{\"by\": \"keys\"}"));
    keys.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(draftPart<MessageBar>("append/bar")->text(),
                 QStringLiteral("Expected 2, the stream is at 3."));
    QTRY_COMPARE(draftPart<QTableWidget>("append/between-table")->rowCount(), 1);
    QTRY_VERIFY(draftPart<QPushButton>("append/on-top-button")->hasFocus());
    keys.press(Qt::Key_Return);
    QTRY_COMPARE(m_bench->window.workspace()
                     ->eventsOf(m_bench->window.workspace()->currentConnection(),
                                core::StreamName(QStringLiteral("order-2")))
                     ->rangeText(),
                 QStringLiteral("5 events · 0–4"));
    keys.press(Qt::Key_W, Qt::ControlModifier);
    QTRY_VERIFY(!m_bench->window.workspace()->currentDraft());
    keys.press(Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(m_bench->stream(), QStringLiteral("order-2"));
    QTRY_COMPARE(m_bench->revision(), std::optional<quint64>(4));
    QCOMPARE(m_bench->events()->currentEvent()->shown().type, QStringLiteral("Typed"));
    QCOMPARE(m_bench->events()->currentEvent()->shown().data, QByteArray("{\"by\": \"keys\"}"));
}

void TstMainJob::deleteTheStream(const Keyboard &keys)
{
    keys.press(Qt::Key_K, Qt::ControlModifier);
    keys.type(QStringLiteral("delete stream"));
    keys.press(Qt::Key_Return);
    QTRY_VERIFY(m_bench->find<QWidget>("delete-stream/delete-button"));
    auto *verb = m_bench->find<QPushButton>("delete-stream/delete-button");
    QTRY_COMPARE(verb->text(), QStringLiteral("Delete 5 Events"));
    QTRY_VERIFY(verb->isEnabled());
    tabTo(verb, keys);
    keys.press(Qt::Key_Space);
    QTRY_VERIFY(m_bench->events() && m_bench->events()->canUndelete());
}

void TstMainJob::byTheKeyboardAlone()
{
    const Keyboard keys(m_bench->window);
    for (const auto &step : {&TstMainJob::openAndRead,
                             &TstMainJob::appendIntoAConflict,
                             &TstMainJob::deleteTheStream}) {
        (this->*step)(keys);
        if (QTest::currentTestFailed())
            return;
    }
}

void TstMainJob::throughTheAccessibilityTree()
{
    const Reader reader(m_bench->window);
    // Open.
    auto *address = reader.find(QAccessible::EditableText, QStringLiteral("Address"));
    QVERIFY(address);
    Reader::write(address, QStringLiteral("order-2"));
    Reader::act(address, QAccessibleActionInterface::setFocusAction());
    QTest::keyClick(qobject_cast<QWidget *>(address->object()), Qt::Key_Return);
    QTRY_COMPARE(m_bench->stream(), QStringLiteral("order-2"));
    QTRY_COMPARE(m_bench->revision(), std::optional<quint64>(2));
    // Read.
    auto *table = reader.find(QAccessible::Table, QStringLiteral("Events of order-2"));
    QVERIFY(table && table->tableInterface());
    QCOMPARE(table->tableInterface()->rowCount(), 3);
    QCOMPARE(table->tableInterface()->columnDescription(0), QStringLiteral("Revision"));
    QCOMPARE(Reader::name(table->tableInterface()->cellAt(1, 0)), QStringLiteral("1"));
    QCOMPARE(Reader::name(table->tableInterface()->cellAt(1, 1)), QStringLiteral("Thing1"));
    table->tableInterface()->selectRow(1);
    QTRY_COMPARE(m_bench->revision(), std::optional<quint64>(1));
    // Append.
    auto *newEvent = reader.find(QAccessible::Button, QStringLiteral("New Event"));
    QVERIFY(newEvent);
    Reader::press(newEvent);
    QTRY_VERIFY(m_bench->window.workspace()->currentDraft());
    auto *type = reader.find(QAccessible::EditableText, QStringLiteral("Type"));
    QVERIFY(type);
    Reader::write(type, QStringLiteral("Spoken"));
    auto *data = reader.find(QAccessible::EditableText, QStringLiteral("Data"));
    QVERIFY2(data, qPrintable(reader.tree()));
    Reader::write(data, QStringLiteral("{\"by\": \"voice\"}"));
    QTRY_VERIFY(reader.find(QAccessible::Button, QStringLiteral("Append at 3")));
    Reader::press(reader.find(QAccessible::Button, QStringLiteral("Append at 3")));
    m_bench->window.workspace()->showTab(1);
    QTRY_COMPARE(m_bench->revision(), std::optional<quint64>(3));
    QCOMPARE(m_bench->events()->currentEvent()->shown().type, QStringLiteral("Spoken"));
    // Delete.
    auto *item = reader.find(QAccessible::MenuItem, QStringLiteral("Stream"));
    QVERIFY(item);
    m_bench->action("stream.delete")->trigger();
    auto *dialog = m_bench->find<QWidget>("delete-stream/dialog");
    QVERIFY(dialog);
    const Reader inDialog(*dialog);
    QTRY_VERIFY(inDialog.find(QAccessible::Button, QStringLiteral("Delete 4 Events")));
    auto *verb = inDialog.find(QAccessible::Button, QStringLiteral("Delete 4 Events"));
    QTRY_VERIFY(!verb->state().disabled);
    Reader::press(verb);
    QTRY_VERIFY(m_bench->events() && m_bench->events()->canUndelete());
}

QTEST_MAIN(TstMainJob)
#include "tst_main_job.moc"
