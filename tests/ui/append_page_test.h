// An append page whose server is scripted, and the hands that type into it.
// For tests: GUI thread.
#pragma once

#include "core/client/client.h"
#include "tests/ui/event_samples.h"
#include "tests/ui/scripted_store.h"
#include "tests/ui/told_prompts.h"
#include "ui/append/append_page.h"
#include "ui/widgets/code_editor.h"
#include "ui/widgets/message_bar.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTest>

inline core::StreamName order()
{
    return core::StreamName(QStringLiteral("order-42"));
}

inline core::ConnectionSettings oneHost()
{
    core::ConnectionSettings settings;
    settings.hosts = {{QStringLiteral("127.0.0.1"), 2113}};
    settings.tls = false;
    return settings;
}

inline QList<core::RecordedEvent> orderUpTo(quint64 last)
{
    QList<core::RecordedEvent> events;
    for (quint64 revision = 0; revision <= last; ++revision)
        events << samples::recorded(order(), revision);
    return events;
}

class AppendPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup()
    {
        m_page.reset();
        m_client.reset();
        m_store.reset();
    }

protected:
    /// For init(): a server with revisions 0 to 17 of order-42.
    void prepare(const core::ConnectionSettings &settings = oneHost())
    {
        m_prompts.asked.clear();
        m_prompts.accepts = true;
        m_store = std::make_unique<ScriptedStore>();
        m_store->streams[order()] = orderUpTo(17);
        m_client = std::make_unique<core::Client>(
            settings, m_store->server.factory(), core::IoThread::Caller);
    }

    template<typename T>
    T *child(const char *name) const
    {
        T *found = m_page->findChild<T *>(QString::fromLatin1(name));
        if (!found)
            qFatal("no widget named %s", name);
        return found;
    }
    void open()
    {
        make();
        m_page->resize(620, 700);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
        m_store->settleAll();
    }
    /// Not shown, and nothing answered so far.
    void make()
    {
        m_page = std::make_unique<ui::AppendPage>(*m_client, order(), m_prompts, nullptr);
    }
    void typeEvent()
    {
        QTest::keyClicks(child<QLineEdit>("append/type-edit"), QStringLiteral("OrderCancelled"));
        auto *data = child<ui::CodeEditor>("append/data-editor");
        QTest::keySequence(data->focusProxy(), QKeySequence::SelectAll);
        QTest::keyClicks(data->focusProxy(), QStringLiteral("{\"n\": 90071992547409931234}"));
    }
    void pressCtrlEnter()
    {
        QTest::keyClick(child<ui::CodeEditor>("append/data-editor")->focusProxy(),
                        Qt::Key_Return,
                        Qt::ControlModifier);
        m_store->settleAll();
    }
    /// Types an event and sends it; `open()` before.
    FakeServer::Append &sendOne()
    {
        typeEvent();
        pressCtrlEnter();
        return *m_store->server.appends.last();
    }
    void press(const char *button)
    {
        QTest::keyClick(child<QPushButton>(button), Qt::Key_Space);
        m_store->settleAll();
    }
    void answer(FakeServer::Append &append, const core::TransportResult<core::WriteOutcome> &reply)
    {
        append.answer(reply);
        m_store->settleAll();
    }
    ui::MessageBar &bar() const { return *child<ui::MessageBar>("append/bar"); }

    std::unique_ptr<ScriptedStore> m_store;
    std::unique_ptr<core::Client> m_client;
    tests::ToldPrompts m_prompts;
    std::unique_ptr<ui::AppendPage> m_page;
};
