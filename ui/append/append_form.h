// The fields of a draft: the condition, and one event of it at a time.
// GUI thread.
#pragma once

#include "core/model/replies.h"
#include "ui/append/draft_check.h"
#include "ui/append/event_draft.h"

#include <QPointer>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;
class QStringListModel;
class QToolButton;

namespace ui {

class EventStrip;
class ExpectedEdit;
class PayloadEdit;
class SeenTypes;

/// What an event starts with that has neither model nor shape.
[[nodiscard]] core::NewEvent emptyEvent();

class AppendForm final : public QWidget
{
    Q_OBJECT

public:
    AppendForm(core::StreamName stream, QWidget *parent);

    [[nodiscard]] EventDraft draft() const;
    void setExpected(const core::ExpectedRevision &expected);
    /// Sets everything but stream and condition; shows the first event. Never empty.
    void setEvents(const QList<core::NewEvent> &events);
    /// Of the event that is shown.
    void setContentType(core::ContentType type);
    /// Types to choose from, and what a new event of each begins with. May be null.
    void setSeenTypes(const SeenTypes *seen);
    void presetExpected(const core::StreamState &state);
    void setReadOnly(bool isReadOnly);
    /// The draft is sent as it stands: no list stays open over it, and no shape takes the place of
    /// what it holds any more.
    void settle();

    /// Leads to the field, and in the data to the place.
    void goTo(const DraftProblem &problem);
    void focusFirstEmpty();
    /// Where F6 stops, in its order: the editors keep Tab for themselves.
    [[nodiscard]] QList<QWidget *> parts() const;
    /// Adds an empty event to the write and turns to it.
    void addEvent();
    void removeEvent(qsizetype index);
    [[nodiscard]] qsizetype eventCount() const { return m_events.size(); }
    [[nodiscard]] qsizetype currentEvent() const { return m_current; }
    /// Shows the metadata and goes there.
    void editMetadata();
    /// Looks for text where the keyboard is: metadata or data.
    void openFind();
    void findNext(bool backwards);
    /// False if nothing was looked for.
    bool closeFind();

Q_SIGNALS:
    void changed();
    void removeRequested(qsizetype index);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void onChanged();
    void layOut();
    void nameWidgets();
    void makeTypeList();
    void offerTypes();
    void dropNeedlessList();
    void takeShape();
    void storeEvent();
    void turnTo(qsizetype index);
    void refreshStrip();
    [[nodiscard]] core::NewEvent typedEvent() const;
    [[nodiscard]] PayloadEdit *editWithFocus() const;
    PayloadEdit &metadata();
    void startIdEdit();
    void showMetadata(bool shown);

    core::StreamName m_stream;
    QList<core::NewEvent> m_events; ///< the one that is shown may have been typed into since
    QStringList m_ids;              ///< theirs, as they are typed
    qsizetype m_current = 0;
    /// What a shape may take the place of in the data that is shown: nothing, or a shape, that
    /// nobody typed. Empty: there is none.
    QByteArray m_replaceable;
    bool m_isReadOnly = false;
    bool m_isFilling = false;
    QPointer<const SeenTypes> m_seen;
    ExpectedEdit *m_expected;
    QPushButton *m_add;
    EventStrip *m_strip;
    QLineEdit *m_type;
    QStringListModel *m_types;
    QLineEdit *m_id;
    QPushButton *m_changeId;
    QComboBox *m_contentType;
    PayloadEdit *m_data;
    QToolButton *m_metadataToggle;
    PayloadEdit *m_metadata = nullptr; ///< once it was wanted: most events are typed without
};

} // namespace ui
