#include "ui/projections/projection_text_view.h"

#include "core/text/json_text.h"
#include "ui/theme/measures.h"
#include "ui/widgets/code_editor.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/words.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

namespace {

QString nameOf(core::ProjectionPart part)
{
    switch (part) {
    case core::ProjectionPart::State:
        return QStringLiteral("state");
    case core::ProjectionPart::Result:
        return QStringLiteral("result");
    case core::ProjectionPart::Query:
        return QStringLiteral("query");
    }
    Q_UNREACHABLE();
}

} // namespace

ProjectionTextView::ProjectionTextView(core::Client &client,
                                       core::ProjectionPart part,
                                       QWidget *parent)
    : QWidget(parent)
    , m_client(client)
    , m_part(part)
    , m_partition(new QLineEdit(this))
    , m_read(new QPushButton(tr("Read"), this))
    , m_copy(new QPushButton(tr("Copy"), this))
    , m_note(new ElidedLabel(this))
    , m_bar(new MessageBar(this))
{
    const QString prefix = QStringLiteral("projections/%1-").arg(nameOf(part));
    setObjectName(prefix + QStringLiteral("view"));
    m_partition->setObjectName(prefix + QStringLiteral("partition-edit"));
    m_partition->setAccessibleName(tr("Partition"));
    m_partition->setPlaceholderText(tr("Partition; empty: the one that belongs to none"));
    m_partition->setClearButtonEnabled(true);
    m_read->setObjectName(prefix + QStringLiteral("read-button"));
    m_copy->setObjectName(prefix + QStringLiteral("copy-button"));
    m_note->setTone(Tone::Dim);
    m_bar->setClosable(false);
    layOut();
    connect(m_partition, &QLineEdit::returnPressed, this, &ProjectionTextView::read);
    connect(m_read, &QPushButton::clicked, this, &ProjectionTextView::read);
    connect(m_copy, &QPushButton::clicked, this, &ProjectionTextView::copy);
    showText();
}

ProjectionTextView::~ProjectionTextView() = default;

void ProjectionTextView::layOut()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(measures::ControlSpacing);
    const bool hasPartitions = m_part != core::ProjectionPart::Query;
    m_partition->setVisible(hasPartitions);
    m_read->setVisible(hasPartitions);
    row->addWidget(m_partition, 1);
    row->addWidget(m_read);
    row->addWidget(m_note, 1);
    row->addWidget(m_copy);
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(measures::PaneMargin,
                                 measures::ControlSpacing,
                                 measures::PaneMargin,
                                 measures::ControlSpacing);
    m_column->setSpacing(measures::ControlSpacing);
    m_column->addLayout(row);
    m_column->addWidget(m_bar);
}

void ProjectionTextView::makeEditor()
{
    const QString name = QStringLiteral("projections/%1-editor").arg(nameOf(m_part));
    m_editor = new CodeEditor(name, nameOf(m_part), this);
    m_editor->setReadOnly(true);
    if (m_part != core::ProjectionPart::Query)
        m_editor->setLanguage(CodeEditor::Language::Json);
    m_column->addWidget(m_editor, 1);
    showText();
}

void ProjectionTextView::setProjection(const QString &name)
{
    if (name == m_name)
        return;
    m_name = name;
    m_partition->clear();
    m_call.cancel();
    m_text = {};
    m_isRead = false;
    m_bar->clear();
    showText();
    reload();
}

void ProjectionTextView::reload()
{
    m_isRead = false;
    if (isVisible())
        read();
}

void ProjectionTextView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_editor)
        makeEditor();
    if (!m_isRead)
        read();
}

void ProjectionTextView::read()
{
    if (m_name.isEmpty())
        return;
    m_isRead = true;
    m_note->setText(tr("Reading…"));
    m_call = m_client.projectionText(
        {m_name, m_part, m_partition->text()},
        [this](const core::Result<core::ProjectionText> &result) { onRead(result); });
}

void ProjectionTextView::onRead(const core::Result<core::ProjectionText> &result)
{
    m_text = result ? *result : core::ProjectionText();
    m_bar->clear();
    if (!result)
        m_bar->showError(tr("It could not be read."), result.error());
    showText();
    if (!result)
        m_note->setText({});
}

/// A line an element, so that it can be read; what is copied is what came.
void ProjectionTextView::showText()
{
    QByteArray shown = m_text.bytes;
    if (m_part != core::ProjectionPart::Query) {
        if (const auto formatted = core::formatJson(shown))
            shown = *formatted;
    }
    const bool isTooLong = CodeEditor::hasLongLine(shown);
    if (m_editor)
        m_editor->setUtf8(isTooLong ? QByteArray() : shown);
    m_copy->setEnabled(!m_text.bytes.isEmpty());
    m_note->setText(noteOn(isTooLong));
}

QString ProjectionTextView::noteOn(bool isTooLong) const
{
    if (!m_isRead)
        return {};
    if (m_text.bytes.isEmpty())
        return tr("It has none.");
    QStringList notes;
    if (!m_text.isExact)
        notes << tr("Not exact: over gRPC numbers come as doubles; connect over HTTP for the "
                    "bytes.");
    if (isTooLong)
        notes << tr("%1; a line is too long to be shown, copy it to see it.")
                     .arg(bytesText(m_text.bytes.size()));
    return notes.isEmpty() ? bytesText(m_text.bytes.size()) : notes.join(u' ');
}

void ProjectionTextView::copy()
{
    QGuiApplication::clipboard()->setText(QString::fromUtf8(m_text.bytes));
}

} // namespace ui
