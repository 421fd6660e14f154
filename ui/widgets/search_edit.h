// A field that filters or searches: says so, clears by Esc, reports after a short rest.
// GUI thread.
#pragma once

#include <QLineEdit>
#include <QTimer>

namespace ui {

class SearchEdit final : public QLineEdit
{
    Q_OBJECT

public:
    explicit SearchEdit(const QString &placeholder, QWidget *parent = nullptr);

Q_SIGNALS:
    /// The text, once typing has rested for a moment or Enter was pressed.
    void searchChanged(const QString &text);
    /// Arrow down: the person wants to go on in the list below.
    void leftDownwards();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void report();

    QString m_reported;
    QTimer m_rest;
};

} // namespace ui
