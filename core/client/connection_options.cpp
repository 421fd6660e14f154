#include "core/client/connection_options.h"

#include <QUrl>

#include <algorithm>
#include <limits>

namespace core::detail {

namespace {

using std::chrono::milliseconds;

constexpr int NoLimit = std::numeric_limits<int>::max();
constexpr milliseconds SmallestBelievableGossipTimeout{100};
constexpr milliseconds SmallestWelcomeKeepAlive{10'000};

QString readValue(bool &field, const QString &key, const QString &value)
{
    const QString lower = value.toLower();
    if (lower != QStringLiteral("true") && lower != QStringLiteral("false"))
        return key + QStringLiteral(" is true or false");
    field = lower == QStringLiteral("true");
    return {};
}

QString writeValue(bool value)
{
    return value ? QStringLiteral("true") : QStringLiteral("false");
}

QString readValue(QString &field, const QString &, const QString &value)
{
    field = value;
    return {};
}

QString writeValue(const QString &value)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(value, "/:\\"));
}

QString readAtLeast(milliseconds &field, const QString &key, const QString &value, int least)
{
    const auto number = wholeNumber(value, least);
    if (!number)
        return key + QStringLiteral(" is a whole number of milliseconds, at least %1").arg(least);
    field = milliseconds(*number);
    return {};
}

QString readValue(milliseconds &field, const QString &key, const QString &value)
{
    return readAtLeast(field, key, value, 0);
}

QString writeValue(milliseconds value)
{
    return QString::number(value.count());
}

QString readValue(std::optional<milliseconds> &field, const QString &key, const QString &value)
{
    const auto number = wholeNumber(value, -1);
    if (!number)
        return key + QStringLiteral(" is a whole number of milliseconds, or -1 for none");
    field = *number < 0 ? std::nullopt : std::optional(milliseconds(*number));
    return {};
}

QString writeValue(const std::optional<milliseconds> &value)
{
    return value ? writeValue(*value) : QStringLiteral("-1");
}

QString writeValue(NodePreference preference)
{
    switch (preference) {
    case NodePreference::Leader:
        return QStringLiteral("leader");
    case NodePreference::Follower:
        return QStringLiteral("follower");
    case NodePreference::ReadOnlyReplica:
        return QStringLiteral("readOnlyReplica");
    case NodePreference::Random:
        break;
    }
    return QStringLiteral("random");
}

QString readValue(NodePreference &field, const QString &key, const QString &value)
{
    for (const NodePreference preference : {NodePreference::Leader,
                                            NodePreference::Follower,
                                            NodePreference::ReadOnlyReplica,
                                            NodePreference::Random}) {
        if (foldedKey(value) == foldedKey(writeValue(preference))) {
            field = preference;
            return {};
        }
    }
    return key + QStringLiteral(" is leader, follower, readOnlyReplica or random");
}

QString readDiscoverAttempts(ParsedConnection &into, const QString &key, const QString &value)
{
    const auto number = wholeNumber(value, -1);
    if (!number || *number == 0)
        return key + QStringLiteral(" is a whole number from 1, or -1 for no limit");
    into.settings.maxDiscoverAttempts = *number < 0 ? NoLimit : *number;
    return {};
}

QString writeDiscoverAttempts(const ConnectionSettings &from)
{
    const int attempts = from.maxDiscoverAttempts;
    return QString::number(attempts == NoLimit ? -1 : attempts);
}

/// The clients disagree on the unit: .NET, Java and Rust mean milliseconds; Node, Go and Python
/// seconds.
QString readGossipTimeout(ParsedConnection &into, const QString &key, const QString &value)
{
    const QString problem = readAtLeast(into.settings.gossipTimeout, key, value, 1);
    if (problem.isEmpty() && into.settings.gossipTimeout < SmallestBelievableGossipTimeout) {
        into.warnings.append(QStringLiteral("gossipTimeout is taken as milliseconds; %1 looks like "
                                            "seconds, which some clients mean.")
                                 .arg(value));
    }
    return problem;
}

QString readKeepAliveInterval(ParsedConnection &into, const QString &key, const QString &value)
{
    std::optional<milliseconds> &interval = into.settings.keepAliveInterval;
    const QString problem = readValue(interval, key, value);
    if (problem.isEmpty() && interval && *interval < SmallestWelcomeKeepAlive) {
        into.warnings.append(QStringLiteral("keepAliveInterval is below 10000 ms; a server may "
                                            "close a connection that asks so often."));
    }
    return problem;
}

/// -1 is "no limit" in .NET and Rust; here every call has a deadline.
QString readDefaultDeadline(ParsedConnection &into, const QString &key, const QString &value)
{
    if (value != QStringLiteral("-1"))
        return readAtLeast(into.settings.defaultDeadline, key, value, 1);
    into.warnings.append(QStringLiteral("defaultDeadline=-1 has no effect: every call has a "
                                        "deadline, of %1 ms.")
                             .arg(into.settings.defaultDeadline.count()));
    return {};
}

template<auto Field>
QString readField(ParsedConnection &into, const QString &key, const QString &value)
{
    return readValue(into.settings.*Field, key, value);
}

template<auto Field>
QString writeField(const ConnectionSettings &from)
{
    return writeValue(from.*Field);
}

template<auto Field>
ConnectionOption plain(const QString &key)
{
    return {key, readField<Field>, writeField<Field>};
}

const QList<ConnectionOption> &allOptions()
{
    using S = ConnectionSettings;
    static const QList<ConnectionOption> all{
        plain<&S::tls>(QStringLiteral("tls")),
        plain<&S::tlsVerifyCert>(QStringLiteral("tlsVerifyCert")),
        plain<&S::tlsCaFile>(QStringLiteral("tlsCaFile")),
        plain<&S::userCertFile>(QStringLiteral("userCertFile")),
        plain<&S::userKeyFile>(QStringLiteral("userKeyFile")),
        plain<&S::nodePreference>(QStringLiteral("nodePreference")),
        {QStringLiteral("maxDiscoverAttempts"), readDiscoverAttempts, writeDiscoverAttempts},
        plain<&S::discoveryInterval>(QStringLiteral("discoveryInterval")),
        {QStringLiteral("gossipTimeout"), readGossipTimeout, writeField<&S::gossipTimeout>},
        {QStringLiteral("keepAliveInterval"),
         readKeepAliveInterval,
         writeField<&S::keepAliveInterval>},
        plain<&S::keepAliveTimeout>(QStringLiteral("keepAliveTimeout")),
        {QStringLiteral("defaultDeadline"), readDefaultDeadline, writeField<&S::defaultDeadline>},
        plain<&S::connectionName>(QStringLiteral("connectionName")),
        plain<&S::throwOnAppendFailure>(QStringLiteral("throwOnAppendFailure")),
    };
    return all;
}

} // namespace

QString foldedKey(QStringView key)
{
    QString text = key.toString().toLower();
    text.remove(u'_').remove(u'-');
    return text;
}

const ConnectionOption *findConnectionOption(const QString &foldedName)
{
    const QList<ConnectionOption> &all = allOptions();
    const auto found = std::find_if(all.begin(), all.end(), [&](const ConnectionOption &option) {
        return foldedKey(option.key) == foldedName;
    });
    return found == all.end() ? nullptr : &*found;
}

QStringList optionsThatDiffer(const ConnectionSettings &settings)
{
    const ConnectionSettings usual;
    QStringList texts;
    for (const ConnectionOption &option : allOptions()) {
        const QString value = option.write(settings);
        if (value != option.write(usual))
            texts.append(option.key + u'=' + value);
    }
    return texts;
}

std::optional<int> wholeNumber(const QString &text, int least)
{
    const QStringView digits = QStringView(text).mid(text.startsWith(u'-') ? 1 : 0);
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    if (digits.isEmpty() || !std::all_of(digits.begin(), digits.end(), isDigit))
        return std::nullopt;
    bool ok = false;
    const int number = text.toInt(&ok);
    return ok && number >= least ? std::optional(number) : std::nullopt;
}

} // namespace core::detail
