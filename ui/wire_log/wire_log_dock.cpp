#include "ui/wire_log/wire_log_dock.h"

#include "core/wire_log/shell_command.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/measures.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/search_edit.h"
#include "ui/widgets/separator.h"
#include "ui/widgets/words.h"
#include "ui/wire_log/wire_body_view.h"
#include "ui/wire_log/wire_log_filter.h"
#include "ui/wire_log/wire_log_model.h"
#include "ui/wire_log/wire_log_table.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QToolButton>

namespace ui {

namespace {

constexpr int SmallestHeight = 160;
constexpr int WidestFilter = 260;

} // namespace

WireLogDock::WireLogDock(core::WireLog &log, QWidget *parent)
    : QDockWidget(tr("Wire Log"), parent)
    , m_log(log)
    , m_model(new WireLogModel(log, this))
    , m_filter(new WireLogFilter(*m_model, this))
{
    setObjectName(QStringLiteral("wire-log"));
    setAccessibleName(tr("Wire log"));
    setAllowedAreas(Qt::BottomDockWidgetArea);
    makeTitleBar();
    makeContent();
    connectParts();
    showChoice();
    showCount();
}

void WireLogDock::makeTitleBar()
{
    auto *bar = new QWidget(this);
    auto *title = new QLabel(windowTitle(), bar);
    title->setFont(headingFont(font()));
    m_words = new SearchEdit(tr("Filter calls"), bar);
    m_words->setObjectName(QStringLiteral("wire-log/filter"));
    m_words->setMaximumWidth(WidestFilter);
    m_count = new ElidedLabel(bar);
    m_count->setObjectName(QStringLiteral("wire-log/count"));
    m_count->setTone(Tone::Dim);
    const auto button = [bar](const QString &text, const QString &name, const QString &spoken) {
        auto *made = new QPushButton(text, bar);
        made->setObjectName(name);
        made->setAccessibleName(spoken);
        return made;
    };
    m_curl = button(tr("Copy as curl"),
                    QStringLiteral("wire-log/curl-button"),
                    tr("Copy the call as a curl command"));
    m_grpcurl = button(tr("Copy as grpcurl"),
                       QStringLiteral("wire-log/grpcurl-button"),
                       tr("Copy the call as a grpcurl command"));
    m_clear
        = button(tr("Clear"), QStringLiteral("wire-log/clear-button"), tr("Clear the wire log"));
    auto *close = new QToolButton(bar);
    close->setObjectName(QStringLiteral("wire-log/close-button"));
    close->setIcon(icon(QStringLiteral("x"), Tone::Dim));
    close->setAutoRaise(true);
    close->setToolTip(tr("Close the wire log"));
    close->setAccessibleName(tr("Close the wire log"));
    connect(close, &QToolButton::clicked, this, &WireLogDock::closeRequested);

    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(
        measures::PaneMargin, measures::Step, measures::ControlSpacing, measures::Step);
    row->setSpacing(measures::ControlSpacing);
    row->addWidget(title);
    row->addWidget(m_words, 2);
    row->addWidget(m_count, 1);
    for (QWidget *widget : {static_cast<QWidget *>(m_curl),
                            static_cast<QWidget *>(m_grpcurl),
                            static_cast<QWidget *>(m_clear),
                            static_cast<QWidget *>(close)})
        row->addWidget(widget);
    setTitleBarWidget(bar);
}

void WireLogDock::makeContent()
{
    auto *content = new QWidget(this);
    auto *split = new QSplitter(Qt::Horizontal, content);
    split->setObjectName(QStringLiteral("wire-log/split"));
    split->setChildrenCollapsible(false);
    m_table = new WireLogTable(split);
    m_table->setObjectName(QStringLiteral("wire-log/calls"));
    m_table->setAccessibleName(tr("Calls"));
    m_table->setModel(m_filter);
    m_request = new WireBodyView(QStringLiteral("wire-log/request"), tr("Request"), split);
    m_answer = new WireBodyView(QStringLiteral("wire-log/answer"), tr("Answer"), split);
    for (QWidget *part : {static_cast<QWidget *>(m_table),
                          static_cast<QWidget *>(m_request),
                          static_cast<QWidget *>(m_answer)})
        part->setMinimumWidth(160);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 1);
    split->setStretchFactor(2, 1);
    split->setSizes({800, 240, 240});
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new Separator(Qt::Horizontal, content));
    column->addWidget(split, 1);
    content->setMinimumHeight(SmallestHeight);
    content->setFocusProxy(m_table);
    setWidget(content);
    setFocusProxy(m_table);
}

void WireLogDock::connectParts()
{
    connect(m_words, &SearchEdit::searchChanged, this, [this](const QString &text) {
        m_filter->setWords(text);
        showCount();
    });
    connect(m_words, &SearchEdit::leftDownwards, this, [this] { m_table->setFocus(); });
    connect(m_curl, &QPushButton::clicked, this, &WireLogDock::copyAsCurl);
    connect(m_grpcurl, &QPushButton::clicked, this, &WireLogDock::copyAsGrpcurl);
    connect(m_clear, &QPushButton::clicked, this, &WireLogDock::clear);
    connect(m_table, &QWidget::customContextMenuRequested, this, &WireLogDock::openMenu);
    connect(m_table->selectionModel(),
            &QItemSelectionModel::currentRowChanged,
            this,
            &WireLogDock::onChoice);
    connect(m_filter, &QAbstractItemModel::rowsInserted, this, &WireLogDock::showCount);
    connect(m_filter, &QAbstractItemModel::rowsRemoved, this, [this] {
        showCount();
        onChoice();
    });
    connect(m_filter,
            &QAbstractItemModel::dataChanged,
            this,
            [this](const QModelIndex &first, const QModelIndex &last) {
                const int row = m_table->currentIndex().row();
                if (row >= first.row() && row <= last.row())
                    onChoice();
            });
}

void WireLogDock::copyAsCurl()
{
    if (const core::WireEntry *entry = choice())
        copy(core::asCurl(*entry), QStringLiteral("USER:PASSWORD"));
}

void WireLogDock::copyAsGrpcurl()
{
    if (const core::WireEntry *entry = choice())
        copy(core::asGrpcurl(*entry), QStringLiteral("USER:PASSWORD"));
}

void WireLogDock::clear()
{
    m_log.clear();
    Q_EMIT said(tr("Wire log cleared"));
}

bool WireLogDock::canCopyAsCurl() const
{
    const core::WireEntry *entry = choice();
    return entry && entry->wire == core::WireEntry::Wire::Http;
}

bool WireLogDock::canCopyAsGrpcurl() const
{
    const core::WireEntry *entry = choice();
    return entry && entry->wire == core::WireEntry::Wire::Grpc;
}

void WireLogDock::copy(const core::Result<QString> &command, const QString &placeholder)
{
    if (!command) {
        Q_EMIT said(command.error().message);
        return;
    }
    QGuiApplication::clipboard()->setText(*command);
    Q_EMIT said(command->contains(placeholder)
                    ? tr("Copied; put name and password in the place of %1").arg(placeholder)
                    : tr("Copied the command"));
}

void WireLogDock::onChoice()
{
    showChoice();
    Q_EMIT choiceChanged();
}

void WireLogDock::showChoice()
{
    const core::WireEntry *entry = choice();
    m_curl->setEnabled(canCopyAsCurl());
    m_grpcurl->setEnabled(canCopyAsGrpcurl());
    m_request->setSide(entry ? WireBodyView::Side{entry->requestHeaders,
                                                  entry->request,
                                                  entry->requestCut,
                                                  entry->bytesSent}
                             : WireBodyView::Side());
    m_answer->setSide(entry ? WireBodyView::Side{entry->answerHeaders,
                                                 entry->answer,
                                                 entry->answerCut,
                                                 entry->bytesReceived}
                            : WireBodyView::Side());
}

void WireLogDock::showCount()
{
    const int shown = m_filter->rowCount();
    const int all = m_model->rowCount();
    m_count->setText(shown == all
                         ? tr("%1 calls").arg(groupedNumber(all))
                         : tr("%1 of %2 calls").arg(groupedNumber(shown), groupedNumber(all)));
}

void WireLogDock::openMenu(const QPoint &at)
{
    if (!choice())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy as curl"), this, &WireLogDock::copyAsCurl)
        ->setEnabled(canCopyAsCurl());
    menu->addAction(tr("Copy as grpcurl"), this, &WireLogDock::copyAsGrpcurl)
        ->setEnabled(canCopyAsGrpcurl());
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

const core::WireEntry *WireLogDock::choice() const
{
    const QModelIndex current = m_filter->mapToSource(m_table->currentIndex());
    return current.isValid() ? &m_model->entryAt(current.row()) : nullptr;
}

} // namespace ui
