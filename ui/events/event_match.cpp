#include "ui/events/event_match.h"

namespace ui {

namespace {

/// QRegularExpression::escape() also marks letters beyond ASCII, which .NET refuses.
QString escaped(const QString &text)
{
    static constexpr QStringView Special(u"\\.^$|?*+()[]{}# ");
    QString pattern;
    for (const QChar letter : text) {
        if (Special.contains(letter))
            pattern += u'\\';
        pattern += letter;
    }
    return pattern;
}

} // namespace

EventMatch EventMatch::parse(const QString &words)
{
    const QString prefix = QStringLiteral("stream:");
    EventMatch match;
    match.m_words = words.trimmed();
    match.m_isAboutStreams = match.m_words.startsWith(prefix);
    match.m_part
        = match.m_isAboutStreams ? match.m_words.mid(prefix.size()).trimmed() : match.m_words;
    return match;
}

bool EventMatch::fits(const core::ResolvedEvent &event) const
{
    if (m_isAboutStreams)
        return event.shown().stream.text().startsWith(m_part);
    return event.shown().type.contains(m_part, Qt::CaseInsensitive);
}

std::optional<core::EventFilter> EventMatch::onServer(bool showsSystem) const
{
    using Subject = core::EventFilter::Subject;
    if (isEmpty())
        return showsSystem ? std::nullopt : std::optional(core::EventFilter::withoutSystemEvents());
    if (m_isAboutStreams)
        return core::EventFilter{Subject::StreamName, {m_part}, {}};
    const QString noSystem = showsSystem ? QString() : QStringLiteral("(?!\\$)");
    return core::EventFilter{Subject::EventType,
                             {},
                             u'^' + noSystem + QStringLiteral(".*(?i:") + escaped(m_part) + u')'};
}

} // namespace ui
