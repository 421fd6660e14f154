// The line of a tab of events: how much there is, how following goes, the tab's own switches.
// GUI thread.
#pragma once

#include "ui/events/live_tail.h"

#include <QTimer>
#include <QWidget>

class QCheckBox;
class QPushButton;

namespace ui {

class ElidedLabel;
class SearchEdit;

class EventTabLine final : public QWidget
{
    Q_OBJECT

public:
    /// $all alone has system events to hide, and counts in bytes of the log how far behind it is.
    EventTabLine(bool isAll, QWidget *parent);

    void setRangeText(const QString &text);
    void setSwitches(bool links, bool live, bool system);
    /// Why the server's own events cannot be hidden; empty: they can.
    void setWhyUnfiltered(const QString &why);
    /// `isFollowing`: the newest row is in view; else `unseen` have come since it was.
    void setLive(const LiveState &state, bool isFollowing, qint64 unseen);

    void setFilter(const QString &words);
    void focusFilter();

Q_SIGNALS:
    void filterChanged(const QString &words);
    /// Arrow down in the filter.
    void leftDownwards();
    void linksToggled(bool on);
    void liveToggled(bool on);
    void systemToggled(bool on);
    void retryRequested();
    void endRequested();

private:
    void tellSystem();
    void tellLive();
    [[nodiscard]] QString liveWords() const;

    const bool m_isAll;
    LiveState m_state;
    QString m_whyUnfiltered;
    bool m_isFollowing = true;
    qint64 m_unseen = 0;
    QTimer m_countdown;
    ElidedLabel *m_range;
    ElidedLabel *m_live;
    QPushButton *m_liveButton;
    SearchEdit *m_filter;
    QCheckBox *m_links;
    QCheckBox *m_liveSwitch;
    QCheckBox *m_system;
};

} // namespace ui
