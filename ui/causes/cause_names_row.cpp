#include "ui/causes/cause_names_row.h"

#include "ui/theme/measures.h"
#include "ui/widgets/toned_label.h"

#include <QHBoxLayout>
#include <QLineEdit>

namespace ui {

namespace {

QLineEdit *makeField(const QString &text, const QString &usual, QWidget *parent)
{
    auto *field = new QLineEdit(text, parent);
    field->setPlaceholderText(usual);
    field->setMinimumWidth(field->fontMetrics().averageCharWidth() * 17);
    field->setMaximumWidth(field->fontMetrics().averageCharWidth() * 28);
    return field;
}

QLabel *makeLabel(const QString &text, QLineEdit *field, QWidget *parent)
{
    auto *label = new TonedLabel(text, Tone::Dim, parent);
    label->setWordWrap(false);
    label->setBuddy(field);
    return label;
}

QString nameIn(const QLineEdit *field)
{
    const QString typed = field->text().trimmed();
    return typed.isEmpty() ? field->placeholderText() : typed;
}

} // namespace

CauseNamesRow::CauseNamesRow(const core::CorrelationNames &names, QWidget *parent)
    : QWidget(parent)
    , m_names(names)
    , m_correlation(makeField(names.correlation, core::CorrelationNames().correlation, this))
    , m_causation(makeField(names.causation, core::CorrelationNames().causation, this))
{
    m_correlation->setObjectName(QStringLiteral("causes/correlation-edit"));
    m_correlation->setAccessibleName(tr("Name of the correlation id in metadata"));
    m_causation->setObjectName(QStringLiteral("causes/causation-edit"));
    m_causation->setAccessibleName(tr("Name of the causation id in metadata"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(measures::ControlSpacing);
    row->addWidget(makeLabel(tr("Correlation id in"), m_correlation, this));
    row->addWidget(m_correlation, 1);
    row->addSpacing(measures::ControlSpacing);
    row->addWidget(makeLabel(tr("cause's id in"), m_causation, this));
    row->addWidget(m_causation, 1);
    row->addStretch(1);
    for (const QLineEdit *field : {m_correlation, m_causation})
        connect(field, &QLineEdit::editingFinished, this, &CauseNamesRow::take);
}

void CauseNamesRow::begin()
{
    m_correlation->setFocus(Qt::ShortcutFocusReason);
    m_correlation->selectAll();
}

void CauseNamesRow::take()
{
    const core::CorrelationNames names{nameIn(m_correlation), nameIn(m_causation)};
    if (names == m_names)
        return;
    m_names = names;
    Q_EMIT changed(m_names);
}

} // namespace ui
