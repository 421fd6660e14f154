#include "ui/wire_log/wire_body_view.h"

#include "core/text/json_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/measures.h"
#include "ui/widgets/code_editor.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/hex_view.h"
#include "ui/widgets/separator.h"
#include "ui/widgets/words.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace ui {

namespace {

constexpr qsizetype HeaderLinesInView = 4;

/// The whole where it is one JSON text, else line by line: over gRPC each line is a message, the
/// last of which may be cut.
struct LaidOut {
    QByteArray text;
    bool isJson = true;
};

LaidOut layOut(const QByteArray &body)
{
    if (const auto whole = core::formatJson(body))
        return {*whole, true};
    LaidOut result;
    for (const QByteArray &line : body.split('\n')) {
        const auto message = core::formatJson(line);
        result.isJson = result.isJson && message.has_value();
        result.text += message.value_or(line) + '\n';
    }
    result.text.chop(1);
    return result.isJson ? result : LaidOut{body, false};
}

} // namespace

WireBodyView::WireBodyView(const QString &path, const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_title(title)
    , m_heading(new ElidedLabel(this))
    , m_headers(
          new CodeEditor(path + QStringLiteral("/headers"), tr("%1, headers").arg(title), this))
    , m_stack(new QStackedWidget(this))
    , m_editor(new CodeEditor(path + QStringLiteral("/editor"), title, this))
    , m_hex(new HexView(this))
{
    setObjectName(path);
    m_heading->setObjectName(path + QStringLiteral("/heading"));
    m_hex->setObjectName(path + QStringLiteral("/hex"));
    m_hex->setAccessibleName(tr("%1, bytes").arg(title));
    m_heading->setTone(Tone::Dim);
    m_heading->setElideMode(Qt::ElideRight);
    m_heading->setFont(captionFont(font()));
    m_heading->setContentsMargins(measures::ControlSpacing, 0, measures::ControlSpacing, 0);
    m_headers->setReadOnly(true);
    m_editor->setReadOnly(true);
    m_stack->addWidget(m_editor);
    m_stack->addWidget(m_hex);

    auto *headingRow = new QHBoxLayout;
    headingRow->setContentsMargins(
        measures::ControlSpacing, measures::Step, measures::ControlSpacing, measures::Step);
    headingRow->addWidget(m_heading);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(headingRow);
    column->addWidget(new Separator(Qt::Horizontal, this));
    column->addWidget(m_headers);
    column->addWidget(m_stack, 1);
    showHeaders();
    showBody();
}

void WireBodyView::setSide(const Side &side)
{
    if (side == m_side)
        return; // scrolled text stays where it is
    m_side = side;
    showHeaders();
    showBody();
}

QByteArray WireBodyView::text() const
{
    return m_stack->currentWidget() == m_editor ? m_editor->utf8() : QByteArray();
}

QByteArray WireBodyView::headerText() const
{
    return m_headers->utf8();
}

QString WireBodyView::summary() const
{
    return m_heading->text();
}

void WireBodyView::showHeaders()
{
    QByteArray lines;
    for (const QByteArray &header : m_side.headers)
        lines += (header.isValidUtf8() ? header : header.toPercentEncoding(" :/;=,")) + '\n';
    lines.chop(1);
    m_headers->setUtf8(lines);
    m_headers->setVisible(!m_side.headers.isEmpty());
    const auto shown = static_cast<int>(std::min(m_side.headers.size(), HeaderLinesInView));
    const int lineHeight = QFontMetrics(monospaceFont(font())).height() + 2;
    m_headers->setFixedHeight(shown * lineHeight + measures::ControlSpacing);
}

void WireBodyView::showBody()
{
    const QString size = bytesText(m_side.bytes);
    m_heading->setText(m_side.isCut ? tr("%1 · the start of %2").arg(m_title, size)
                                    : tr("%1 · %2").arg(m_title, size));
    const bool isText = m_side.body.isValidUtf8() && !m_side.body.contains('\0');
    if (isText) {
        const LaidOut laidOut = layOut(m_side.body);
        m_editor->setLanguage(laidOut.isJson ? CodeEditor::Language::Json
                                             : CodeEditor::Language::PlainText);
        m_editor->setUtf8(laidOut.text);
        m_hex->setBytes({});
    } else {
        m_editor->setUtf8({});
        m_hex->setBytes(m_side.body);
    }
    m_stack->setCurrentWidget(isText ? static_cast<QWidget *>(m_editor) : m_hex);
}

} // namespace ui
