#include "ui/append/append_footer.h"

#include "ui/append/append_words.h"
#include "ui/append/draft_check.h"
#include "ui/theme/emphasis.h"
#include "ui/theme/fonts.h"
#include "ui/theme/measures.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace ui {

namespace {

constexpr qsizetype MostPreviewed = 3;

QStringList previewLines(const core::NewEvent &event)
{
    const bool isJson = event.contentType == core::ContentType::Json;
    return {
        AppendFooter::tr("id            %1").arg(event.id.toString()),
        AppendFooter::tr("type          %1").arg(event.type),
        AppendFooter::tr("content-type  %1")
            .arg(isJson ? QStringLiteral("application/json")
                        : QStringLiteral("application/octet-stream")),
        AppendFooter::tr("data          %1").arg(bytesText(event.data.size())),
        AppendFooter::tr("metadata      %1").arg(bytesText(event.metadata.size())),
    };
}

/// What the button will do, with its numbers.
QString sendVerb(const EventDraft &draft)
{
    using Kind = core::ExpectedRevision::Kind;
    if (!draft.expected)
        return AppendFooter::tr("Append");
    switch (draft.expected->kind()) {
    case Kind::Any:
        return AppendFooter::tr("Append Without a Check");
    case Kind::NoStream:
        return AppendFooter::tr("Append If There Are No Events");
    case Kind::StreamExists:
        return AppendFooter::tr("Append If the Stream Exists");
    case Kind::Exact:
        break;
    }
    return appendOnTopText(draft.expected->revision(), draft.events.size());
}

} // namespace

AppendFooter::AppendFooter(QWidget *parent)
    : QWidget(parent)
    , m_toggle(new QToolButton(this))
    , m_line(new ElidedLabel(this))
    , m_details(new QLabel(this))
    , m_next(new QPushButton(tr("Next Event"), this))
    , m_send(new QPushButton(tr("Append"), this))
{
    m_toggle->setObjectName(QStringLiteral("append/preview-toggle"));
    m_toggle->setAccessibleName(tr("Show what goes over the wire"));
    m_toggle->setCheckable(true);
    m_toggle->setAutoRaise(true);
    m_toggle->setArrowType(Qt::RightArrow);
    m_line->setObjectName(QStringLiteral("append/preview"));
    m_line->setElideMode(Qt::ElideRight);
    m_line->setTone(Tone::Dim);
    m_details->setObjectName(QStringLiteral("append/preview-details"));
    m_details->setFont(monospaceFont(font()));
    m_details->setTextFormat(Qt::PlainText);
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_details->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_details->hide();
    m_next->setObjectName(QStringLiteral("append/next-button"));
    m_next->setAutoDefault(true); // Enter presses it while it has the focus
    m_send->setObjectName(QStringLiteral("append/send-button"));
    m_send->setToolTip(tr("Ctrl+Enter"));
    setEmphasis(m_send, Emphasis::Primary);

    auto *row = new QHBoxLayout;
    row->setSpacing(measures::ControlSpacing);
    row->addWidget(m_toggle);
    row->addWidget(m_line, 1);
    row->addWidget(m_next);
    row->addWidget(m_send);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(
        measures::PaneMargin, measures::Step, measures::PaneMargin, measures::Step);
    column->setSpacing(measures::Step);
    column->addWidget(m_details);
    column->addLayout(row);

    connect(m_toggle, &QToolButton::toggled, this, [this](bool shown) {
        m_toggle->setArrowType(shown ? Qt::DownArrow : Qt::RightArrow);
        m_details->setVisible(shown);
    });
    connect(m_next, &QPushButton::clicked, this, &AppendFooter::nextRequested);
    connect(m_send, &QPushButton::clicked, this, &AppendFooter::sendRequested);
}

void AppendFooter::setTransport(core::TransportKind transport)
{
    m_transport = transport;
}

void AppendFooter::showPreview(const EventDraft &draft, qint64 limitBytes)
{
    const qint64 bytes = appendBytes(draft.events);
    const bool isHttp = m_transport == core::TransportKind::Http;
    const auto change = changeOnTheWay(draft, m_transport);
    QString line = tr("%1, %2, %3 of %4 bytes")
                       .arg(isHttp ? QStringLiteral("HTTP POST") : QStringLiteral("gRPC Append"),
                            eventsText(draft.events.size()),
                            groupedNumber(bytes),
                            groupedNumber(limitBytes));
    if (change)
        line += QStringLiteral(" · ") + change->text;
    m_line->setText(line);
    const bool isWorthALook = change && mustBeAccepted(*change, draft.altered);
    m_line->setTone(bytes > limitBytes || isWorthALook ? Tone::Warning : Tone::Dim);
    QStringList lines{
        tr("stream        %1").arg(draft.stream.text()),
        tr("expected      %1").arg(draft.expected ? wireWords(*draft.expected) : tr("not set")),
    };
    for (const core::NewEvent &event : draft.events.mid(0, MostPreviewed))
        lines << previewLines(event);
    if (draft.events.size() > MostPreviewed)
        lines << tr("and %1 more").arg(draft.events.size() - MostPreviewed);
    m_send->setText(sendVerb(draft));
    m_details->setText(lines.join(u'\n'));
}

void AppendFooter::setCanSend(bool can)
{
    m_send->setEnabled(can);
}

void AppendFooter::setCanGoOn(bool can)
{
    m_next->setEnabled(can);
}

QWidget *AppendFooter::firstButton() const
{
    if (m_send->isEnabled())
        return m_send;
    return m_next->isEnabled() ? static_cast<QWidget *>(m_next) : m_toggle;
}

} // namespace ui
