#include "ui/connections/connection_words.h"

#include <QCoreApplication>

namespace ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ConnectionWords)
};

} // namespace

const QList<core::ConnectionColor> &allColors()
{
    using enum core::ConnectionColor;
    static const QList<core::ConnectionColor> all{Teal, Green, Blue, Violet, Amber, Red};
    return all;
}

Tone toneOf(core::ConnectionColor color)
{
    switch (color) {
    case core::ConnectionColor::Teal:
        return Tone::Accent;
    case core::ConnectionColor::Green:
        return Tone::Good;
    case core::ConnectionColor::Blue:
        return Tone::Blue;
    case core::ConnectionColor::Violet:
        return Tone::Violet;
    case core::ConnectionColor::Amber:
        return Tone::Warning;
    case core::ConnectionColor::Red:
        break;
    }
    return Tone::Danger;
}

QString colorWords(core::ConnectionColor color)
{
    switch (color) {
    case core::ConnectionColor::Teal:
        return Words::tr("Teal");
    case core::ConnectionColor::Green:
        return Words::tr("Green");
    case core::ConnectionColor::Blue:
        return Words::tr("Blue");
    case core::ConnectionColor::Violet:
        return Words::tr("Violet");
    case core::ConnectionColor::Amber:
        return Words::tr("Amber");
    case core::ConnectionColor::Red:
        break;
    }
    return Words::tr("Red: production");
}

const QList<core::Guard> &allGuards()
{
    static const QList<core::Guard> all{core::Guard::Ask, core::Guard::ReadOnly, core::Guard::Free};
    return all;
}

QString guardChoice(core::Guard guard)
{
    switch (guard) {
    case core::Guard::Free:
        return Words::tr("Write freely");
    case core::Guard::Ask:
        return Words::tr("Ask before each write");
    case core::Guard::ReadOnly:
        break;
    }
    return Words::tr("Read-only: write nothing");
}

QString guardWords(core::Guard guard)
{
    switch (guard) {
    case core::Guard::Free:
        return Words::tr("Writes freely");
    case core::Guard::Ask:
        return Words::tr("Asks before writing");
    case core::Guard::ReadOnly:
        break;
    }
    return Words::tr("Read-only");
}

QString readOnlyRefusal(const QString &connectionName)
{
    return Words::tr("%1 is open read-only here, so nothing was sent. You can change that in "
                     "Connection, Edit Connection…, Writing.")
        .arg(connectionName);
}

QString lockWords(const QString &connectionName)
{
    return Words::tr("%1 is read-only here: nothing can be sent.").arg(connectionName);
}

QString transportWords(core::TransportKind transport)
{
    return transport == core::TransportKind::Http ? QStringLiteral("HTTP") : QStringLiteral("gRPC");
}

QString transportHint(core::TransportKind transport)
{
    if (transport == core::TransportKind::Grpc)
        return Words::tr("Everything works, and every byte is exact.");
    return Words::tr(
        "Needs AtomPub on the server. An event with metadata, and several in one write, "
        "may be stored rewritten; payloads that are no text are fetched one by one.");
}

const QList<core::NodePreference> &allNodePreferences()
{
    using enum core::NodePreference;
    static const QList<core::NodePreference> all{Leader, Follower, ReadOnlyReplica, Random};
    return all;
}

QString nodePreferenceWords(core::NodePreference preference)
{
    switch (preference) {
    case core::NodePreference::Leader:
        return Words::tr("Prefer the leader");
    case core::NodePreference::Follower:
        return Words::tr("Prefer a follower");
    case core::NodePreference::ReadOnlyReplica:
        return Words::tr("Prefer a read-only replica");
    case core::NodePreference::Random:
        break;
    }
    return Words::tr("Any node");
}

SignIn signInOf(const core::ConnectionSettings &settings)
{
    if (settings.trustedIdentity && settings.transport == core::TransportKind::Http)
        return SignIn::Trusted;
    if (settings.credentials)
        return SignIn::Password;
    return settings.userCertFile.isEmpty() ? SignIn::Nobody : SignIn::Certificate;
}

QString signInWords(SignIn signIn)
{
    switch (signIn) {
    case SignIn::Nobody:
        return Words::tr("As nobody");
    case SignIn::Password:
        return Words::tr("User and password");
    case SignIn::Certificate:
        return Words::tr("Client certificate");
    case SignIn::Trusted:
        break;
    }
    return Words::tr("Trusted name");
}

} // namespace ui
