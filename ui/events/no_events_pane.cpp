#include "ui/events/no_events_pane.h"

#include "ui/theme/emphasis.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/words.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

NoEventsPane::NoEventsPane(QWidget *parent)
    : QWidget(parent)
    , m_state(new EmptyState(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_state);
}

void NoEventsPane::showWords(const StreamWords &words)
{
    m_state->setIcon(words.icon);
    m_state->setMessage(words.title, words.text);
    if (!words.appendVerb.isEmpty())
        addButton(words.appendVerb, "events/append-button", [this] { Q_EMIT appendRequested(); });
    if (!words.undeleteVerb.isEmpty())
        addButton(
            words.undeleteVerb, "events/undelete-button", [this] { Q_EMIT undeleteRequested(); });
    if (!words.projectionsVerb.isEmpty())
        addButton(words.projectionsVerb, "events/projections-button", [this] {
            Q_EMIT projectionsRequested();
        });
}

void NoEventsPane::showError(const StreamWords &words, const core::Error &error)
{
    showWords(words);
    addButton(tr("Try Again"), "events/retry-button", [this] { Q_EMIT retryRequested(); });
    addButton(tr("Copy Details"), "events/copy-details-button", [error] {
        QGuiApplication::clipboard()->setText(detailsText(error));
    });
}

void NoEventsPane::offerCredentials()
{
    addButton(tr("Use Other Credentials…"), "events/credentials-button", [this] {
        Q_EMIT credentialsRequested();
    });
}

void NoEventsPane::offerAll()
{
    addButton(
        tr("Clear the Filter"), "events/clear-filter-button", [this] { Q_EMIT allRequested(); });
}

void NoEventsPane::offerStreams(const QList<core::StreamName> &streams)
{
    for (const core::StreamName &stream : streams)
        addStreamButton(stream, "events/close-name-button", tr("Open %1").arg(stream.text()));
}

void NoEventsPane::offerLinks(const QList<core::StreamName> &streams)
{
    for (const core::StreamName &stream : streams)
        addStreamButton(stream, "events/links-button", tr("Its Links in %1").arg(stream.text()));
}

QString NoEventsPane::title() const
{
    return m_state->title();
}

void NoEventsPane::addStreamButton(const core::StreamName &stream,
                                   const char *name,
                                   const QString &text)
{
    QPushButton *button = addButton(text, name, [this, stream] { Q_EMIT streamRequested(stream); });
    button->setText(QString(text).replace(u'&', QStringLiteral("&&")));
    setEmphasis(button, Emphasis::Link);
}

QPushButton *
NoEventsPane::addButton(const QString &text, const char *name, const std::function<void()> &action)
{
    QPushButton *button = m_state->addButton(text);
    button->setObjectName(QLatin1String(name));
    connect(button, &QPushButton::clicked, this, action);
    return button;
}

} // namespace ui
