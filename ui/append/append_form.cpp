#include "ui/append/append_form.h"

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
#include <QToolButton>

namespace ui {

AppendForm::AppendForm(core::StreamName stream, QWidget *parent)
    : QWidget(parent)
    , m_stream(std::move(stream))
    , m_expected(new ExpectedEdit(this))
    , m_type(new QLineEdit(this))
    , m_id(new QLineEdit(this))
    , m_changeId(new QPushButton(tr("Change…"), this))
    , m_contentType(new QComboBox(this))
    , m_data(new PayloadEdit(QStringLiteral("append/data"), tr("Data"), this))
    , m_metadataToggle(new QToolButton(this))
    , m_metadata(new PayloadEdit(QStringLiteral("append/metadata"), tr("Metadata"), this))
{
    m_id->setFont(monospaceFont(font()));
    m_id->setReadOnly(true);
    m_id->setFrame(false);
    setEmphasis(m_changeId, Emphasis::Link);
    m_contentType->addItem(tr("JSON"), static_cast<int>(core::ContentType::Json));
    m_contentType->addItem(tr("Bytes (typed as text)"), static_cast<int>(core::ContentType::Bytes));
    m_metadataToggle->setText(tr("Metadata"));
    m_metadataToggle->setCheckable(true);
    m_metadataToggle->setAutoRaise(true);
    m_metadataToggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    showMetadata(false);
    setFocusProxy(m_type);
    nameWidgets();
    layOut();

    connect(m_expected, &ExpectedEdit::changed, this, &AppendForm::changed);
    connect(m_type, &QLineEdit::textChanged, this, &AppendForm::changed);
    connect(m_id, &QLineEdit::textChanged, this, &AppendForm::changed);
    connect(m_changeId, &QPushButton::clicked, this, &AppendForm::startIdEdit);
    connect(m_contentType, &QComboBox::currentIndexChanged, this, &AppendForm::onChanged);
    connect(m_data, &PayloadEdit::changed, this, &AppendForm::onChanged);
    connect(m_metadata, &PayloadEdit::changed, this, &AppendForm::onChanged);
    connect(m_metadataToggle, &QToolButton::toggled, this, &AppendForm::showMetadata);
}

EventDraft AppendForm::draft() const
{
    EventDraft draft;
    draft.stream = m_stream;
    draft.expected = m_expected->expected();
    draft.event.id = core::EventId::parse(m_id->text().trimmed()).value_or(core::EventId());
    draft.event.type = m_type->text();
    draft.event.contentType = static_cast<core::ContentType>(m_contentType->currentData().toInt());
    draft.event.data = m_data->bytes();
    draft.event.metadata = m_metadata->bytes();
    return draft;
}

void AppendForm::setExpected(const core::ExpectedRevision &expected)
{
    m_expected->setExpected(expected);
}

void AppendForm::setEvent(const core::NewEvent &event)
{
    m_type->setText(event.type);
    m_id->setText(event.id.toString());
    m_id->setReadOnly(true);
    m_id->setFrame(false);
    m_changeId->show();
    setContentType(event.contentType);
    m_data->setBytes(event.data);
    m_metadata->setBytes(event.metadata);
    m_metadataToggle->setChecked(!event.metadata.isEmpty());
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
    m_expected->setEnabledForEditing(!isReadOnly);
    m_type->setReadOnly(isReadOnly);
    m_id->setReadOnly(isReadOnly || m_changeId->isVisibleTo(this));
    m_changeId->setEnabled(!isReadOnly);
    m_contentType->setEnabled(!isReadOnly);
    m_data->setReadOnly(isReadOnly);
    m_metadata->setReadOnly(isReadOnly);
}

void AppendForm::goTo(const DraftProblem &problem)
{
    switch (problem.field) {
    case DraftField::Expected:
        return m_expected->firstField()->setFocus();
    case DraftField::Type:
        return m_type->setFocus();
    case DraftField::Id:
        return m_id->setFocus();
    case DraftField::Data:
        return m_data->goTo(problem.at);
    }
}

void AppendForm::focusFirstEmpty()
{
    if (m_type->text().isEmpty())
        m_type->setFocus();
    else
        m_data->goTo(0);
}

void AppendForm::onChanged()
{
    const core::ContentType type = draft().event.contentType;
    m_data->checkAsJson(type == core::ContentType::Json ? PayloadEdit::Check::Required
                                                        : PayloadEdit::Check::None);
    m_metadata->checkAsJson(PayloadEdit::Check::Usual);
    Q_EMIT changed();
}

void AppendForm::layOut()
{
    auto *id = new QHBoxLayout;
    id->setSpacing(measures::ControlSpacing);
    id->addWidget(m_id, 1);
    id->addWidget(m_changeId);
    auto *fields = new QFormLayout;
    fields->setHorizontalSpacing(measures::GroupSpacing);
    fields->setVerticalSpacing(measures::ControlSpacing);
    fields->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    fields->addRow(tr("Write only if"), m_expected);
    fields->addRow(tr("Type"), m_type);
    fields->addRow(tr("Id"), id);
    fields->addRow(tr("Content"), m_contentType);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(measures::ControlSpacing);
    column->addLayout(fields);
    column->addWidget(m_data, 3);
    column->addWidget(m_metadataToggle, 0, Qt::AlignLeft);
    column->addWidget(m_metadata, 1);
    m_data->setMinimumHeight(fontMetrics().height() * 5);
    m_metadata->setMinimumHeight(fontMetrics().height() * 3);
}

void AppendForm::nameWidgets()
{
    m_type->setObjectName(QStringLiteral("append/type-edit"));
    m_type->setAccessibleName(tr("Type"));
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
    m_metadata->setVisible(shown);
    m_metadataToggle->setArrowType(shown ? Qt::DownArrow : Qt::RightArrow);
}

} // namespace ui
