// The fields of a draft.
// GUI thread.
#pragma once

#include "core/model/replies.h"
#include "ui/append/draft_check.h"
#include "ui/append/event_draft.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace ui {

class ExpectedEdit;
class PayloadEdit;

class AppendForm final : public QWidget
{
    Q_OBJECT

public:
    AppendForm(core::StreamName stream, QWidget *parent);

    [[nodiscard]] EventDraft draft() const;
    void setExpected(const core::ExpectedRevision &expected);
    /// Sets everything but stream and condition.
    void setEvent(const core::NewEvent &event);
    void setContentType(core::ContentType type);
    void presetExpected(const core::StreamState &state);
    void setReadOnly(bool isReadOnly);

    /// Leads to the field, and in the data to the place.
    void goTo(const DraftProblem &problem);
    void focusFirstEmpty();

Q_SIGNALS:
    void changed();

private:
    void onChanged();
    void layOut();
    void nameWidgets();
    void startIdEdit();
    void showMetadata(bool shown);

    core::StreamName m_stream;
    bool m_isReadOnly = false;
    ExpectedEdit *m_expected;
    QLineEdit *m_type;
    QLineEdit *m_id;
    QPushButton *m_changeId;
    QComboBox *m_contentType;
    PayloadEdit *m_data;
    QToolButton *m_metadataToggle;
    PayloadEdit *m_metadata;
};

} // namespace ui
