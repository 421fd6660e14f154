#include "ui/event_detail/payload_view.h"

#include "ui/prompts/prompts.h"
#include "ui/theme/measures.h"
#include "ui/widgets/background.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/choice_name.h"
#include "ui/widgets/code_editor.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/find_bar.h"
#include "ui/widgets/hex_view.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/payload_clipboard.h"
#include "ui/widgets/saved_file.h"
#include "ui/widgets/separator.h"
#include "ui/widgets/words.h"

#include <QComboBox>
#include <QDir>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QStandardPaths>

namespace ui {

namespace {

/// Below this the answer is there before the next frame; a detour would only flicker.
constexpr qsizetype ExaminedAtOnce = qsizetype{64} * 1024;

} // namespace

PayloadView::PayloadView(const QString &path,
                         const QString &what,
                         Prompts &prompts,
                         QWidget *parent)
    : QWidget(parent)
    , m_prompts(prompts)
    , m_notice(new MessageBar(this))
    , m_busy(new BusyLine(this))
    , m_stack(new QStackedWidget(this))
    , m_editor(new CodeEditor(path + QStringLiteral("/editor"), what, this))
    , m_hex(new HexView(this))
    , m_find(new FindBar(path, *m_editor, *m_hex, this))
    , m_summary(new ElidedLabel(this))
    , m_formCombo(new QComboBox(this))
    , m_copy(new QPushButton(tr("Copy"), this))
    , m_save(new QPushButton(tr("Save…"), this))
{
    m_editor->setReadOnly(true);
    m_notice->setClosable(false);
    m_stack->addWidget(m_editor);
    m_stack->addWidget(m_hex);
    m_summary->setTone(Tone::Dim);
    m_summary->setElideMode(Qt::ElideRight);
    m_formCombo->addItem(tr("JSON"), static_cast<int>(PayloadForm::Json));
    m_formCombo->addItem(tr("Text"), static_cast<int>(PayloadForm::Text));
    m_formCombo->addItem(tr("Hex"), static_cast<int>(PayloadForm::Hex));

    const auto name = [&path](QWidget *widget, const QString &part, const QString &accessible) {
        widget->setObjectName(path + u'/' + part);
        widget->setAccessibleName(accessible);
    };
    name(this, QStringLiteral("view"), what);
    name(m_notice, QStringLiteral("notice"), tr("Notice on %1").arg(what));
    name(m_hex, QStringLiteral("hex"), tr("%1, bytes").arg(what));
    name(m_summary, QStringLiteral("summary"), tr("Size of %1").arg(what));
    m_formCombo->setObjectName(path + QStringLiteral("/form-combo"));
    nameChoice(m_formCombo, tr("Show %1 as").arg(what));
    name(m_copy, QStringLiteral("copy-button"), tr("Copy %1").arg(what));
    name(m_save, QStringLiteral("save-button"), tr("Save %1 to a file").arg(what));

    auto *footer = new QHBoxLayout;
    footer->setContentsMargins(
        measures::PaneMargin, measures::Step, measures::PaneMargin, measures::Step);
    footer->setSpacing(measures::ControlSpacing);
    footer->addWidget(m_summary, 1);
    footer->addWidget(m_formCombo);
    footer->addWidget(m_copy);
    footer->addWidget(m_save);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_stack, 1);
    // Below, where they push nothing that is being read.
    column->addWidget(m_notice);
    column->addWidget(m_busy);
    column->addWidget(m_find);
    column->addWidget(new Separator(Qt::Horizontal, this));
    column->addLayout(footer);

    m_find->setLookOverBreaks(
        [this](const QString &text, const auto &answer) { return lookOverBreaks(text, answer); });
    connect(m_busy, &BusyLine::cancelRequested, this, &PayloadView::cancel);
    connect(m_formCombo, &QComboBox::activated, this, [this](int index) {
        chooseForm(static_cast<PayloadForm>(m_formCombo->itemData(index).toInt()));
    });
    connect(m_copy, &QPushButton::clicked, this, &PayloadView::copyPayload);
    connect(m_save, &QPushButton::clicked, this, &PayloadView::savePayload);
}

void PayloadView::setPayload(const QByteArray &bytes,
                             std::optional<core::ContentType> claimed,
                             const QString &fileName,
                             bool isExact)
{
    m_isExact = isExact;
    m_whyNotExact.reset();
    m_whyUntold.clear();
    m_fileName = fileName;
    m_bytes = bytes;
    m_claimed = claimed;
    ++m_serial;
    if (m_bytes.size() <= ExaminedAtOnce) {
        onExamined(examinePayload(m_bytes, m_claimed));
        return;
    }
    showNothing();
    if (!m_examining)
        examineInBackground();
}

QString PayloadView::summary() const
{
    return m_summary->text();
}

QString PayloadView::notice() const
{
    return m_notice->isHidden()
               ? QString()
               : QStringList{m_notice->title(), m_notice->text()}.join(u' ').trimmed();
}

void PayloadView::showInexact(const core::Error &error)
{
    if (m_isExact)
        return;
    m_whyNotExact = error;
    showNotice();
}

void PayloadView::showUntold(const QString &why)
{
    m_isExact = false;
    m_whyUntold = why;
    onExamined({});
}

void PayloadView::copyPayload() const
{
    if (m_isExact)
        copyBytes(m_bytes);
}

void PayloadView::openFind()
{
    m_find->open();
}

void PayloadView::findNext(bool backwards)
{
    m_find->step(backwards);
}

bool PayloadView::closeFind()
{
    return m_find->dismiss();
}

void PayloadView::savePayload()
{
    if (!m_isExact)
        return;
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const FileQuestion question{
        .title = tr("Save %1, %2").arg(accessibleName(), bytesText(m_bytes.size())),
        .filter = tr("All files (*)"),
        .startWith = QDir(folder).filePath(m_fileName),
        .forSaving = true};
    const auto save = [this, bytes = m_bytes, serial = m_serial](const QString &path) {
        if (path.isEmpty())
            return;
        runInBackground(
            this,
            [path, bytes] { return writeFile(path, bytes); },
            [this, path, serial](const auto &result) { onSaved(path, result, serial); });
    };
    m_prompts.pickFile(this, question, save);
}

void PayloadView::examineInBackground()
{
    m_examining = true;
    m_busy->start(tr("Laying out %1").arg(bytesText(m_bytes.size())));
    runInBackground(
        this,
        [bytes = m_bytes, claimed = m_claimed] { return examinePayload(bytes, claimed); },
        [this, serial = m_serial](const PayloadText &text) {
            m_examining = false;
            if (serial == m_serial)
                onExamined(text);
            else if (!m_isShown)
                examineInBackground();
        });
}

/// The bytes can be looked at all the same.
bool PayloadView::cancel()
{
    if (m_isShown)
        return false;
    ++m_serial; // what is still being laid out is not wanted any more
    PayloadText bytesOnly;
    bytesOnly.best = PayloadForm::Hex;
    bytesOnly.kind = tr("Not laid out");
    onExamined(bytesOnly);
    return true;
}

void PayloadView::showNothing()
{
    m_isShown = false;
    m_text = {};
    m_summary->setText(bytesText(m_bytes.size()));
    m_editor->setUtf8({});
    m_hex->setBytes({});
    m_notice->clear();
    Q_EMIT shownChanged();
}

void PayloadView::onExamined(const PayloadText &text)
{
    m_busy->stop();
    m_isShown = true;
    m_text = text;
    m_summary->setText(m_isExact ? tr("%1, %2, exact").arg(text.kind, bytesText(m_bytes.size()))
                       : m_whyUntold.isEmpty() ? tr("%1, not exact").arg(text.kind)
                                               : tr("not told by this server"));
    for (QPushButton *button : {m_copy, m_save})
        button->setEnabled(m_isExact);
    m_copy->setText(m_bytes.isValidUtf8() ? tr("Copy") : tr("Copy as Base64"));
    auto *items = qobject_cast<QStandardItemModel *>(m_formCombo->model());
    for (int row = 0; row < m_formCombo->count(); ++row)
        items->item(row)->setEnabled(
            has(static_cast<PayloadForm>(m_formCombo->itemData(row).toInt())));
    show(m_chosen && has(*m_chosen) ? *m_chosen : text.best);
}

void PayloadView::setAllFolded(bool folded)
{
    m_editor->setAllFolded(folded);
}

bool PayloadView::canFold() const
{
    return m_isShown && m_form == PayloadForm::Json && brokenAt() == 0;
}

void PayloadView::chooseForm(PayloadForm form)
{
    if (!has(form))
        return;
    m_chosen = form == m_text.best ? std::nullopt : std::optional(form);
    show(form);
}

void PayloadView::show(PayloadForm form)
{
    m_form = form;
    m_formCombo->setCurrentIndex(m_formCombo->findData(static_cast<int>(form)));
    if (form == PayloadForm::Hex) {
        m_hex->setBytes(m_bytes);
        m_stack->setCurrentWidget(m_hex);
        m_editor->setUtf8({});
    } else {
        const bool isJson = form == PayloadForm::Json;
        // A line that was broken within a string would be coloured as a mistake.
        m_editor->setLanguage(isJson && brokenAt() == 0 ? CodeEditor::Language::Json
                                                        : CodeEditor::Language::PlainText);
        m_editor->setUtf8((isJson ? m_text.json : m_text.text).value_or(QByteArray()));
        m_stack->setCurrentWidget(m_editor);
        m_hex->setBytes({});
    }
    m_find->refresh();
    showNotice();
    Q_EMIT shownChanged();
}

bool PayloadView::has(PayloadForm form) const
{
    switch (form) {
    case PayloadForm::Json:
        return m_text.json.has_value();
    case PayloadForm::Text:
        return m_text.text.has_value();
    case PayloadForm::Hex:
        break;
    }
    return true;
}

/// Lines over so many bytes are broken in what is shown; 0: none.
qsizetype PayloadView::brokenAt() const
{
    return m_form == PayloadForm::Json   ? m_text.jsonBrokenAt
           : m_form == PayloadForm::Text ? m_text.textBrokenAt
                                         : 0;
}

/// For a text that is in no line that is shown: in all the bytes, which takes longer than a turn.
std::unique_ptr<QObject>
PayloadView::lookOverBreaks(const QString &text, const std::function<void(bool isThere)> &answer)
{
    if (brokenAt() == 0)
        return {};
    return startInBackground(
        [bytes = m_bytes, wanted = text.toUtf8()](const std::stop_token &stop) {
            return holdsInEitherCase(bytes, wanted, stop);
        },
        [this, answer, serial = m_serial](bool isThere) {
            if (serial == m_serial) // else the next payload is still being laid out
                answer(isThere);
        });
}

void PayloadView::showNotice()
{
    if (!m_isExact)
        showExactness();
    else if (!m_text.heading.isEmpty())
        m_notice->showMessage(Tone::Warning, m_text.heading, m_text.notice);
    else if (brokenAt() > 0)
        m_notice->showMessage(Tone::Accent,
                              tr("Long lines are broken."),
                              tr("Lines over %1 bytes are broken here to be shown. Copy and Save "
                                 "give the exact bytes.")
                                  .arg(groupedNumber(brokenAt())));
    else
        m_notice->clear();
}

void PayloadView::showExactness()
{
    if (!m_whyUntold.isEmpty()) {
        m_notice->showMessage(Tone::Warning, tr("No answer over HTTP."), m_whyUntold);
        return;
    }
    if (!m_whyNotExact) {
        m_notice->showMessage(Tone::Accent,
                              tr("Not exact yet."),
                              tr("This is what the server's list holds; the bytes as they are "
                                 "stored are being fetched."));
        return;
    }
    m_notice->showError(tr("Not exact: this is what the server's list holds."), *m_whyNotExact);
    QPushButton *again = m_notice->addButton(tr("Fetch the Exact Bytes"));
    again->setObjectName(objectName().section(u'/', 0, -2) + QStringLiteral("/fetch-button"));
    connect(again, &QPushButton::clicked, this, &PayloadView::exactRequested);
}

/// The payload that is shown by then may be another.
void PayloadView::onSaved(const QString &path,
                          const core::Result<core::Done> &result,
                          quint64 serial)
{
    if (!result && serial == m_serial)
        m_notice->showError(tr("Not saved."), result.error());
    if (result)
        Q_EMIT said(tr("Saved %1").arg(QDir::toNativeSeparators(path)), Tone::Text);
    else
        Q_EMIT said(result.error().message, Tone::Danger);
}

} // namespace ui
