#include "ui/event_detail/event_detail_pane.h"

#include "core/links/link_metadata.h"
#include "core/links/link_text.h"
#include "core/text/event_ndjson.h"
#include "ui/event_detail/event_facts.h"
#include "ui/event_detail/payload_view.h"
#include "ui/prompts/dialog_prompts.h"
#include "ui/theme/emphasis.h"
#include "ui/theme/fonts.h"
#include "ui/theme/measures.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/facts_view.h"
#include "ui/widgets/saved_file.h"
#include "ui/widgets/separator.h"
#include "ui/widgets/words.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>

namespace ui {

namespace {

QString dataSuffix(const core::RecordedEvent &event)
{
    return event.contentType == core::ContentType::Json ? QStringLiteral(".json")
                                                        : QStringLiteral(".bin");
}

} // namespace

EventDetailPane::EventDetailPane(QWidget *parent, Prompts *prompts)
    : QWidget(parent)
    , m_ownPrompts(prompts ? nullptr : std::make_unique<DialogPrompts>())
    , m_stack(new QStackedWidget(this))
    , m_none(new EmptyState(this))
{
    Prompts &asked = prompts ? *prompts : *m_ownPrompts;
    setObjectName(QStringLiteral("detail/pane"));
    setAccessibleName(tr("Event"));
    m_none->setMessage(tr("No event selected"));
    m_data = new PayloadView(QStringLiteral("detail/data"), tr("Data"), asked, this);
    m_metadata = new PayloadView(QStringLiteral("detail/metadata"), tr("Metadata"), asked, this);
    m_system = new FactsView(this);
    makeTabs();

    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHeader());
    column->addWidget(new Separator(Qt::Horizontal, this));
    column->addWidget(m_tabs, 1);
    m_stack->addWidget(m_none);
    m_stack->addWidget(content);

    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);

    connect(m_copyAddress, &QPushButton::clicked, this, &EventDetailPane::copyAddress);
    for (const PayloadView *payload : {m_data, m_metadata}) {
        connect(payload, &PayloadView::exactRequested, this, &EventDetailPane::exactRequested);
        connect(payload, &PayloadView::said, this, &EventDetailPane::said);
        connect(payload, &PayloadView::shownChanged, this, &EventDetailPane::tellFolds);
    }
    connect(m_target, &QPushButton::clicked, this, [this] {
        if (!m_event)
            return;
        if (const core::RecordedEvent *link = linkOf(*m_event))
            if (const auto target = core::LinkTarget::parse(link->data))
                requestTarget(*target);
    });
}

EventDetailPane::~EventDetailPane() = default;

void EventDetailPane::setEvent(const std::optional<core::ResolvedEvent> &event)
{
    if (event && !event->event && !event->link) {
        setEvent(std::nullopt);
        return;
    }
    m_event = event;
    m_stack->setCurrentIndex(event ? 1 : 0);
    if (!event) {
        m_none->setMessage(tr("No event selected"));
        m_data->setPayload({}, {}, {});
        m_metadata->setPayload({}, {}, {});
        return;
    }
    showHeader();
    const core::RecordedEvent &shown = event->shown();
    const QString name = fileNameOf(shown.stream.text() + u'-' + shown.revision.toString());
    m_data->setPayload(shown.data, shown.contentType, name + dataSuffix(shown), shown.dataExact);
    m_metadata->setPayload(
        shown.metadata, {}, name + QStringLiteral("-metadata.json"), shown.metadataExact);
    if (shown.isUnanswered) {
        for (PayloadView *payload : {m_data, m_metadata})
            payload->showUntold(core::unansweredWhy());
    }
    m_system->setFacts(systemFacts(*event));
}

void EventDetailPane::showWhyNone(const QString &title, const QString &text)
{
    setEvent(std::nullopt);
    m_none->setMessage(title, text);
}

void EventDetailPane::showInexact(const core::Error &error)
{
    for (PayloadView *payload : {m_data, m_metadata})
        payload->showInexact(error);
}

void EventDetailPane::addPart(QWidget *part, const QString &title)
{
    m_tabs->insertTab(m_tabs->indexOf(m_system), part, title);
}

bool EventDetailPane::shows(const core::ResolvedEvent &event) const
{
    return m_event && m_event->original().stream == event.original().stream
           && m_event->original().revision == event.original().revision;
}

void EventDetailPane::suggestPart(QWidget *part, QWidget *tab)
{
    m_tab = tab;
    m_isSuggesting = true;
    m_tabs->setCurrentWidget(part && !m_choseIn.contains(tab) ? part : m_chosenPart);
    m_isSuggesting = false;
}

/// A part that comes to the front otherwise than by suggestPart() was chosen.
void EventDetailPane::onPartChanged()
{
    if (!m_isSuggesting)
        choosePart(m_tabs->currentWidget());
    tellFolds();
}

void EventDetailPane::choosePart(QWidget *part)
{
    m_chosenPart = part;
    if (!m_tab || m_choseIn.contains(m_tab))
        return;
    m_choseIn.insert(m_tab);
    connect(
        m_tab.data(), &QObject::destroyed, this, [this](QObject *tab) { m_choseIn.remove(tab); });
}

void EventDetailPane::showPart(QWidget *part)
{
    m_tabs->setCurrentWidget(part);
    choosePart(part); // also where it was in front by itself
    part->setFocus(Qt::ShortcutFocusReason);
}

void EventDetailPane::copyAddress() const
{
    if (!m_event)
        return;
    const core::RecordedEvent &original = m_event->original();
    QApplication::clipboard()->setText(core::addressText(original.stream, original.revision));
}

void EventDetailPane::copyId() const
{
    if (m_event && !m_event->shown().id.isNull())
        QApplication::clipboard()->setText(m_event->shown().id.toString());
}

void EventDetailPane::copyAsJson() const
{
    if (!m_event)
        return;
    QByteArray line;
    core::appendNdjson(line, *m_event);
    QApplication::clipboard()->setText(QString::fromUtf8(line).trimmed());
}

void EventDetailPane::savePayload()
{
    if (m_event)
        payloadInFront()->savePayload();
}

void EventDetailPane::showAs(PayloadForm form)
{
    if (m_event)
        shownPayload()->chooseForm(form);
}

void EventDetailPane::setAllFolded(bool folded)
{
    if (m_event)
        shownPayload()->setAllFolded(folded);
}

void EventDetailPane::openFind()
{
    if (m_event)
        shownPayload()->openFind();
}

void EventDetailPane::findNext(bool backwards)
{
    if (m_event)
        shownPayload()->findNext(backwards);
}

bool EventDetailPane::closeFind()
{
    const bool wasData = m_data->closeFind();
    return m_metadata->closeFind() || wasData;
}

void EventDetailPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int roomForOneLine = fontMetrics().averageCharWidth() * 110;
    m_facts->setDirection(width() >= roomForOneLine ? QBoxLayout::LeftToRight
                                                    : QBoxLayout::TopToBottom);
}

QWidget *EventDetailPane::makeHeader()
{
    auto *header = new QWidget(this);
    header->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_address = new ElidedLabel(header);
    m_address->setObjectName(QStringLiteral("detail/address"));
    m_address->setFont(headingFont(font()));
    m_copyAddress = new QPushButton(tr("Copy Address"), header);
    m_copyAddress->setObjectName(QStringLiteral("detail/copy-address-button"));
    m_copyAddress->setAccessibleName(tr("Copy Address"));
    setEmphasis(m_copyAddress, Emphasis::Link);

    m_linkLine = new QWidget(header);
    m_linkWords = new QLabel(tr("Link to"), m_linkLine);
    m_target = new QPushButton(m_linkLine);
    m_target->setObjectName(QStringLiteral("detail/target-button"));
    m_target->setFont(monospaceFont(font()));
    m_target->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_target->setMinimumWidth(1);
    setEmphasis(m_target, Emphasis::Link);
    auto *linkLine = new QHBoxLayout(m_linkLine);
    linkLine->setContentsMargins(0, 0, 0, 0);
    linkLine->setSpacing(measures::Step);
    linkLine->addWidget(m_linkWords);
    linkLine->addWidget(m_target);
    linkLine->addStretch();

    m_type = new ElidedLabel(header);
    m_type->setObjectName(QStringLiteral("detail/type"));
    m_time = new ElidedLabel(header);
    m_time->setObjectName(QStringLiteral("detail/time"));
    m_id = new ElidedLabel(header);
    m_id->setObjectName(QStringLiteral("detail/id"));
    for (ElidedLabel *label : {m_time, m_id}) {
        label->setFont(monospaceFont(font()));
        label->setTone(Tone::Dim);
        label->setElideMode(Qt::ElideRight);
    }

    auto *rows = new QVBoxLayout(header);
    rows->setContentsMargins(measures::PaneMargin,
                             measures::ControlSpacing,
                             measures::PaneMargin,
                             measures::ControlSpacing);
    rows->setSpacing(measures::Step);
    auto *first = new QHBoxLayout;
    first->setSpacing(measures::ControlSpacing);
    first->addWidget(m_address, 1);
    first->addWidget(m_copyAddress);
    rows->addLayout(first);
    rows->addWidget(m_linkLine);
    auto *what = new QHBoxLayout;
    what->setSpacing(measures::ControlSpacing);
    what->addWidget(m_type);
    what->addWidget(m_time, 1);
    m_facts = new QBoxLayout(QBoxLayout::TopToBottom);
    m_facts->setSpacing(measures::Step);
    m_facts->addLayout(what, 1);
    m_facts->addWidget(m_id, 1);
    rows->addLayout(m_facts);
    return header;
}

void EventDetailPane::makeTabs()
{
    m_system->setObjectName(QStringLiteral("detail/system"));
    m_system->setAccessibleName(tr("System fields"));
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName(QStringLiteral("detail/tabs"));
    m_tabs->setAccessibleName(tr("Parts of the event"));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setObjectName(QStringLiteral("detail/tab-bar"));
    m_tabs->tabBar()->setAccessibleName(tr("Parts of the event"));
    m_tabs->addTab(m_data, tr("Data"));
    m_tabs->addTab(m_metadata, tr("Metadata"));
    m_tabs->addTab(m_system, tr("System"));
    m_chosenPart = m_data;
    connect(m_tabs, &QTabWidget::currentChanged, this, &EventDetailPane::onPartChanged);
}

/// Where it is neither of the two: the data.
PayloadView *EventDetailPane::payloadInFront() const
{
    return m_tabs->currentWidget() == m_metadata ? m_metadata : m_data;
}

PayloadView *EventDetailPane::shownPayload()
{
    PayloadView *payload = payloadInFront();
    m_tabs->setCurrentWidget(payload);
    return payload;
}

bool EventDetailPane::canFold() const
{
    return m_event && payloadInFront()->canFold();
}

void EventDetailPane::tellFolds()
{
    const bool can = canFold();
    if (std::exchange(m_couldFold, can) != can)
        Q_EMIT canFoldChanged();
}

bool EventDetailPane::cancel()
{
    const bool wasData = m_data->cancel();
    return m_metadata->cancel() || wasData;
}

void EventDetailPane::showHeader()
{
    const core::RecordedEvent &original = m_event->original();
    const core::RecordedEvent &shown = m_event->shown();
    m_address->setText(placeText(original.stream, original.revision));
    m_type->setText(shown.type);
    m_time->setText(eventTimeText(shown.created));
    m_id->setText(shown.id.isNull() ? tr("id not told by this server")
                                    : tr("id %1").arg(shown.id.toString()));

    const core::RecordedEvent *link = linkOf(*m_event);
    m_linkLine->setVisible(link != nullptr);
    if (!link)
        return;
    const auto target = core::LinkTarget::parse(link->data);
    if (core::isDeletionMarker(*link))
        m_type->setText(tr("%1 was deleted here").arg(core::deletedStream(*link).text()));
    m_linkWords->setText(target ? tr("Link to") : tr("Link that names no event"));
    m_target->setVisible(target.has_value());
    if (target) {
        const QString place = placeText(target->stream, target->revision);
        m_target->setText(place);
        m_target->setToolTip(place);
        m_target->setAccessibleName(tr("Go to %1").arg(place));
    }
}

void EventDetailPane::requestTarget(const core::LinkTarget &target)
{
    Q_EMIT eventRequested(target.stream, target.revision);
}

} // namespace ui
