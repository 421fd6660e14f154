#include "ui/append/expected_edit.h"

#include "ui/append/append_words.h"
#include "ui/theme/fonts.h"
#include "ui/theme/measures.h"
#include "ui/widgets/choice_name.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

namespace ui {

using core::ExpectedRevision;

ExpectedEdit::ExpectedEdit(QWidget *parent)
    : QWidget(parent)
    , m_kind(new QComboBox(this))
    , m_revision(new QLineEdit(this))
    , m_hint(new QLabel(this))
{
    using Kind = ExpectedRevision::Kind;
    m_kind->setObjectName(QStringLiteral("append/expected-combo"));
    nameChoice(m_kind, tr("Write only if"));
    m_kind->addItem(tr("the last event is still"), static_cast<int>(Kind::Exact));
    for (const ExpectedRevision &expected :
         {ExpectedRevision::noStream(), ExpectedRevision::streamExists(), ExpectedRevision::any()})
        m_kind->addItem(conditionWords(expected), static_cast<int>(expected.kind()));
    m_revision->setObjectName(QStringLiteral("append/expected-revision-edit"));
    m_revision->setAccessibleName(tr("Revision of the last event"));
    m_revision->setFont(monospaceFont(font()));
    m_revision->setMaximumWidth(m_revision->fontMetrics().horizontalAdvance(u'0') * 16);
    m_hint->setObjectName(QStringLiteral("append/expected-hint"));
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->setWordWrap(true);
    m_hint->setForegroundRole(QPalette::PlaceholderText);

    auto *row = new QHBoxLayout;
    row->setSpacing(measures::Step);
    row->addWidget(m_kind);
    row->addWidget(m_revision);
    row->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(measures::Step);
    column->addLayout(row);
    column->addWidget(m_hint);

    connect(m_kind, &QComboBox::activated, this, &ExpectedEdit::onEdited);
    connect(m_revision, &QLineEdit::textEdited, this, &ExpectedEdit::onEdited);
    showHint();
}

void ExpectedEdit::preset(const core::StreamName &stream, const core::StreamState &state)
{
    m_stateHint = stateHint(stream, state);
    const auto expected = presetFor(state);
    if (!m_isTouched && expected)
        choose(*expected);
    else
        showHint();
}

void ExpectedEdit::setExpected(const ExpectedRevision &expected)
{
    m_isTouched = true;
    m_stateHint.clear(); // it spoke of the end as it was when it was read
    choose(expected);
}

void ExpectedEdit::choose(const ExpectedRevision &expected)
{
    m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(expected.kind())));
    if (expected.kind() == ExpectedRevision::Kind::Exact)
        m_revision->setText(expected.revision().toString());
    showHint();
    Q_EMIT changed();
}

std::optional<ExpectedRevision> ExpectedEdit::expected() const
{
    switch (kind()) {
    case ExpectedRevision::Kind::Exact:
        if (const auto revision = core::Revision::parse(m_revision->text().trimmed()))
            return ExpectedRevision::exact(*revision);
        return {};
    case ExpectedRevision::Kind::NoStream:
        return ExpectedRevision::noStream();
    case ExpectedRevision::Kind::StreamExists:
        return ExpectedRevision::streamExists();
    case ExpectedRevision::Kind::Any:
        break;
    }
    return ExpectedRevision::any();
}

void ExpectedEdit::setEnabledForEditing(bool enabled)
{
    m_kind->setEnabled(enabled);
    m_revision->setReadOnly(!enabled);
}

QWidget *ExpectedEdit::firstField() const
{
    return kind() == ExpectedRevision::Kind::Exact ? static_cast<QWidget *>(m_revision) : m_kind;
}

void ExpectedEdit::onEdited()
{
    m_isTouched = true;
    showHint();
    Q_EMIT changed();
}

void ExpectedEdit::showHint()
{
    m_revision->setVisible(kind() == ExpectedRevision::Kind::Exact);
    const auto chosen = expected();
    QStringList hints{m_stateHint, chosen ? conditionHint(*chosen) : QString()};
    hints.removeAll(QString());
    m_hint->setText(hints.join(u' '));
    m_hint->setVisible(!hints.isEmpty());
}

ExpectedRevision::Kind ExpectedEdit::kind() const
{
    return static_cast<ExpectedRevision::Kind>(m_kind->currentData().toInt());
}

} // namespace ui
