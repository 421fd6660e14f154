// The state, the result or the query of a projection, read when it is looked at.
// GUI thread.
#pragma once

#include "core/client/client.h"

#include <QWidget>

class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace ui {

class CodeEditor;
class ElidedLabel;
class MessageBar;

class ProjectionTextView final : public QWidget
{
    Q_OBJECT

public:
    ProjectionTextView(core::Client &client, core::ProjectionPart part, QWidget *parent);
    ~ProjectionTextView() override;

    /// Another one, or none; what was read of the last one is forgotten.
    void setProjection(const QString &name);
    /// Reads again, where it is being looked at.
    void reload();
    /// The bytes as they came.
    [[nodiscard]] const core::ProjectionText &text() const { return m_text; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void layOut();
    void makeEditor();
    void read();
    void onRead(const core::Result<core::ProjectionText> &result);
    void showText();
    [[nodiscard]] QString noteOn(bool isTooLong) const;
    void copy();

    core::Client &m_client;
    const core::ProjectionPart m_part;
    QString m_name;
    core::ProjectionText m_text;
    bool m_isRead = false;

    QLineEdit *m_partition;
    QPushButton *m_read;
    QPushButton *m_copy;
    ElidedLabel *m_note;
    MessageBar *m_bar;
    CodeEditor *m_editor = nullptr; ///< made when it is looked at
    QVBoxLayout *m_column = nullptr;
    core::Call m_call;
};

} // namespace ui
