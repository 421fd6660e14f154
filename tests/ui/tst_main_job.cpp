// Open, read, append into a conflict, delete: by the keyboard alone.
#include "tests/support/gui_warnings.h"
#include "tests/ui/window_bench.h"
#include "ui/append/append_page.h"
#include "ui/widgets/code_editor.h"
#include "ui/widgets/message_bar.h"

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

QTEST_MAIN(TstMainJob)
#include "tst_main_job.moc"
