#include "ui/append/event_strip.h"

#include <QKeyEvent>
#include <QSignalBlocker>

namespace ui {

namespace {

constexpr int LongestType = 140;

} // namespace

EventStrip::EventStrip(QWidget *parent)
    : QTabBar(parent)
{
    setObjectName(QStringLiteral("append/event-strip"));
    setAccessibleName(tr("Events of this write"));
    setDrawBase(false);
    setExpanding(false);
    setUsesScrollButtons(true);
    setTabsClosable(true);
    connect(this, &QTabBar::currentChanged, this, &EventStrip::chosen);
    connect(this, &QTabBar::tabCloseRequested, this, &EventStrip::removeRequested);
    hide();
}

void EventStrip::setTypes(const QStringList &types, qsizetype current)
{
    const QSignalBlocker quiet(this);
    while (count() > types.size())
        removeTab(count() - 1);
    while (count() < types.size())
        addTab({});
    for (int i = 0; i < count(); ++i) {
        const QString name = types.at(i).isEmpty() ? tr("no type yet") : types.at(i);
        QString shown = fontMetrics().elidedText(name, Qt::ElideMiddle, LongestType);
        shown.replace(QStringLiteral("&"), QStringLiteral("&&"));
        setTabText(i, tr("%1  %2").arg(i + 1).arg(shown));
        setTabToolTip(i, name);
    }
    setCurrentIndex(static_cast<int>(current));
    setVisible(count() > 1);
}

void EventStrip::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Delete && tabsClosable())
        Q_EMIT removeRequested(currentIndex());
    else
        QTabBar::keyPressEvent(event);
}

void EventStrip::setRemovable(bool removable)
{
    setTabsClosable(removable);
}

} // namespace ui
