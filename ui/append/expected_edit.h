// "Write only if": the condition of a write in words.
// GUI thread.
#pragma once

#include "core/model/replies.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;

namespace ui {

/// Preset once from the stream's state, unless something was chosen before; never changed by itself
/// afterwards.
class ExpectedEdit final : public QWidget
{
    Q_OBJECT

public:
    explicit ExpectedEdit(QWidget *parent);

    void preset(const core::StreamName &stream, const core::StreamState &state);
    void setExpected(const core::ExpectedRevision &expected);
    /// Nothing where the revision is missing or no number.
    [[nodiscard]] std::optional<core::ExpectedRevision> expected() const;
    void setEnabledForEditing(bool enabled);
    /// The widget that a complaint about the condition leads to.
    [[nodiscard]] QWidget *firstField() const;

Q_SIGNALS:
    void changed();

private:
    void onEdited();
    void choose(const core::ExpectedRevision &expected);
    void showHint();
    [[nodiscard]] core::ExpectedRevision::Kind kind() const;

    bool m_isTouched = false;
    QString m_stateHint;
    QComboBox *m_kind;
    QLineEdit *m_revision;
    QLabel *m_hint;
};

} // namespace ui
