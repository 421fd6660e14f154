#include "core/client/connection_string.h"

#include "core/client/connection_options.h"

#include <QSet>
#include <QStringDecoder>
#include <QUrl>

#include <algorithm>
#include <arpa/inet.h>
#include <limits>

namespace core {

namespace {

constexpr qsizetype LongestQuote = 80;

/// Nothing where a "%" is not followed by two hexadecimal digits or the bytes are not UTF-8.
std::optional<QString> percentDecoded(QStringView text)
{
    const auto isHex = [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
    };
    for (qsizetype at = text.indexOf(u'%'); at >= 0; at = text.indexOf(u'%', at + 1)) {
        if (at + 2 >= text.size() || !isHex(text[at + 1]) || !isHex(text[at + 2]))
            return std::nullopt;
    }
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString decoded = utf8(QByteArray::fromPercentEncoding(text.toUtf8()));
    return utf8.hasError() ? std::nullopt : std::optional(decoded);
}

/// Goes through the text once, from left to right. Every piece is a view into the text, so that its
/// place can be told. A step returns whether to go on.
class Parser
{
public:
    explicit Parser(const QString &text)
        : m_text(text)
    {}

    std::variant<ParsedConnection, ConnectionStringError> parse()
    {
        if (!readScheme() || !readAuthority() || !readPath() || !readOptions() || !checkTogether())
            return m_error;
        return m_parsed;
    }

private:
    /// The sentence gets no full stop from the caller; nothing of the text is repeated.
    bool fail(QStringView piece, const QString &sentence)
    {
        m_error = {sentence + u'.', piece.data() - m_text.constData(), piece.size()};
        return false;
    }

    /// Repeats the piece, but for a text in which a stray "@" may make it a part of a password.
    bool failQuoting(QStringView piece, const QString &sentence)
    {
        if (!m_mayQuote)
            return fail(piece, sentence);
        QString shown = piece.left(LongestQuote).toString();
        if (piece.size() > LongestQuote)
            shown += QStringLiteral("...");
        return fail(piece, sentence + QStringLiteral(", not \"") + shown + u'"');
    }

    bool readScheme()
    {
        const QStringView text(m_text);
        const qsizetype end = text.indexOf(u"://");
        if (end < 0) {
            return fail(text,
                        QStringLiteral("A connection begins with its scheme, as in "
                                       "kurrentdb://localhost:2113"));
        }
        static const QSet<QString> Names{QStringLiteral("esdb"),
                                         QStringLiteral("kurrent"),
                                         QStringLiteral("kurrentdb"),
                                         QStringLiteral("kdb")};
        const QStringView scheme = text.left(end).trimmed();
        QString name = scheme.toString().toLower();
        m_parsed.settings.discover = name.endsWith(QStringLiteral("+discover"));
        if (m_parsed.settings.discover)
            name.chop(9);
        m_mayQuote = !text.contains(u'@');
        if (!Names.contains(name)) {
            return failQuoting(scheme,
                               QStringLiteral("The scheme is kurrentdb, esdb, kurrent or kdb, with "
                                              "or without +discover"));
        }
        m_rest = text.mid(end + 3);
        return true;
    }

    bool readAuthority()
    {
        const auto end = std::find_if(
            m_rest.begin(), m_rest.end(), [](QChar c) { return c == u'/' || c == u'?'; });
        const QStringView authority = m_rest.left(end - m_rest.begin());
        m_rest = m_rest.mid(authority.size());
        m_mayQuote = !m_rest.contains(u'@');
        const qsizetype at = authority.indexOf(u'@');
        if (at >= 0 && authority.indexOf(u'@', at + 1) >= 0) {
            return fail(authority.left(authority.lastIndexOf(u'@')),
                        QStringLiteral(
                            "There is more than one \"@\"; in a user name or password write %40"));
        }
        if (at >= 0 && !readCredentials(authority.left(at).trimmed()))
            return false;
        return readHosts(authority.mid(at + 1));
    }

    bool readCredentials(QStringView userInfo)
    {
        const qsizetype colon = userInfo.indexOf(u':');
        if (colon < 0) {
            return fail(
                userInfo,
                QStringLiteral("Before the \"@\" stand user and password, as user:password"));
        }
        if (colon == 0)
            return fail(userInfo, QStringLiteral("The user name is empty"));
        if (userInfo.indexOf(u':', colon + 1) >= 0) {
            return fail(
                userInfo,
                QStringLiteral("There is more than one \":\" before the \"@\"; in a user name or "
                               "password write %3A"));
        }
        const auto user = percentDecoded(userInfo.left(colon));
        const auto password = percentDecoded(userInfo.mid(colon + 1));
        if (!user || !password) {
            return fail(userInfo,
                        QStringLiteral("A \"%\" in the user name or password is written %25"));
        }
        m_parsed.settings.credentials = Credentials{*user, *password};
        return true;
    }

    bool readHosts(QStringView hosts)
    {
        if (hosts.trimmed().isEmpty())
            return fail(hosts, QStringLiteral("There is no host"));
        for (const QStringView part : hosts.split(u',')) {
            if (!readHost(part.trimmed()))
                return false;
        }
        return true;
    }

    bool readHost(QStringView part)
    {
        if (part.isEmpty())
            return fail(part, QStringLiteral("Between two commas there is no host"));
        NodeAddress address;
        QStringView afterName;
        if (part.startsWith(u'[')) {
            const qsizetype close = part.indexOf(u']');
            const QStringView literal = part.mid(1, std::max<qsizetype>(close, 1) - 1);
            if (close < 0 || !isIpv6(literal))
                return fail(part,
                            QStringLiteral("In brackets stands an IPv6 address, as in [::1]"));
            address.host = literal.toString();
            afterName = part.mid(close + 1);
        } else {
            const qsizetype colon = part.indexOf(u':');
            const QStringView name = colon < 0 ? part : part.left(colon);
            if (!isHostName(name)) {
                return fail(
                    part,
                    QStringLiteral("A host name has letters, digits, \"-\", \".\" and \"_\" only"));
            }
            address.host = name.toString();
            afterName = part.mid(name.size());
        }
        if (!afterName.isEmpty() && !readPort(afterName, address.port))
            return false;
        m_parsed.settings.hosts.append(address);
        return true;
    }

    bool readPort(QStringView afterName, quint16 &into)
    {
        const auto port = detail::wholeNumber(afterName.mid(1).toString(), 1);
        if (afterName.contains(u':') && afterName.lastIndexOf(u':') > 0) {
            return fail(afterName,
                        QStringLiteral("A host has one port; an IPv6 address stands in brackets"));
        }
        // Not quoted: where the host was forgotten this is the password.
        if (afterName.front() != u':' || !port || *port > std::numeric_limits<quint16>::max())
            return fail(afterName, QStringLiteral("A port is a number from 1 to 65535"));
        into = quint16(*port);
        return true;
    }

    static bool isIpv6(QStringView text)
    {
        const qsizetype zone = text.indexOf(u'%');
        const QByteArray address = text.left(zone < 0 ? text.size() : zone).toUtf8();
        in6_addr parsed{};
        return inet_pton(AF_INET6, address.constData(), &parsed) == 1;
    }

    static bool isHostName(QStringView name)
    {
        const QList<uint> points = name.toUcs4();
        return !points.isEmpty() && std::all_of(points.begin(), points.end(), [](char32_t c) {
            return QChar::isLetterOrNumber(c) || QChar::isMark(c) || c == U'-' || c == U'.'
                   || c == U'_';
        });
    }

    bool readPath()
    {
        const qsizetype end = m_rest.indexOf(u'?');
        const QStringView path = end < 0 ? m_rest : m_rest.left(end);
        m_rest = end < 0 ? QStringView() : m_rest.mid(end + 1);
        const QStringView trimmed = path.trimmed();
        if (trimmed.isEmpty() || trimmed == u"/")
            return true;
        return fail(
            path,
            QStringLiteral("After the hosts only \"?\" and options may follow; a \"/\" in a "
                           "password is written %2F"));
    }

    bool readOptions()
    {
        if (m_rest.trimmed().isEmpty())
            return true;
        for (const QStringView part : m_rest.split(u'&')) {
            if (!readOption(part.trimmed()))
                return false;
        }
        return true;
    }

    bool readOption(QStringView pair)
    {
        if (pair.contains(u'?')) {
            return failQuoting(
                pair, QStringLiteral("Options are joined with \"&\" after a single \"?\""));
        }
        const qsizetype equals = pair.indexOf(u'=');
        const QStringView key = pair.left(std::max<qsizetype>(equals, 0)).trimmed();
        const QStringView raw = pair.mid(equals + 1).trimmed();
        if (key.isEmpty() || raw.contains(u'='))
            return failQuoting(pair, QStringLiteral("An option is written key=value"));
        const QString name = detail::foldedKey(key);
        if (m_seen.contains(name))
            return failQuoting(key, QStringLiteral("An option is given once"));
        m_seen.insert(name);
        const detail::ConnectionOption *option = detail::findConnectionOption(name);
        if (!option) {
            m_parsed.warnings.append(m_mayQuote
                                         ? QStringLiteral("The option \"%1\" is not known and "
                                                          "has no effect.")
                                               .arg(key)
                                         : QStringLiteral("An option is not known and has "
                                                          "no effect."));
            return true;
        }
        return applyOption(*option, raw);
    }

    bool applyOption(const detail::ConnectionOption &option, QStringView raw)
    {
        if (raw.isEmpty())
            return fail(raw, option.key + QStringLiteral(" has no value"));
        const auto value = percentDecoded(raw);
        if (!value)
            return failQuoting(raw, QStringLiteral("A \"%\" in a value is written %25"));
        const QString problem = option.read(m_parsed, option.key, *value);
        return problem.isEmpty() || failQuoting(raw, problem);
    }

    bool checkTogether()
    {
        const ConnectionSettings &settings = m_parsed.settings;
        if (settings.userCertFile.isEmpty() == settings.userKeyFile.isEmpty())
            return true;
        return fail(m_text,
                    QStringLiteral("userCertFile and userKeyFile go together; one is missing"));
    }

    const QString &m_text;
    QStringView m_rest;
    bool m_mayQuote = false;
    QSet<QString> m_seen;
    ParsedConnection m_parsed;
    ConnectionStringError m_error;
};

} // namespace

std::variant<ParsedConnection, ConnectionStringError> parseConnectionStringAt(const QString &text)
{
    return Parser(text).parse();
}

Result<ParsedConnection> parseConnectionString(const QString &text)
{
    const auto parsed = parseConnectionStringAt(text);
    if (const auto *error = std::get_if<ConnectionStringError>(&parsed)) {
        return Error{ErrorCode::InvalidArgument,
                     error->message,
                     QStringLiteral("at character %1").arg(error->offset + 1)};
    }
    return std::get<ParsedConnection>(parsed);
}

QString toSafeString(const ConnectionSettings &settings)
{
    QString text = settings.discover ? QStringLiteral("kurrentdb+discover://")
                                     : QStringLiteral("kurrentdb://");
    if (settings.credentials)
        text += QString::fromLatin1(QUrl::toPercentEncoding(settings.credentials->user))
                + QStringLiteral(":***@");
    QStringList hosts;
    for (const NodeAddress &host : settings.hosts)
        hosts.append(host.toString());
    text += hosts.join(u',');
    const QStringList differing = detail::optionsThatDiffer(settings);
    return differing.isEmpty() ? text : text + u'?' + differing.join(u'&');
}

} // namespace core
