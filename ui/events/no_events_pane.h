// What stands in a tab instead of rows: why there are none, and what can be done about it.
// GUI thread.
#pragma once

#include "ui/events/stream_words.h"

#include <QWidget>

#include <functional>

class QPushButton;

namespace ui {

class EmptyState;

class NoEventsPane final : public QWidget
{
    Q_OBJECT

public:
    explicit NoEventsPane(QWidget *parent);

    /// Says the words, with a button for each verb that they have.
    void showWords(const StreamWords &words);
    /// The same for what could not be read, with ways to try again and to report it.
    void showError(const StreamWords &words, const core::Error &error);
    /// After showError(): a way to be somebody else.
    void offerCredentials();
    /// After either: a way to do without the filter.
    void offerAll();
    /// After showWords(): streams that may have been meant.
    void offerStreams(const QList<core::StreamName> &streams);

    /// After showWords(): streams that still hold links to the events.
    void offerLinks(const QList<core::StreamName> &streams);

    [[nodiscard]] QString title() const;

Q_SIGNALS:
    void appendRequested();
    void retryRequested();
    void allRequested();
    void undeleteRequested();
    void projectionsRequested();
    void credentialsRequested();
    void streamRequested(const core::StreamName &stream);

private:
    void addStreamButton(const core::StreamName &stream, const char *name, const QString &text);
    QPushButton *
    addButton(const QString &text, const char *name, const std::function<void()> &action);

    EmptyState *m_state;
};

} // namespace ui
