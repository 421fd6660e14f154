// Connection strings: the table of protocol.md section 1.4, decided by the policy of section 1.3.
// Where the official clients disagree the row says so.
#include "core/client/connection_string.h"

#include <QTest>

using namespace core;

namespace {

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

ConnectionSettings parsed(const QString &text)
{
    const auto result = parseConnectionString(text);
    return result ? result->settings : ConnectionSettings{};
}

ConnectionStringError refused(const QString &text)
{
    const auto result = parseConnectionStringAt(text);
    const auto *error = std::get_if<ConnectionStringError>(&result);
    return error ? *error : ConnectionStringError{};
}

bool matches(const QString &text, const QRegularExpression &wanted)
{
    return wanted.match(text).hasMatch();
}

} // namespace

class TstConnectionString final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void theseAreConnections_data();
    void theseAreConnections();
    void theseAreRefused_data();
    void theseAreRefused();
    void theseAreWarnedOf_data();
    void theseAreWarnedOf();
    void noErrorRepeatsThePassword_data();
    void noErrorRepeatsThePassword();

    void aBareHostTakesTheDefaults()
    {
        ConnectionSettings expected;
        expected.hosts = {{QStringLiteral("localhost"), 2113}};
        QCOMPARE(parsed(QStringLiteral("esdb://localhost")), expected);
    }

    void userAndPasswordAreDecoded()
    {
        const auto settings = parsed(
            QStringLiteral("kurrentdb://my%3Agreat%40username:UyeXx8%24%5EPsOo4jG88FlCauR1Coz25q"
                           "@host?connectionName=wh%40t%3F%3A%26"));
        const Credentials expected{QStringLiteral("my:great@username"),
                                   QStringLiteral("UyeXx8$^PsOo4jG88FlCauR1Coz25q")};
        QCOMPARE(settings.credentials, expected);
        QCOMPARE(settings.connectionName, QStringLiteral("wh@t?:&"));
    }

    void aPasswordMayBeEmpty()
    {
        const auto settings = parsed(QStringLiteral("esdb://user:@host"));
        QCOMPARE(settings.credentials, (Credentials{QStringLiteral("user"), QString()}));
    }

    void anIpv6AddressStandsInBrackets()
    {
        const auto settings = parsed(QStringLiteral("kdb://[::1],[fe80::1]:2114"));
        const QList<NodeAddress> expected{{QStringLiteral("::1"), 2113},
                                          {QStringLiteral("fe80::1"), 2114}};
        QCOMPARE(settings.hosts, expected);
    }

    void whatIsPrintedIsReadAgainAsTheSame()
    {
        const QString text = QStringLiteral(
            "kurrentdb+discover://a%2Fb%3A:***@one:1,[::1]:2?tls=false&tlsVerifyCert=false"
            "&tlsCaFile=C:\\my%20ca&userCertFile=/c&userKeyFile=/k&nodePreference=random"
            "&maxDiscoverAttempts=-1&discoveryInterval=0&gossipTimeout=101&keepAliveInterval=-1"
            "&keepAliveTimeout=10001&defaultDeadline=1&connectionName=x%26y"
            "&throwOnAppendFailure=false");
        QCOMPARE(toSafeString(parsed(text)), text);
    }

    void theErrorOfTheResultSaysWhere()
    {
        const auto result = parseConnectionString(QStringLiteral("esdb://host?tls=maybe"));
        QVERIFY(!result);
        QCOMPARE(result.error(),
                 (Error{ErrorCode::InvalidArgument,
                        QStringLiteral("tls is true or false, not \"maybe\"."),
                        QStringLiteral("at character 17")}));
    }
};

void TstConnectionString::theseAreConnections_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("canonical");
    const auto row = [](const char *name, const QString &from, const QString &canonical) {
        QTest::newRow(name) << from << canonical;
    };
    row("1 host", text("esdb://localhost"), text("kurrentdb://localhost:2113"));
    row("2 port", text("kurrentdb://localhost:2114"), text("kurrentdb://localhost:2114"));
    row("3 trailing slash",
        text("kurrentdb://user:pass@localhost:2114/"),
        text("kurrentdb://user:***@localhost:2114"));
    // Node drops the credentials here; the others and we send them.
    row("4 insecure",
        text("kurrentdb://user:pass@localhost:2114?tls=false"),
        text("kurrentdb://user:***@localhost:2114?tls=false"));
    row("5 discover, esdb",
        text("esdb+discover://localhost"),
        text("kurrentdb+discover://localhost:2113"));
    row("5 discover, kurrent",
        text("kurrent+discover://localhost"),
        text("kurrentdb+discover://localhost:2113"));
    row("5 discover, kdb",
        text("kdb+discover://localhost"),
        text("kurrentdb+discover://localhost:2113"));
    // .NET takes this scheme but does not see the "+discover" in it.
    row("5 discover, upper case", text("ESDB+DISCOVER://h"), text("kurrentdb+discover://h:2113"));
    // Java and Python do not know the plain scheme.
    row("6 kurrent", text("kurrent://localhost"), text("kurrentdb://localhost:2113"));
    row("7 three hosts",
        text("kurrentdb://host1,host2,host3"),
        text("kurrentdb://host1:2113,host2:2113,host3:2113"));
    row("8 three ports",
        text("kurrentdb://host1:1234,host2:4321,host3:3231"),
        text("kurrentdb://host1:1234,host2:4321,host3:3231"));
    row("9 follower",
        text("kurrentdb://user:pass@host1:1234,host2:4321,host3:3231?nodePreference=follower"),
        text("kurrentdb://user:***@host1:1234,host2:4321,host3:3231?nodePreference=follower"));
    row("10 no throw",
        text("esdb+discover://user:pass@host?nodePreference=follower&throwOnAppendFailure=false"),
        text("kurrentdb+discover://user:***@host:2113?nodePreference=follower"
             "&throwOnAppendFailure=false"));
    row("11 value in any case",
        text("esdb+discover://host?nodePreference=Follower"),
        text("kurrentdb+discover://host:2113?nodePreference=follower"));
    row("12 backslashes",
        text("kurrentdb://host?tlsCAFile=C:\\Certificates\\EventStore\\Cert.ca"),
        text("kurrentdb://host:2113?tlsCaFile=C:\\Certificates\\EventStore\\Cert.ca"));
    row("13 no keep-alive",
        text("kurrentdb://host?keepAliveInterval=-1&keepAliveTimeout=-1"),
        text("kurrentdb://host:2113?keepAliveInterval=-1&keepAliveTimeout=-1"));
    row("14 encoded",
        text("kurrentdb://my%3Agreat%40username:secret@host?connectionName=wh%40t%3F%3A%26"),
        text("kurrentdb://my%3Agreat%40username:***@host:2113?connectionName=wh%40t%3F:%26"));
    row("15 unicode",
        text("esdb+discover://user:pass@морда-кошки.ru,दिल्ली.in:9?connectionName=соединение"),
        text("kurrentdb+discover://user:***@морда-кошки.ru:2113,दिल्ली.in:9"
             "?connectionName=%D1%81%D0%BE%D0%B5%D0%B4%D0%B8%D0%BD%D0%B5%D0%BD%D0%B8%D0%B5"));
    // Node alone folds the separators.
    row("16 separators",
        text("kurrentdb://host?MaxDiscoverAttempts=200&discovery-interval=1000&GOSSIP_TIMEOUT=1"
             "&node_preference=ReadOnlyReplica&KEEP-ALIVE-interval=10"),
        text("kurrentdb://host:2113?nodePreference=readOnlyReplica&maxDiscoverAttempts=200"
             "&discoveryInterval=1000&gossipTimeout=1&keepAliveInterval=10"));
    row("17 whitespace",
        text("  kurrentdb://\n  user:pass@host1 ,\n\thost2:2114\r\n ? tls = false &\n "
             "nodePreference=follower \n"),
        text("kurrentdb://user:***@host1:2113,host2:2114?tls=false&nodePreference=follower"));
    row("18 user certificate",
        text("kurrentdb://host?userCertFile=/c.ca&userKeyFile=/c.key"),
        text("kurrentdb://host:2113?userCertFile=/c.ca&userKeyFile=/c.key"));
    // .NET and Python refuse unknown keys; the others and we warn.
    row("19 unknown keys",
        text("kurrentdb://localhost?someNonsense=follower&doTheThing=true"),
        text("kurrentdb://localhost:2113"));
    row("20 unknown key",
        text("kurrentdb://localhost?unknown=1234"),
        text("kurrentdb://localhost:2113"));
    row("21 one host", text("esdb://localhost:1234"), text("kurrentdb://localhost:1234"));
    row("22 two hosts",
        text("esdb://localhost:1234,localhost:4567"),
        text("kurrentdb://localhost:1234,localhost:4567"));
    row("23 keys in any case",
        text("esdb://user:pass@127.0.0.1/?maxDiscoverAttempts=13&DiscoveryInterval=37"
             "&gossipTimeout=33&nOdEPrEfErence=FoLLoWer&tlsVerifyCert=faLse"),
        text("kurrentdb://user:***@127.0.0.1:2113?tlsVerifyCert=false&nodePreference=follower"
             "&maxDiscoverAttempts=13&discoveryInterval=37&gossipTimeout=33"));
    row("24 empty query",
        text("esdb://user:pass@127.0.0.1/?"),
        text("kurrentdb://user:***@127.0.0.1:2113"));
    row("25 underscore",
        text("esdb://foo:bar@eventstore_db:2115"),
        text("kurrentdb://foo:***@eventstore_db:2115"));
    // Python wants credentials wherever there is TLS.
    row("26 TLS without credentials",
        text("kdb://localhost:2222"),
        text("kurrentdb://localhost:2222"));
    // Python takes one name only.
    row("28 discover with two hosts",
        text("kdb+discover://localhost:2222,localhost:2223"),
        text("kurrentdb+discover://localhost:2222,localhost:2223"));
    // Java's test fails on the scheme as well; Node folds the separators, and so do we.
    row("50 read_only_replica",
        text("kurrent://localhost?nodePreference=read_only_replica"),
        text("kurrentdb://localhost:2113?nodePreference=readOnlyReplica"));
    // -1 is "no limit" in Rust and .NET; a deadline is kept here.
    row("defaultDeadline -1", text("kdb://h?defaultDeadline=-1"), text("kurrentdb://h:2113"));
}

void TstConnectionString::theseAreConnections()
{
    QFETCH(QString, text);
    QFETCH(QString, canonical);
    const auto result = parseConnectionString(text);
    QVERIFY2(result.hasValue(), result ? "" : qPrintable(result.error().message));
    QCOMPARE(toSafeString(result->settings), canonical);
}

void TstConnectionString::theseAreRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("marked");
    QTest::addColumn<QString>("sentence");
    const auto row
        = [](const char *name, const QString &from, const QString &marked, const char *re) {
              QTest::newRow(name) << from << marked << QString::fromLatin1(re);
          };
    // Python takes the first of the two, Node the last.
    row("27 twice", text("kdb://localhost:2222?Tls=false&Tls=true"), text("Tls"), "given once");
    row("29 no scheme", text("localhost"), text("localhost"), "begins with its scheme");
    row("30 other scheme",
        text("https://console.eventstore.cloud/"),
        text("https"),
        "not \"https\"");
    row("31 wrong letters",
        text("esbd+discovery://localhost"),
        text("esbd+discovery"),
        "The scheme is");
    row("32 something",
        text(":so/mething/random"),
        text(":so/mething/random"),
        "begins with its scheme");
    row("33 esdbwrong", text("esdbwrong://"), text("esdbwrong"), "The scheme is");
    row("33 wrong", text("wrong://"), text("wrong"), "The scheme is");
    row("33 badesdb", text("badesdb://"), text("badesdb"), "The scheme is");
    row("34 no host, esdb", text("esdb://"), QString(), "no host");
    row("34 no host, kdb", text("kdb://"), QString(), "no host");
    row("34 no host after the user", text("esdb://user:pass@"), QString(), "no host");
    row("35 no user", text("esdb://@127.0.0.1/"), QString(), "user:password");
    row("35 empty user", text("esdb://:pass@127.0.0.1/"), text(":pass"), "user name is empty");
    // Java, Rust and Go take a user without a password.
    row("36 no colon", text("esdb://userpass@127.0.0.1/"), text("userpass"), "user:password");
    // Java and Python split at the first colon.
    row("37 two colons", text("esdb://user:pa:ss@127.0.0.1/"), text("user:pa:ss"), "%3A");
    row("38 raw signs",
        text("kurrentdb://my:great@username:UyeXx8$^PsOo4jG88FlCauR1Coz25q@host?tls=true"),
        text("my:great@username:UyeXx8$^PsOo4jG88FlCauR1Coz25q"),
        "%40");
    row("39 port of letters", text("esdb://user:pass@127.0.0.1:abc"), text(":abc"), "1 to 65535");
    row("39 two ports", text("esdb://user:pass@127.0.0.1:abc:def"), text(":abc:def"), "one port");
    row("40 empty host",
        text("esdb://user:pass@localhost:1234,,127.0.0.3:4321"),
        QString(),
        "Between two commas");
    row("41 semicolons",
        text("kurrentdb://host1;host2;host3?tls=true"),
        text("host1;host2;host3"),
        "letters");
    row("42 two ports",
        text("kurrentdb://host1,host2:200:300?tls=true"),
        text(":200:300"),
        "one port");
    row("43 path", text("esdb://user:pass@127.0.0.1/test"), text("/test"), "After the hosts");
    row("43 path and options",
        text("esdb://user:pass@127.0.0.1/hello?maxDiscoverAttempts=10"),
        text("/hello"),
        "After the hosts");
    row("43 options without ?",
        text("esdb://user:pass@127.0.0.1/maxDiscoverAttempts=10"),
        text("/maxDiscoverAttempts=10"),
        "After the hosts");
    row("44 & for ?",
        text("kurrentdb://localhost/&throwOnAppendFailure=false"),
        text("/&throwOnAppendFailure=false"),
        "After the hosts");
    row("45 two =",
        text("esdb://h/?maxDiscoverAttempts=12=34"),
        text("maxDiscoverAttempts=12=34"),
        "key=value");
    row("45 no =",
        text("esdb://h/?maxDiscoverAttempts1234"),
        text("maxDiscoverAttempts1234"),
        "key=value");
    row("46 twice in other case",
        text("esdb://h?maxDiscoverAttempts=1234&MaxDiscoverAttempts=10"),
        text("MaxDiscoverAttempts"),
        "given once");
    row("47 no value",
        text("esdb://h?maxDiscoverAttempts="),
        QString(),
        "maxDiscoverAttempts has no value");
    row("47 no key", text("esdb://h?=abcd"), text("=abcd"), "key=value");
    row("47 interval", text("esdb://h?discoveryInterval=abcd"), text("abcd"), "milliseconds");
    row("47 timeout", text("esdb://h?gossipTimeout=defg"), text("defg"), "milliseconds");
    row("48 truee",
        text("esdb://h?tlsVerifyCert=truee"),
        text("truee"),
        "tlsVerifyCert is true or false");
    row("48 sometimes",
        text("esdb://h?throwOnAppendFailure=sometimes"),
        text("sometimes"),
        "true or false");
    row("49 any", text("esdb://h?nodePreference=any"), text("any"), "leader, follower");
    row("49 blabla", text("esdb://h?nodePreference=blabla"), text("blabla"), "not \"blabla\"");
    row("51 -2", text("esdb://h?keepAliveInterval=-2"), text("-2"), "-1 for none");
    row("51 -3", text("esdb://h?keepAliveTimeout=-3"), text("-3"), "-1 for none");
    row("51 XXIV", text("esdb://h?keepAliveInterval=XXIV"), text("XXIV"), "-1 for none");
    row("52 second ?",
        text("kurrentdb://localhost?throwOnAppendFailure=false?nodePreference=follower"),
        text("throwOnAppendFailure=false?nodePreference=follower"),
        "single \"\\?\"");
    row("53 option as host",
        text("kurrentdb://throwOnAppendFailure=false"),
        text("throwOnAppendFailure=false"),
        "letters");
    row("54 certificate alone",
        text("kdb://h?userCertFile=/path/to/cert"),
        text("kdb://h?userCertFile=/path/to/cert"),
        "go together");
    row("54 key alone",
        text("kdb://h?userKeyFile=/k"),
        text("kdb://h?userKeyFile=/k"),
        "go together");
    row("port 0", text("kdb://h:0"), text(":0"), "1 to 65535");
    row("port above 16 bits", text("kdb://h:65536"), text(":65536"), "1 to 65535");
    row("port with a sign", text("kdb://h:+1"), text(":+1"), "1 to 65535");
    row("bracket left open", text("kdb://[::1"), text("[::1"), "IPv6");
    row("nonsense in brackets", text("kdb://[::g]"), text("[::g]"), "IPv6");
    row("text after the bracket", text("kdb://[::1]2113"), text("2113"), "1 to 65535");
    row("IPv6 without brackets", text("kdb://::1"), text("::1"), "letters");
    row("space in a host", text("kdb://my host"), text("my host"), "letters");
    row("number beyond 32 bits",
        text("kdb://h?gossipTimeout=2147483648"),
        text("2147483648"),
        "whole number");
    row("deadline 0", text("kdb://h?defaultDeadline=0"), text("0"), "at least 1");
    row("lone percent sign", text("kdb://h?connectionName=100%"), text("100%"), "%25");
    row("bytes that are not UTF-8", text("kdb://h?connectionName=%FF"), text("%FF"), "%25");
    row("empty option", text("kdb://h?tls=true&&tlsVerifyCert=true"), QString(), "key=value");
    row("nothing", QString(), QString(), "begins with its scheme");
}

void TstConnectionString::theseAreRefused()
{
    QFETCH(QString, text);
    QFETCH(QString, marked);
    QFETCH(QString, sentence);
    const ConnectionStringError error = refused(text);
    QVERIFY2(matches(error.message, QRegularExpression(sentence)), qPrintable(error.message));
    QVERIFY(error.message.endsWith(u'.'));
    QCOMPARE(text.mid(error.offset, error.length), marked);
}

void TstConnectionString::theseAreWarnedOf_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("warning");
    QTest::newRow("unknown key") << QStringLiteral("kdb://h?unknown=1")
                                 << QStringLiteral("\"unknown\" is not known");
    QTest::newRow("seconds") << QStringLiteral("kdb://h?gossipTimeout=5")
                             << QStringLiteral("5 looks like seconds");
    QTest::newRow("busy keep-alive")
        << QStringLiteral("kdb://h?keepAliveInterval=999") << QStringLiteral("below 10000 ms");
    QTest::newRow("endless deadline")
        << QStringLiteral("kdb://h?defaultDeadline=-1") << QStringLiteral("of 10000 ms");
}

void TstConnectionString::theseAreWarnedOf()
{
    QFETCH(QString, text);
    QFETCH(QString, warning);
    const auto result = parseConnectionString(text);
    QVERIFY(result);
    QCOMPARE(result->warnings.size(), 1);
    QVERIFY2(result->warnings.first().contains(warning), qPrintable(result->warnings.first()));
}

void TstConnectionString::noErrorRepeatsThePassword_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("no scheme") << QStringLiteral("user:hunter2@host");
    QTest::newRow("wrong scheme") << QStringLiteral("hunter2://user:hunter2@host");
    QTest::newRow("raw @") << QStringLiteral("kdb://user:hunter2@x@host");
    QTest::newRow("raw colon") << QStringLiteral("kdb://user:hunter2:x@host");
    QTest::newRow("raw percent sign") << QStringLiteral("kdb://user:hunter2%@host");
    QTest::newRow("raw slash") << QStringLiteral("kdb://user:1/hunter2@host");
    QTest::newRow("raw question mark") << QStringLiteral("kdb://user:1?hunter2@host");
    QTest::newRow("raw question mark and =") << QStringLiteral("kdb://user:1?tls=hunter2@host");
    QTest::newRow("raw @ and question mark") << QStringLiteral("kdb://user:x@y?hunter2@host");
    QTest::newRow("unknown key") << QStringLiteral("kdb://user:1?hunter2=1@host");
    QTest::newRow("forgotten host") << QStringLiteral("kdb://user:hunter2");
}

void TstConnectionString::noErrorRepeatsThePassword()
{
    QFETCH(QString, text);
    const auto result = parseConnectionString(text);
    if (!result) {
        QVERIFY(!result.error().message.contains(QStringLiteral("hunter2")));
        QVERIFY(!result.error().detail.contains(QStringLiteral("hunter2")));
        return;
    }
    QVERIFY(!result->warnings.join(u' ').contains(QStringLiteral("hunter2")));
}

QTEST_APPLESS_MAIN(TstConnectionString)
#include "tst_connection_string.moc"
