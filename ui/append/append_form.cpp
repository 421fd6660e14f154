#include "ui/append/append_form.h"

#include "ui/append/event_strip.h"
#include "ui/append/expected_edit.h"
#include "ui/append/payload_edit.h"
#include "ui/theme/emphasis.h"
#include "ui/theme/fonts.h"
#include "ui/theme/measures.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QStringListModel>
#include <QToolButton>

namespace ui {

core::NewEvent emptyEvent()
{
    return {
        core::EventId::random(), {}, core::ContentType::Json, QByteArrayLiteral("{\n  \n}"), {}};
}

AppendForm::AppendForm(core::StreamName stream, QWidget *parent)
    : QWidget(parent)
    , m_stream(std::move(stream))
    , m_expected(new ExpectedEdit(this))
    , m_add(new QPushButton(tr("Add Another Event"), this))
    , m_strip(new EventStrip(this))
    , m_type(new QLineEdit(this))
    , m_types(new QStringListModel(this))
    , m_id(new QLineEdit(this))
    , m_changeId(new QPushButton(tr("Change…"), this))
    , m_contentType(new QComboBox(this))
    , m_data(new PayloadEdit(QStringLiteral("append/data"), tr("Data"), this))
    , m_metadataToggle(new QToolButton(this))
{
    m_id->setFont(monospaceFont(font()));
    m_id->setReadOnly(true);
    m_id->setFrame(false);
    setEmphasis(m_changeId, Emphasis::Link);
    setEmphasis(m_add, Emphasis::Link);
    m_add->setToolTip(tr("All events are written together, or none is"));
    m_contentType->addItem(tr("JSON"), static_cast<int>(core::ContentType::Json));
    m_contentType->addItem(tr("Bytes (typed as text)"), static_cast<int>(core::ContentType::Bytes));
    m_metadataToggle->setText(tr("Metadata"));
    m_metadataToggle->setCheckable(true);
    m_metadataToggle->setAutoRaise(true);
    m_metadataToggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_metadataToggle->setArrowType(Qt::RightArrow);
    setFocusProxy(m_type);
    makeTypeList();
    nameWidgets();
    layOut();

    connect(m_expected, &ExpectedEdit::changed, this, &AppendForm::changed);
    connect(m_type, &QLineEdit::textChanged, this, &AppendForm::onChanged);
    connect(m_type, &QLineEdit::editingFinished, this, &AppendForm::takeShape);
    connect(m_id, &QLineEdit::textChanged, this, &AppendForm::onChanged);
    connect(m_add, &QPushButton::clicked, this, &AppendForm::addEvent);
    connect(m_strip, &EventStrip::chosen, this, [this](qsizetype index) {
        storeEvent();
        turnTo(index);
    });
    connect(m_strip, &EventStrip::removeRequested, this, &AppendForm::removeRequested);
    connect(m_changeId, &QPushButton::clicked, this, &AppendForm::startIdEdit);
    connect(m_contentType, &QComboBox::currentIndexChanged, this, &AppendForm::onChanged);
    connect(m_data, &PayloadEdit::changed, this, &AppendForm::onChanged);
    connect(m_metadataToggle, &QToolButton::toggled, this, &AppendForm::showMetadata);
}

EventDraft AppendForm::draft() const
{
    EventDraft draft{m_stream, m_expected->expected(), m_events};
    draft.events[m_current] = typedEvent();
    return draft;
}

core::NewEvent AppendForm::typedEvent() const
{
    core::NewEvent event;
    event.id = core::EventId::parse(m_id->text().trimmed()).value_or(core::EventId());
    event.type = m_type->text();
    event.contentType = static_cast<core::ContentType>(m_contentType->currentData().toInt());
    event.data = m_data->bytes();
    event.metadata = m_metadata ? m_metadata->bytes() : QByteArray();
    return event;
}

/// An id may be typed halfway: it is kept as text.
void AppendForm::storeEvent()
{
    m_events[m_current] = typedEvent();
    m_ids[m_current] = m_id->text();
}

void AppendForm::setExpected(const core::ExpectedRevision &expected)
{
    m_expected->setExpected(expected);
}

void AppendForm::setEvents(const QList<core::NewEvent> &events)
{
    Q_ASSERT(!events.isEmpty());
    m_events = events;
    m_ids.clear();
    for (const core::NewEvent &event : events)
        m_ids << event.id.toString();
    turnTo(0);
}

void AppendForm::turnTo(qsizetype index)
{
    m_current = index;
    const core::NewEvent event = m_events.at(index);
    m_isFilling = true;
    m_type->setText(event.type);
    m_id->setText(m_ids.at(index));
    const bool isWhole = core::EventId::parse(m_ids.at(index).trimmed()).has_value();
    m_changeId->setVisible(isWhole);
    m_id->setReadOnly(isWhole || m_isReadOnly);
    m_id->setFrame(!isWhole);
    setContentType(event.contentType);
    m_data->setBytes(event.data);
    if (m_metadata || !event.metadata.isEmpty())
        metadata().setBytes(event.metadata);
    m_metadataToggle->setChecked(!event.metadata.isEmpty());
    const bool isUntouched = event.type.isEmpty() && event.data == emptyEvent().data;
    m_replaceable = isUntouched ? event.data : QByteArray();
    m_isFilling = false;
    onChanged();
}

void AppendForm::addEvent()
{
    if (m_isReadOnly)
        return;
    storeEvent();
    m_events.append(emptyEvent());
    m_ids << m_events.constLast().id.toString();
    turnTo(m_events.size() - 1);
    focusFirstEmpty();
}

void AppendForm::removeEvent(qsizetype index)
{
    if (m_isReadOnly || m_events.size() < 2)
        return;
    storeEvent();
    m_events.removeAt(index);
    m_ids.removeAt(index);
    turnTo(qMin(m_current > index ? m_current - 1 : m_current, m_events.size() - 1));
}

void AppendForm::refreshStrip()
{
    QStringList types;
    for (const core::NewEvent &event : draft().events)
        types << event.type;
    m_strip->setTypes(types, m_current);
}

void AppendForm::setContentType(core::ContentType type)
{
    m_contentType->setCurrentIndex(m_contentType->findData(static_cast<int>(type)));
}

void AppendForm::presetExpected(const core::StreamState &state)
{
    m_expected->preset(m_stream, state);
}

void AppendForm::setReadOnly(bool isReadOnly)
{
    m_isReadOnly = isReadOnly;
    m_add->setEnabled(!isReadOnly);
    m_strip->setRemovable(!isReadOnly);
    m_expected->setEnabledForEditing(!isReadOnly);
    m_type->setReadOnly(isReadOnly);
    m_id->setReadOnly(isReadOnly || m_changeId->isVisibleTo(this));
    m_changeId->setEnabled(!isReadOnly);
    m_contentType->setEnabled(!isReadOnly);
    m_data->setReadOnly(isReadOnly);
    if (m_metadata)
        m_metadata->setReadOnly(isReadOnly);
}

void AppendForm::goTo(const DraftProblem &problem)
{
    if (problem.event != m_current && problem.field != DraftField::Expected) {
        storeEvent();
        turnTo(problem.event);
    }
    switch (problem.field) {
    case DraftField::Expected:
        m_expected->firstField()->setFocus();
        return;
    case DraftField::Type:
        m_type->setFocus();
        return;
    case DraftField::Id:
        m_id->setFocus();
        return;
    case DraftField::Data:
        m_data->goTo(problem.at);
        return;
    }
}

void AppendForm::focusFirstEmpty()
{
    if (m_type->text().isEmpty())
        m_type->setFocus();
    else
        m_data->goTo(0);
}

QList<QWidget *> AppendForm::parts() const
{
    QList<QWidget *> parts{m_type, m_data, m_metadataToggle};
    if (m_metadata && m_metadata->isVisible())
        parts.append(m_metadata);
    return parts;
}

void AppendForm::editMetadata()
{
    m_metadataToggle->setChecked(true);
    metadata().goTo(0);
}

void AppendForm::openFind()
{
    editWithFocus()->openFind();
}

void AppendForm::findNext(bool backwards)
{
    editWithFocus()->findNext(backwards);
}

bool AppendForm::closeFind()
{
    const bool wasData = m_data->closeFind();
    return (m_metadata && m_metadata->closeFind()) || wasData;
}

PayloadEdit *AppendForm::editWithFocus() const
{
    const bool isMetadata = m_metadata && m_metadata->isAncestorOf(window()->focusWidget());
    return isMetadata ? m_metadata : m_data;
}

PayloadEdit &AppendForm::metadata()
{
    if (m_metadata)
        return *m_metadata;
    m_metadata = new PayloadEdit(QStringLiteral("append/metadata"), tr("Metadata"), this);
    m_metadata->setMinimumHeight(fontMetrics().height() * 3);
    m_metadata->setReadOnly(m_isReadOnly);
    m_metadata->hide();
    qobject_cast<QVBoxLayout *>(layout())->addWidget(m_metadata, 1);
    setTabOrder(m_metadataToggle, m_metadata->firstField());
    connect(m_metadata, &PayloadEdit::changed, this, &AppendForm::onChanged);
    return *m_metadata;
}

void AppendForm::onChanged()
{
    if (m_isFilling)
        return;
    const bool isJson = typedEvent().contentType == core::ContentType::Json;
    m_data->checkAsJson(isJson ? PayloadEdit::Check::Required : PayloadEdit::Check::None);
    if (m_metadata)
        m_metadata->checkAsJson(PayloadEdit::Check::Usual);
    refreshStrip();
    Q_EMIT changed();
}

void AppendForm::layOut()
{
    auto *id = new QHBoxLayout;
    id->setSpacing(measures::ControlSpacing);
    id->addWidget(m_id, 1);
    id->addWidget(m_changeId);
    auto *condition = new QHBoxLayout;
    condition->setSpacing(measures::ControlSpacing);
    condition->addWidget(m_expected, 1);
    condition->addWidget(m_add, 0, Qt::AlignTop);
    auto *fields = new QFormLayout;
    fields->setHorizontalSpacing(measures::GroupSpacing);
    fields->setVerticalSpacing(measures::ControlSpacing);
    fields->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    fields->addRow(tr("Write only if"), condition);
    fields->addRow(m_strip);
    fields->addRow(tr("Type"), m_type);
    fields->addRow(tr("Id"), id);
    fields->addRow(tr("Content"), m_contentType);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(measures::ControlSpacing);
    column->addLayout(fields);
    column->addWidget(m_data, 3);
    column->addWidget(m_metadataToggle, 0, Qt::AlignLeft);
    m_data->setMinimumHeight(fontMetrics().height() * 5);
}

void AppendForm::nameWidgets()
{
    m_type->setObjectName(QStringLiteral("append/type-edit"));
    m_type->setAccessibleName(tr("Type"));
    m_add->setObjectName(QStringLiteral("append/add-button"));
    m_add->setAccessibleName(tr("Add another event to this write"));
    m_id->setObjectName(QStringLiteral("append/id-edit"));
    m_id->setAccessibleName(tr("Id"));
    m_changeId->setObjectName(QStringLiteral("append/change-id-button"));
    m_changeId->setAccessibleName(tr("Change the id"));
    m_contentType->setObjectName(QStringLiteral("append/content-type-combo"));
    m_contentType->setAccessibleName(tr("Content type"));
    m_metadataToggle->setObjectName(QStringLiteral("append/metadata-toggle"));
    m_metadataToggle->setAccessibleName(tr("Show the metadata"));
    setTabOrder(m_changeId, m_contentType);
}

void AppendForm::startIdEdit()
{
    m_id->setReadOnly(false);
    m_id->setFrame(true);
    m_id->setFocus();
    m_id->selectAll();
    m_changeId->hide();
}

void AppendForm::showMetadata(bool shown)
{
    if (m_metadata || shown)
        metadata().setVisible(shown);
    m_metadataToggle->setArrowType(shown ? Qt::DownArrow : Qt::RightArrow);
}

} // namespace ui
