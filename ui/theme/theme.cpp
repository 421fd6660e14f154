#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusVariant>

namespace ui {

namespace {

// Where the system's choice of light or dark is asked for.
constexpr QLatin1String AppearanceGroup("org.freedesktop.appearance");
constexpr QLatin1String SchemeKey("color-scheme");
constexpr QLatin1String PortalService("org.freedesktop.portal.Desktop");
constexpr QLatin1String PortalPath("/org/freedesktop/portal/desktop");
constexpr QLatin1String PortalInterface("org.freedesktop.portal.Settings");

/// Of a window that is to be painted as a whole Qt paints the parts without a ground twice: within
/// the window and for themselves. Not where one of them was to be painted before the window was.
void paintWindowsOnce()
{
    for (const QWidget *window : QApplication::topLevelWidgets()) {
        const auto parts = window->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
        for (QWidget *part : parts) {
            const bool hasGround
                = part->autoFillBackground() || part->testAttribute(Qt::WA_OpaquePaintEvent);
            if (part->isVisible() && !part->isWindow() && !hasGround) {
                part->update();
                break;
            }
        }
    }
}

} // namespace

QString toString(ThemeChoice choice)
{
    switch (choice) {
    case ThemeChoice::System:
        return QStringLiteral("system");
    case ThemeChoice::Light:
        return QStringLiteral("light");
    case ThemeChoice::Dark:
        return QStringLiteral("dark");
    }
    return {};
}

ThemeChoice themeChoiceFrom(const QString &text)
{
    if (text == toString(ThemeChoice::Light))
        return ThemeChoice::Light;
    if (text == toString(ThemeChoice::Dark))
        return ThemeChoice::Dark;
    return ThemeChoice::System;
}

Theme::Theme(QObject *parent)
    : QObject(parent)
    , m_style(new HouseStyle)
    , m_isDarkUnasked(
          QGuiApplication::palette().color(QPalette::Active, QPalette::Window).lightness() < 128)
    , m_desktopIsDark(m_isDarkUnasked)
{
    QApplication::setStyle(m_style);
    apply();
    askDesktop();
}

void Theme::choose(ThemeChoice choice)
{
    m_choice = choice;
    apply();
}

void Theme::setDenseRows(bool dense)
{
    if (!m_style || dense == m_style->hasDenseRows())
        return;
    m_style->setDenseRows(dense);
    const QWidgetList widgets = QApplication::allWidgets();
    for (QWidget *widget : widgets) {
        QEvent changed(QEvent::StyleChange);
        if (qobject_cast<QAbstractItemView *>(widget))
            QCoreApplication::sendEvent(widget, &changed);
    }
}

bool Theme::hasDenseRows() const
{
    return m_style && m_style->hasDenseRows();
}

void Theme::askDesktop()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(PortalService,
                PortalPath,
                PortalInterface,
                QStringLiteral("SettingChanged"),
                this,
                // clang-format off
                SLOT(onPortalSettingChanged(QString,QString,QDBusVariant))); // as Qt writes it
    // clang-format on
    QDBusMessage question = QDBusMessage::createMethodCall(
        PortalService, PortalPath, PortalInterface, QStringLiteral("Read"));
    question << AppearanceGroup << SchemeKey;
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(question, 2000), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusMessage answer = watcher->reply();
        if (answer.type() == QDBusMessage::ReplyMessage && !answer.arguments().isEmpty())
            takeDesktopScheme(answer.arguments().constFirst());
        watcher->deleteLater();
    });
}

void Theme::onPortalSettingChanged(const QString &group,
                                   const QString &key,
                                   const QDBusVariant &value)
{
    if (group == AppearanceGroup && key == SchemeKey)
        takeDesktopScheme(value.variant());
}

void Theme::takeDesktopScheme(const QVariant &value)
{
    // The portal wraps its value twice.
    QVariant scheme = value;
    while (scheme.userType() == qMetaTypeId<QDBusVariant>())
        scheme = scheme.value<QDBusVariant>().variant();
    constexpr uint PreferDark = 1;
    constexpr uint PreferLight = 2;
    const uint told = scheme.toUInt();
    if (told == PreferDark && !m_isSchemeTold)
        m_isDarkUnasked = false; // that is why the palette was dark
    m_isSchemeTold = true;
    m_desktopIsDark = told == PreferDark || (told != PreferLight && m_isDarkUnasked);
    apply();
}

void Theme::apply()
{
    const bool dark
        = m_choice == ThemeChoice::Dark || (m_choice == ThemeChoice::System && m_desktopIsDark);
    if (m_applied && dark == m_isDark)
        return;
    m_applied = true;
    m_isDark = dark;
    paintWindowsOnce();
    QApplication::setPalette(toPalette(dark ? darkColors() : lightColors()));
    Q_EMIT changed();
}

} // namespace ui
