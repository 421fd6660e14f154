#include "ui/append/events_between.h"

#include "ui/theme/fonts.h"
#include "ui/theme/house_style.h"
#include "ui/theme/measures.h"
#include "ui/widgets/words.h"

#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

namespace ui {

namespace {

constexpr int RowsWithoutScrolling = 5;

quint64 countOf(const RevisionRange &range)
{
    return range.last.value - range.first.value + 1;
}

} // namespace

EventsBetween::EventsBetween(core::Client &client,
                             core::StreamName stream,
                             RevisionRange range,
                             QWidget *parent)
    : QWidget(parent)
    , m_stream(std::move(stream))
    , m_range(range)
    , m_caption(new QLabel(tr("Reading what came between…"), this))
    , m_table(new QTableWidget(0, 3, this))
    , m_rest(new QLabel(this))
    , m_client(client)
{
    setObjectName(QStringLiteral("append/between"));
    m_caption->setObjectName(QStringLiteral("append/between-caption"));
    m_caption->setTextFormat(Qt::PlainText);
    m_caption->setWordWrap(true);
    m_rest->setObjectName(QStringLiteral("append/between-rest"));
    m_rest->hide();
    m_table->setObjectName(QStringLiteral("append/between-table"));
    m_table->setAccessibleName(tr("Events that came between"));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->horizontalHeader()->hide();
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(dataRowHeight(*m_table));
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_table->hide();

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(measures::Step);
    column->addWidget(m_caption);
    column->addWidget(m_table);
    column->addWidget(m_rest);
    connect(m_table, &QTableWidget::itemActivated, this, [this](const QTableWidgetItem *item) {
        const auto revision = core::Revision::parse(m_table->item(item->row(), 0)->text());
        if (revision)
            Q_EMIT eventRequested(m_stream, *revision);
    });
    read();
}

EventsBetween::~EventsBetween() = default;

QString EventsBetween::caption() const
{
    return m_caption->text();
}

void EventsBetween::read()
{
    const quint64 wanted = qMin(countOf(m_range), MostShown);
    m_feed = m_client.read({.stream = m_stream,
                            .from = m_range.first,
                            .count = wanted,
                            .payloads = core::PayloadWish::AsListed});
    connect(m_feed.get(), &core::EventFeed::batchReady, this, &EventsBetween::onEvents);
    connect(m_feed.get(), &core::EventFeed::finished, this, &EventsBetween::onFinished);
    // One more than there is: the end itself is read only while there is credit.
    m_feed->grant(static_cast<qint64>(wanted) + 1);
}

void EventsBetween::onEvents(const core::EventBatch &events)
{
    for (const core::ResolvedEvent &resolved : events) {
        const core::RecordedEvent &event = resolved.original();
        // Later ones belong to whoever wrote after the refusal; a stream that was truncated answers
        // with those that are left.
        if (event.revision < m_range.first || event.revision > m_range.last)
            continue;
        m_shown = RevisionRange{m_shown ? m_shown->first : event.revision, event.revision};
        addRow(event.revision.toString(), event.type, eventTimeText(event.created).chopped(4));
    }
    fitHeight();
}

void EventsBetween::onFinished(const core::Result<core::Done> &result)
{
    using Kind = core::StreamState::Kind;
    if (result && m_shown) {
        tellWhatIsShown();
        return;
    }
    if (result) {
        m_caption->setText(tr("What came between cannot be read any more: it was truncated."));
        return;
    }
    const core::Error &error = result.error();
    if (error.code != core::ErrorCode::StreamNotFound
        && error.code != core::ErrorCode::StreamDeleted) {
        m_caption->setText(tr("What came between could not be read: %1").arg(error.message));
        return;
    }
    // Only a read of the metadata tells which kind of deletion it was.
    m_stateCall = m_client.streamState(
        m_stream, [this](const core::Result<core::StreamState> &state) {
            if (state && state->kind == Kind::Tombstoned)
                m_caption->setText(tr("%1 has been deleted for good since.").arg(m_stream.text()));
            else if (state && state->kind == Kind::SoftDeleted)
                m_caption->setText(tr("%1 is soft-deleted: what came between cannot be read.")
                                       .arg(m_stream.text()));
            else
                m_caption->setText(
                    tr("What came between cannot be read: %1 was not found.").arg(m_stream.text()));
        });
}

void EventsBetween::tellWhatIsShown()
{
    const quint64 more = m_range.last.value - m_shown->last.value;
    const bool isWhole = static_cast<quint64>(m_table->rowCount()) + more == countOf(m_range);
    m_caption->setText(isWhole ? tr("These came between:")
                               : tr("These are left of the %1 that came between:")
                                     .arg(groupedNumber(static_cast<qint64>(countOf(m_range)))));
    if (more == 0)
        return;
    m_rest->setText(tr("and %1 more, up to %2")
                        .arg(groupedNumber(static_cast<qint64>(more)), m_range.last.toString()));
    m_rest->show();
}

void EventsBetween::addRow(const QString &revision, const QString &type, const QString &time)
{
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    const QFont fixed = monospaceFont(font());
    auto *number = new QTableWidgetItem(revision);
    number->setFont(fixed);
    number->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *clock = new QTableWidgetItem(time);
    clock->setFont(fixed);
    m_table->setItem(row, 0, number);
    auto *kind = new QTableWidgetItem(type);
    kind->setToolTip(type);
    m_table->setItem(row, 1, kind);
    m_table->setItem(row, 2, clock);
}

void EventsBetween::fitHeight()
{
    const int rows = qMin(m_table->rowCount(), RowsWithoutScrolling);
    const int height = m_table->verticalHeader()->defaultSectionSize();
    m_table->setFixedHeight(rows * height + 2 * m_table->frameWidth());
    m_table->setVisible(rows > 0);
}

} // namespace ui
