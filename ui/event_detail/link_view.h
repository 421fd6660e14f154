// The link that stands at an event's place: what it says, where it leads, why it leads nowhere.
// GUI thread.
#pragma once

#include "core/model/link_target.h"
#include "core/model/recorded_event.h"

#include <QWidget>

class QStackedWidget;

namespace ui {

class EmptyState;
class FactsView;
class MessageBar;

class LinkView final : public QWidget
{
    Q_OBJECT

public:
    explicit LinkView(QWidget *parent);

    void setEvent(const core::ResolvedEvent &resolved);

Q_SIGNALS:
    void targetActivated(const core::LinkTarget &target);

private:
    MessageBar *m_trouble;
    QStackedWidget *m_stack;
    EmptyState *m_none;
    FactsView *m_facts;
};

} // namespace ui
