#include "ui/connections/connecting_page.h"

#include "ui/connections/connection.h"
#include "ui/widgets/words.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace ui {

using namespace std::chrono_literals;

namespace {

QString whatToCheck(const core::Error &error)
{
    switch (error.code) {
    case core::ErrorCode::Unavailable:
    case core::ErrorCode::Timeout:
    case core::ErrorCode::NotLeader:
        return ConnectingPage::tr("If it runs, something between may block the port.");
    case core::ErrorCode::Tls:
        return ConnectingPage::tr("Check whether the server speaks TLS at all, and that the CA "
                                  "file is the one that signed its certificate.");
    case core::ErrorCode::Unauthenticated:
    case core::ErrorCode::AccessDenied:
        return ConnectingPage::tr("Check user and password in Edit Connection….");
    case core::ErrorCode::Cancelled:
    case core::ErrorCode::StreamNotFound:
    case core::ErrorCode::StreamDeleted:
    case core::ErrorCode::WrongExpectedRevision:
    case core::ErrorCode::TooLarge:
    case core::ErrorCode::InvalidArgument:
    case core::ErrorCode::WouldBeAltered:
    case core::ErrorCode::Unsupported:
    case core::ErrorCode::Protocol:
    case core::ErrorCode::Unknown:
        break;
    }
    return {};
}

} // namespace

ConnectingPage::ConnectingPage(Connection &connection, Awaited awaited, QWidget *parent)
    : Page(parent)
    , m_connection(connection)
    , m_awaited(std::move(awaited))
    , m_state(new EmptyState(this))
{
    setObjectName(QStringLiteral("connecting-page"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_state);
    connect(&connection, &Connection::changed, this, &ConnectingPage::refresh);
    refresh();
}

QString ConnectingPage::title() const
{
    return m_awaited.title.isEmpty() ? m_connection.name() : m_awaited.title;
}

bool ConnectingPage::cancel()
{
    if (m_connection.state() == Connection::State::Failed)
        return false;
    m_connection.cancel();
    return true;
}

void ConnectingPage::refresh()
{
    if (m_connection.state() == Connection::State::Failed) {
        if (!m_showsFailure)
            showFailure();
        m_showsProgress = false;
        return;
    }
    m_showsFailure = false;
    showProgress();
}

void ConnectingPage::showProgress()
{
    const bool isStarting
        = m_connection.state() == Connection::State::Preparing && m_connection.isSandbox();
    const QString title = isStarting ? tr("Starting %1").arg(m_connection.name())
                                     : tr("Connecting to %1").arg(m_connection.name());
    QString text = m_connection.step();
    const auto seconds
        = std::chrono::duration_cast<std::chrono::seconds>(m_connection.sinceStart());
    if (seconds >= std::chrono::seconds(1))
        text += (text.isEmpty() ? QString() : QStringLiteral(" · "))
                + tr("for %1 s").arg(seconds.count());
    if (m_showsProgress) {
        m_state->setText(withWhatOpens(text));
        return;
    }
    m_showsProgress = true;
    m_state->setIcon({});
    m_state->setMessage(title, withWhatOpens(text));
    QPushButton *cancel = m_state->addButton(tr("Cancel"));
    cancel->setObjectName(QStringLiteral("connecting-page/cancel"));
    connect(cancel, &QPushButton::clicked, &m_connection, &Connection::cancel);
}

void ConnectingPage::showFailure()
{
    m_showsFailure = true;
    const core::Error error = m_connection.error();
    const QString check = whatToCheck(error);
    m_state->setIcon(QStringLiteral("circle-alert"), Tone::Danger);
    m_state->setMessage(
        tr("Not connected to %1").arg(m_connection.name()),
        withWhatOpens(check.isEmpty() ? error.message : error.message + u'\n' + check));
    QPushButton *again = m_state->addButton(tr("Try Again"), Emphasis::Primary);
    again->setObjectName(QStringLiteral("connecting-page/try-again"));
    connect(again, &QPushButton::clicked, this, &ConnectingPage::retryRequested);
    if (!m_connection.isSandbox()) {
        QPushButton *edit = m_state->addButton(tr("Edit Connection…"));
        edit->setObjectName(QStringLiteral("connecting-page/edit"));
        connect(edit, &QPushButton::clicked, this, &ConnectingPage::editRequested);
    }
    QPushButton *copy = m_state->addButton(tr("Copy Details"));
    copy->setObjectName(QStringLiteral("connecting-page/copy-details"));
    connect(copy, &QPushButton::clicked, this, [error] {
        QGuiApplication::clipboard()->setText(detailsText(error));
    });
    QPushButton *other = m_state->addButton(tr("Connect to Another Server…"));
    other->setObjectName(QStringLiteral("connecting-page/other"));
    connect(other, &QPushButton::clicked, this, &ConnectingPage::otherRequested);
}

QString ConnectingPage::withWhatOpens(const QString &text) const
{
    if (m_awaited.name.isEmpty())
        return text;
    const QString opens = tr("%1 opens here as soon as it is connected.").arg(m_awaited.name);
    return text.isEmpty() ? opens : text + u'\n' + opens;
}

} // namespace ui
