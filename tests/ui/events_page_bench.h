// A page of events on a bench: a window of its own and a scripted server behind it.
// For tests: GUI thread.
#pragma once

#include "tests/ui/pretended_store.h"
#include "ui/events/event_table_view.h"
#include "ui/events/events_page.h"
#include "ui/events/no_events_pane.h"
#include "ui/widgets/elided_label.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QTest>

#include <memory>

using ui::EventsPage;
using ui::EventTableView;

/// A page in a window of its own, and the server behind it.
struct Bench {
    explicit Bench(const char *name = "order-42")
        : stream(QString::fromLatin1(name))
        , store(stream)
    {}

    void open()
    {
        page = std::make_unique<EventsPage>(store.client, stream, nullptr);
        page->resize(640, 480);
        page->show();
        table = page->findChild<EventTableView *>(QStringLiteral("events/table"));
        table->setFocus();
        serve();
    }
    void serve()
    {
        for (int i = 0; i < 4; ++i) {
            QCoreApplication::processEvents(); // the turn in which what is wanted is collected
            store.serve();
        }
    }
    [[nodiscard]] quint64 currentRevision() const
    {
        return page->currentEvent() ? page->currentEvent()->original().revision.value : 999'999'999;
    }
    template<typename T>
    [[nodiscard]] T *find(const char *name) const
    {
        return page->findChild<T *>(QString::fromLatin1(name));
    }
    [[nodiscard]] QString emptyTitle() const
    {
        auto *empty = find<ui::NoEventsPane>("events/empty");
        return empty->isVisible() ? empty->title() : QString();
    }

    [[nodiscard]] QString liveText() const
    {
        auto *label = find<ui::ElidedLabel>("events/live-label");
        return label->isVisible() ? label->text() : QString();
    }
    /// By keyboard; the server confirms, and has nothing that is not known.
    void switchLiveOn()
    {
        auto *live = find<QCheckBox>("events/live-switch");
        live->setFocus();
        QTest::keyClick(live, Qt::Key_Space);
        table->setFocus();
        serve();
        subscription().send(core::read_item::Confirmed{});
        subscription().send(core::read_item::CaughtUp{});
        serve();
    }
    /// The subscription that was opened last.
    [[nodiscard]] FakeServer::Subscription &subscription()
    {
        return *store.server.subscriptions.constLast();
    }

    core::StreamName stream;
    PretendedStore store;
    std::unique_ptr<EventsPage> page;
    EventTableView *table = nullptr;
};
