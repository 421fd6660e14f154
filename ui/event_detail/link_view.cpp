#include "ui/event_detail/link_view.h"

#include "ui/event_detail/event_facts.h"
#include "ui/event_detail/facts_view.h"
#include "ui/theme/measures.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/message_bar.h"

#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace ui {

LinkView::LinkView(QWidget *parent)
    : QWidget(parent)
    , m_trouble(new MessageBar(this))
    , m_stack(new QStackedWidget(this))
    , m_none(new EmptyState(this))
    , m_facts(new FactsView(this))
{
    setObjectName(QStringLiteral("detail/link/view"));
    m_trouble->setObjectName(QStringLiteral("detail/link/trouble"));
    m_trouble->setAccessibleName(tr("Why the link leads nowhere"));
    m_trouble->setClosable(false);
    m_facts->setObjectName(QStringLiteral("detail/link/facts"));
    m_facts->setAccessibleName(tr("Link"));
    m_none->setObjectName(QStringLiteral("detail/link/none"));
    m_none->setMessage(tr("Not a link"),
                       tr("This event holds its own data; it does not point to another."));
    m_stack->addWidget(m_none);
    m_stack->addWidget(m_facts);

    auto *bar = new QVBoxLayout;
    bar->setContentsMargins(
        measures::PaneMargin, measures::ControlSpacing, measures::PaneMargin, 0);
    bar->addWidget(m_trouble);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_stack, 1);

    connect(m_facts, &FactsView::targetActivated, this, &LinkView::targetActivated);
}

void LinkView::setEvent(const core::ResolvedEvent &resolved)
{
    const QList<FactGroup> facts = linkFacts(resolved);
    m_facts->setFacts(facts);
    m_stack->setCurrentWidget(facts.isEmpty() ? static_cast<QWidget *>(m_none) : m_facts);

    const LinkTrouble trouble = linkTrouble(resolved);
    m_trouble->clear();
    if (trouble.heading.isEmpty())
        return;
    const bool isBroken = resolved.isBroken();
    m_trouble->showMessage(isBroken ? Tone::Warning : Tone::Accent, trouble.heading, trouble.text);
    if (const auto target = core::LinkTarget::parse(linkOf(resolved)->data)) {
        QPushButton *open = m_trouble->addButton(isBroken ? tr("Open %1").arg(target->stream.text())
                                                          : tr("Go to the Target"));
        open->setObjectName(QStringLiteral("detail/link/open-button"));
        connect(open, &QPushButton::clicked, this, [this, target = *target] {
            Q_EMIT targetActivated(target);
        });
    }
}

} // namespace ui
