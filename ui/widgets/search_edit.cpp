#include "ui/widgets/search_edit.h"

#include <QAction>
#include <QKeyEvent>

#include <chrono>

namespace ui {

using namespace std::chrono_literals;

SearchEdit::SearchEdit(const QString &placeholder, QWidget *parent)
    : QLineEdit(parent)
{
    setPlaceholderText(placeholder);
    setAccessibleName(placeholder);
    setClearButtonEnabled(true);
    if (auto *clear = findChild<QAction *>(QStringLiteral("_q_qlineeditclearaction")))
        clear->setText(tr("Clear")); // Qt gives it no name
    m_rest.setSingleShot(true);
    m_rest.setInterval(120ms);
    connect(&m_rest, &QTimer::timeout, this, &SearchEdit::report);
    connect(this, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (text.isEmpty())
            report();
        else
            m_rest.start();
    });
    connect(this, &QLineEdit::returnPressed, this, &SearchEdit::report);
}

bool SearchEdit::event(QEvent *event)
{
    // Esc clears first; a shortcut of the window gets the next one.
    if (event->type() == QEvent::ShortcutOverride && !text().isEmpty()
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QLineEdit::event(event);
}

void SearchEdit::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        event->accept();
        return;
    }
    if (event->key() == Qt::Key_Down) {
        report();
        Q_EMIT leftDownwards();
        event->accept();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void SearchEdit::report()
{
    m_rest.stop();
    if (text() == m_reported)
        return;
    m_reported = text();
    Q_EMIT searchChanged(m_reported);
}

} // namespace ui
