// The field that says what is shown and takes where to go; completes from known names.
// GUI thread.
#pragma once

#include <QLineEdit>

#include <functional>

class QAction;
class QStringListModel;

namespace ui {

class AddressField final : public QLineEdit
{
    Q_OBJECT

public:
    explicit AddressField(QWidget *parent = nullptr);

    /// Asked for the names to complete from when typing begins.
    void setNames(std::function<QStringList()> names);
    /// What the current tab shows; taken over unless something is being typed.
    void showAddress(const QString &address);
    /// Takes the focus with `text` ready to be gone on with.
    void begin(const QString &text);

Q_SIGNALS:
    void submitted(const QString &text);

protected:
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void submit();
    void updateOpen();

    QString m_shown;
    std::function<QStringList()> m_names;
    QStringListModel *m_completions;
    QAction *m_open; ///< Enter, for those who have no key at hand; seen while it leads elsewhere
};

} // namespace ui
