#include "app/cli/option_values.h"

#include "core/text/json_text.h"

#include <QFile>
#include <QStringDecoder>

#include <algorithm>
#include <limits>

namespace app {

namespace {

using namespace core;

/// What a server answers about a stream comes back with its name in headers, which end at 8 KiB.
constexpr qsizetype LongestNameBytes = qsizetype(8) * 1024;
/// More than any server takes in one write.
constexpr qint64 LargestInputBytes = qint64(256) * 1024 * 1024;
constexpr qint64 ReadBytes = qint64(256) * 1024;
constexpr auto LargestPosition = quint64(std::numeric_limits<qint64>::max());

Error refusal(const char *option, const QString &sentence)
{
    return {ErrorCode::InvalidArgument,
            QString::fromLatin1(option) + QStringLiteral(": ") + sentence,
            {}};
}

QString quoted(const std::string &bytes)
{
    constexpr qsizetype Longest = 60;
    const QString text = QString::fromStdString(bytes);
    return text.size() <= Longest ? QString(u'"' + text + u'"')
                                  : QString(u'"' + text.left(Longest) + QStringLiteral("...\""));
}

} // namespace

Result<QString> textValue(const char *option, const std::string &bytes)
{
    QStringDecoder utf8(QStringDecoder::Utf8,
                        QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    const QString text = utf8(QByteArrayView(bytes.data(), qsizetype(bytes.size())));
    if (utf8.hasError())
        return refusal(option, QStringLiteral("these bytes are not UTF-8."));
    if (text.isEmpty())
        return refusal(option, QStringLiteral("the text is empty."));
    return text;
}

Result<StreamName> streamValue(const std::string &bytes)
{
    if (qsizetype(bytes.size()) > LongestNameBytes) {
        return refusal("STREAM",
                       QStringLiteral("a name of %1 bytes is too long; %2 are the most.")
                           .arg(bytes.size())
                           .arg(LongestNameBytes));
    }
    return textValue("STREAM", bytes).andThen([](QString &&text) -> Result<StreamName> {
        return StreamName(std::move(text));
    });
}

Result<ExpectedRevision> expectedValue(const std::string &bytes)
{
    if (bytes == "any")
        return ExpectedRevision::any();
    if (bytes == "no-stream")
        return ExpectedRevision::noStream();
    if (bytes == "stream-exists")
        return ExpectedRevision::streamExists();
    if (bytes == "empty-stream") {
        return refusal("--expected",
                       QStringLiteral("there is no \"exists and is empty\": no server means that. "
                                      "no-stream says that there are no events yet; 0 that the "
                                      "last event is number 0."));
    }
    if (const auto revision = Revision::parse(QString::fromStdString(bytes)))
        return ExpectedRevision::exact(*revision);
    return refusal("--expected",
                   QStringLiteral("any, no-stream, stream-exists or the revision of the last event "
                                  "(0 to 9223372036854775807), not %1.")
                       .arg(quoted(bytes)));
}

Result<ReadFrom> fromValue(const std::string &bytes, const StreamName &stream)
{
    if (bytes == "start")
        return ReadFrom(FromStart{});
    if (bytes == "end")
        return ReadFrom(FromEnd{});
    const QString text = QString::fromStdString(bytes);
    if (!stream.isAll()) {
        if (const auto revision = Revision::parse(text))
            return ReadFrom(*revision);
        return refusal("--from",
                       QStringLiteral("start, end or a revision (0 to 9223372036854775807) for a "
                                      "stream, not %1.")
                           .arg(quoted(bytes)));
    }
    const auto position = Position::parse(text);
    const bool fits
        = position && position->prepare <= position->commit && position->commit <= LargestPosition;
    if (fits)
        return ReadFrom(*position);
    return refusal("--from",
                   QStringLiteral("start, end or COMMIT:PREPARE for $all, with PREPARE not after "
                                  "COMMIT, not %1.")
                       .arg(quoted(bytes)));
}

Result<qint64> numberValue(const char *option, const std::string &bytes, qint64 least, qint64 most)
{
    const QString text = QString::fromStdString(bytes);
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    bool ok = false;
    const qint64 number = text.toLongLong(&ok);
    if (ok && std::all_of(text.begin(), text.end(), isDigit) && number >= least && number <= most)
        return number;
    return refusal(option,
                   QStringLiteral("a whole number from %1 to %2, not %3.")
                       .arg(QString::number(least), QString::number(most), quoted(bytes)));
}

Result<EventId> idValue(const std::string &bytes)
{
    const auto id = EventId::parse(QString::fromStdString(bytes));
    if (id && !id->isNull())
        return *id;
    return refusal("--id",
                   QStringLiteral("a UUID such as %1, not all zeros, not %2.")
                       .arg(EventId::random().toString(), quoted(bytes)));
}

Result<SandboxProfile> profileValue(const std::string &bytes)
{
    if (bytes == "20.10")
        return SandboxProfile::V20_10;
    if (bytes == "23.10")
        return SandboxProfile::V23_10;
    if (bytes == "24.10")
        return SandboxProfile::V24_10;
    if (bytes == "25.1")
        return SandboxProfile::V25_1;
    return refusal("--profile",
                   QStringLiteral("20.10, 23.10, 24.10 or 25.1, not %1.").arg(quoted(bytes)));
}

Result<SyntheticLinks> syntheticLinksValue(const std::string &bytes)
{
    constexpr const char *Option = "--synthetic-links";
    const auto text = textValue(Option, bytes);
    if (!text)
        return text.error();
    const qsizetype equals = text->lastIndexOf(u'=');
    if (equals <= 0)
        return refusal(Option, QStringLiteral("NAME=N, not %1.").arg(quoted(bytes)));
    const auto count = numberValue(Option, bytes.substr(bytes.rfind('=') + 1), 1, 1'000'000'000);
    if (!count)
        return count.error();
    return SyntheticLinks{text->left(equals), *count};
}

Result<AlteredPayloads> alteredValue(const std::string &bytes)
{
    if (bytes == "none")
        return AlteredPayloads::Refuse;
    if (bytes == "layout")
        return AlteredPayloads::AcceptLayout;
    if (bytes == "any")
        return AlteredPayloads::Accept;
    return refusal("--altered", QStringLiteral("none, layout or any, not %1.").arg(quoted(bytes)));
}

Result<QByteArray> jsonValue(const char *option, const QByteArray &bytes)
{
    const auto error = checkJson(bytes).error;
    if (!error)
        return bytes;
    const TextPlace place = placeOf(bytes, error->at);
    return refusal(
        option,
        QStringLiteral("not JSON at line %1, column %2: %3")
            .arg(QString::number(place.line), QString::number(place.column), error->text));
}

Result<QByteArray> readInput(const char *option, const std::string &path)
{
    QFile file(QString::fromStdString(path));
    const bool isOpen
        = path == "-" ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!isOpen) {
        return refusal(
            option, QStringLiteral("%1 cannot be read: %2.").arg(quoted(path), file.errorString()));
    }
    QByteArray bytes;
    while (bytes.size() <= LargestInputBytes) {
        const QByteArray part = file.read(ReadBytes);
        if (part.isEmpty())
            break;
        bytes += part;
    }
    if (file.error() != QFile::NoError) {
        return refusal(
            option, QStringLiteral("%1 cannot be read: %2.").arg(quoted(path), file.errorString()));
    }
    if (bytes.size() > LargestInputBytes) {
        return refusal(
            option,
            QStringLiteral("%1 holds more than the %2 bytes that can be written at once.")
                .arg(quoted(path), QString::number(LargestInputBytes)));
    }
    return bytes;
}

} // namespace app
