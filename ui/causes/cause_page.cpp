#include "ui/causes/cause_page.h"

#include "ui/causes/cause_names_row.h"
#include "ui/causes/cause_table_model.h"
#include "ui/causes/cause_words.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/plain_table.h"
#include "ui/widgets/progress_line.h"
#include "ui/widgets/words.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace ui {

CausePage::CausePage(core::Client &client,
                     const core::LinkTarget &event,
                     const core::CorrelationNames &names,
                     QWidget *parent)
    : Page(parent)
    , m_client(client)
    , m_asked(event)
    , m_names(new CauseNamesRow(names, this))
    , m_progress(new ProgressLine(this))
    , m_stop(new QPushButton(tr("Stop"), this))
    , m_again(new QPushButton(tr("Search Again"), this))
    , m_head(new PageHead(
          QStringLiteral("causes"),
          tr("Cause and effect of %1").arg(placeText(m_asked.stream, m_asked.revision)),
          this))
    , m_model(new CauseTableModel(this))
    , m_table(new PlainTable(this))
{
    nameWidgets();
    layOut();
    connect(m_stop, &QPushButton::clicked, this, &CausePage::cancel);
    connect(m_again, &QPushButton::clicked, this, &CausePage::reload);
    connect(m_names, &CauseNamesRow::changed, this, [this](const core::CorrelationNames &changed) {
        reload();
        Q_EMIT namesChanged(changed);
    });
    connect(m_table, &PlainTable::rowActivated, this, [this](const QModelIndex &cell) {
        if (const core::CauseNode *node = m_model->nodeAt(cell.row()))
            Q_EMIT eventRequested(node->event.stream, node->event.revision);
    });
    connect(m_table, &PlainTable::currentRowChanged, this, [this] {
        Q_EMIT currentEventChanged(currentEvent());
    });
}

CausePage::~CausePage() = default;

QString CausePage::titleOf(const core::LinkTarget &event)
{
    return tr("Causes of %1").arg(placeText(event.stream, event.revision));
}

QString CausePage::manualTitle() const
{
    return QStringLiteral("Cause and effect");
}

std::optional<core::ResolvedEvent> CausePage::currentEvent() const
{
    const core::CauseNode *node = m_model->nodeAt(m_table->currentIndex().row());
    return node ? std::optional(core::ResolvedEvent{node->event, {}}) : std::nullopt;
}

std::optional<QPoint> CausePage::placeOfCurrent() const
{
    const QRect row = m_table->visualRect(m_table->currentIndex());
    const QRect seen = row & m_table->viewport()->rect();
    return m_table->viewport()->mapToGlobal(seen.isEmpty() ? QPoint{} : seen.bottomLeft());
}

void CausePage::nameWidgets()
{
    setObjectName(QStringLiteral("causes/page"));
    setAccessibleName(
        tr("Cause and effect of %1").arg(placeText(m_asked.stream, m_asked.revision)));
    m_progress->setObjectName(QStringLiteral("causes/progress"));
    m_progress->setAccessibleName(tr("How much of the log has been read"));
    m_stop->setObjectName(QStringLiteral("causes/stop-button"));
    m_again->setObjectName(QStringLiteral("causes/again-button"));
    m_head->bar().setAccessibleName(tr("What the tree cannot show"));
    m_table->setObjectName(QStringLiteral("causes/tree"));
    m_table->setAccessibleName(tr("Events, each below its cause"));
}

void CausePage::layOut()
{
    m_table->setModel(m_model);
    m_table->setStretchColumn(CauseTableModel::Event);
    m_table->setColumnFit(CauseTableModel::Place, QStringLiteral("shipment-1042 @ 12"), false);
    m_table->setColumnFit(CauseTableModel::Time, QStringLiteral("30 Nov 14:05:11.123"), true);
    m_table->setColumnFit(CauseTableModel::After, QStringLiteral("+12 min 34 s"), true);
    m_head->addControl(m_names, 1);
    m_head->addControl(m_stop);
    m_head->addControl(m_again);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_progress);
    column->addWidget(m_table, 1);
    setFocusProxy(m_table);
}

void CausePage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    if (!m_hasBegun)
        reload();
}

void CausePage::reload()
{
    m_hasBegun = true;
    m_head->bar().clear();
    m_search = std::make_unique<core::CauseSearch>(m_client, m_asked);
    m_search->setCorrelationNames(m_names->names());
    connect(m_search.get(), &core::CauseSearch::searched, this, &CausePage::onSearched);
    connect(m_search.get(), &core::CauseSearch::finished, this, &CausePage::onFinished);
    m_progress->setPart(0);
    m_head->setStatus(tr("Reading the events of its correlation"));
    setRunning(true);
    m_search->start();
}

bool CausePage::cancel()
{
    if (!m_search)
        return false;
    const core::CorrelatedEvents found = m_search->soFar();
    m_search.reset();
    showEvents(found, true);
    return true;
}

void CausePage::editNames()
{
    m_names->begin();
}

void CausePage::onSearched(const core::SearchProgress &progress)
{
    m_progress->setPart(progress.part);
    m_head->setStatus(searchText(progress));
}

void CausePage::onFinished(const core::Result<core::CorrelatedEvents> &result)
{
    const core::CorrelatedEvents found = result ? *result : m_search->soFar();
    m_search.release()->deleteLater(); // it is telling this
    if (result) {
        showEvents(found, false);
        return;
    }
    showEvents(found, true);
    m_head->bar().showError(found.tree.isEmpty()
                                ? tr("The event could not be read.")
                                : tr("Not all events of the correlation were found."),
                            result.error());
}

void CausePage::showEvents(const core::CorrelatedEvents &events, bool isStopped)
{
    setRunning(false);
    m_model->setTree(events.tree, m_asked);
    m_head->setStatus(events.tree.isEmpty() ? tr("Nothing was read")
                      : isStopped           ? tr("Stopped; so far: %1").arg(causesText(events))
                                            : causesText(events));
    if (const QString trouble = causesTrouble(events, m_names->names()); !trouble.isEmpty())
        m_head->bar().showMessage(Tone::Accent,
                                  events.correlationId.isEmpty()
                                      ? tr("It belongs to no correlation")
                                      : tr("Not everything is shown"),
                                  trouble);
    if (m_model->rowCount() > 0)
        m_table->selectRow(qMax(0, m_model->askedRow()));
}

void CausePage::setRunning(bool isRunning)
{
    const bool hadFocus = m_stop->hasFocus() || m_again->hasFocus();
    m_progress->setRunning(isRunning);
    m_stop->setVisible(isRunning);
    m_again->setVisible(!isRunning);
    if (hadFocus)
        (isRunning ? m_stop : m_again)->setFocus();
}

} // namespace ui
