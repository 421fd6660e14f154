#include "core/links/link_text.h"

#include <QStringDecoder>

#include <algorithm>

namespace core {

namespace {

LinkText malformed(qsizetype at, const QString &problem)
{
    LinkText text;
    text.problem = problem;
    text.problemAt = at;
    return text;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// What is wrong with the part in front of the "@", which is no revision.
LinkText malformedRevision(QByteArrayView number)
{
    const QString shown = QString::fromUtf8(number);
    const QByteArrayView bare = number.trimmed();
    if (number.isEmpty())
        return malformed(0, QStringLiteral("There is no revision before the \"@\"."));
    if (bare.startsWith('-') && bare.size() > 1
        && std::all_of(bare.begin() + 1, bare.end(), isDigit))
        return malformed(number.indexOf('-'),
                         QStringLiteral("The revision \"%1\" is negative.").arg(shown));
    const auto odd = std::find_if_not(number.begin(), number.end(), isDigit);
    if (odd == number.end())
        return malformed(
            0,
            QStringLiteral("The revision %1 is larger than any that a server keeps.").arg(shown));
    return malformed(odd - number.begin(),
                     QStringLiteral("The revision \"%1\" is not a number.").arg(shown));
}

/// Byte of the first character that is not UTF-8.
qsizetype firstBadByte(QByteArrayView name)
{
    qsizetype good = 0;
    for (qsizetype size = 1; size <= name.size(); ++size) {
        if (name.first(size).isValidUtf8())
            good = size;
    }
    return good;
}

LinkText malformedName(qsizetype at, QByteArrayView name)
{
    return malformed(at + firstBadByte(name),
                     QStringLiteral("The stream's name is not text in UTF-8."));
}

std::optional<QString> nameText(QByteArrayView name)
{
    QStringDecoder decode(QStringDecoder::Utf8);
    const QString text = decode(name);
    return decode.hasError() ? std::nullopt : std::optional(text);
}

} // namespace

bool isStreamReference(const RecordedEvent &event)
{
    return event.type == QStringLiteral("$@");
}

QString unansweredWhy()
{
    return QStringLiteral(
        "The server gives no answer for this event over HTTP, as for a link whose "
        "text names no event and for nothing else; open the stream over gRPC to "
        "see what it holds.");
}

LinkText LinkText::of(const RecordedEvent &event)
{
    if (event.isUnanswered)
        return malformed(0, unansweredWhy());
    // Of a link that it cannot read, a server lists everything but the text.
    if (!event.dataExact && event.data.isEmpty())
        return malformed(0,
                         QStringLiteral("The server takes it for an ordinary event, and does not "
                                        "tell its text over HTTP."));
    return isStreamReference(event) ? ofReference(event.data) : ofLink(event.data);
}

LinkText LinkText::ofLink(QByteArrayView data)
{
    if (const auto target = LinkTarget::parse(data))
        return {Form::Event, target->stream, target->revision, {}, 0};
    if (data.isEmpty())
        return malformed(0, QStringLiteral("The link has no text."));
    const qsizetype at = data.indexOf('@');
    if (at < 0)
        return malformed(data.size(),
                         QStringLiteral("There is no \"@\" in \"%1\", so that no stream is named.")
                             .arg(QString::fromUtf8(data)));
    const QByteArray elsewhere = data.first(at).toByteArray() + "@s";
    if (!LinkTarget::parse(elsewhere))
        return malformedRevision(data.first(at));
    if (at + 1 == data.size())
        return malformed(data.size(), QStringLiteral("There is no stream's name after the \"@\"."));
    return malformedName(at + 1, data.sliced(at + 1));
}

LinkText LinkText::ofReference(QByteArrayView data)
{
    if (data.isEmpty())
        return malformed(0, QStringLiteral("The stream reference names no stream."));
    const auto name = nameText(data);
    if (!name)
        return malformedName(0, data);
    return {Form::Reference, StreamName(*name), {}, {}, 0};
}

std::optional<LinkTarget> LinkText::target() const
{
    return form == Form::Event ? std::optional(LinkTarget{stream, revision}) : std::nullopt;
}

} // namespace core
