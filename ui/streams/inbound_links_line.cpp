#include "ui/streams/inbound_links_line.h"

#include "ui/theme/emphasis.h"
#include "ui/theme/measures.h"
#include "ui/widgets/toned_label.h"
#include "ui/widgets/words.h"

#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>

namespace ui {

namespace {

constexpr qsizetype NamedStreams = 4; ///< the others are summed up

QString number(quint64 value)
{
    return groupedNumber(qint64(value));
}

QString linksWords(quint64 links)
{
    return links == 1 ? InboundLinksLine::tr("1 link")
                      : InboundLinksLine::tr("%1 links").arg(number(links));
}

/// "18 in $ce-order, 10 in $et-OrderPlaced, 6 in 3 other streams"
QString placesText(QList<core::InboundStream> streams)
{
    streams.removeIf([](const core::InboundStream &stream) { return stream.links == 0; });
    std::stable_sort(streams.begin(), streams.end(), [](const auto &a, const auto &b) {
        return a.links > b.links;
    });
    const qsizetype named = streams.size() == NamedStreams + 1 ? streams.size() : NamedStreams;
    QStringList parts;
    quint64 rest = 0;
    for (qsizetype i = 0; i < streams.size(); ++i) {
        const core::InboundStream &stream = streams.at(i);
        if (i < named)
            parts
                << InboundLinksLine::tr("%1 in %2").arg(number(stream.links), stream.stream.text());
        else
            rest += stream.links;
    }
    if (rest > 0)
        parts << InboundLinksLine::tr("%1 in %2 other streams")
                     .arg(number(rest), groupedNumber(streams.size() - named));
    return parts.join(QStringLiteral(", "));
}

} // namespace

QString inboundText(const core::InboundLinks &links, bool isStopped)
{
    QString text;
    if (links.links() > 0)
        text = (links.isCut || isStopped ? InboundLinksLine::tr("Breaks at least %1: %2.")
                                         : InboundLinksLine::tr("Breaks %1: %2."))
                   .arg(linksWords(links.links()), placesText(links.streams));
    else if (links.isCut || isStopped)
        text = InboundLinksLine::tr("No link into it was found so far.");
    else
        text = InboundLinksLine::tr(
            "Breaks no link: none in its category, type and correlation streams points into it.");
    if (isStopped)
        return text + InboundLinksLine::tr(" The count was stopped.");
    if (links.isCut)
        text += InboundLinksLine::tr(" There is more than was looked at.");
    const auto denied = std::count_if(links.streams.cbegin(),
                                      links.streams.cend(),
                                      [](const auto &stream) { return stream.isDenied; });
    if (denied > 0)
        text += InboundLinksLine::tr(" Streams of links that may not be read: %1.").arg(denied);
    return text;
}

InboundLinksLine::InboundLinksLine(QWidget *parent)
    : QWidget(parent)
    , m_text(new TonedLabel({}, Tone::Text, this))
    , m_stop(new QPushButton(tr("Stop Counting"), this))
{
    setObjectName(QStringLiteral("inbound-links/line"));
    m_text->setObjectName(QStringLiteral("inbound-links/text"));
    m_stop->setObjectName(QStringLiteral("inbound-links/stop-button"));
    m_stop->setAutoDefault(false);
    setEmphasis(m_stop, Emphasis::Link);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(measures::ControlSpacing);
    row->addWidget(m_text, 1);
    row->addWidget(m_stop, 0, Qt::AlignTop);
    connect(m_stop, &QPushButton::clicked, this, &InboundLinksLine::stop);
    hide();
}

InboundLinksLine::~InboundLinksLine() = default;

void InboundLinksLine::start(core::Client &client,
                             const core::StreamName &stream,
                             const core::CorrelationNames &names)
{
    m_count = std::make_unique<core::InboundCount>(client, stream);
    m_count->setCorrelationNames(names);
    connect(m_count.get(), &core::InboundCount::progressed, this, &InboundLinksLine::onProgress);
    connect(m_count.get(), &core::InboundCount::finished, this, &InboundLinksLine::onFinished);
    say(tr("Counting the links into it…"));
    m_stop->show();
    show();
    m_count->start();
}

bool InboundLinksLine::stop()
{
    if (!m_count)
        return false;
    const core::InboundLinks found = m_count->links();
    m_count.reset();
    m_stop->hide();
    say(inboundText(found, true));
    return true;
}

void InboundLinksLine::clear()
{
    m_count.reset();
    say({});
    hide();
}

QString InboundLinksLine::text() const
{
    return m_text->text();
}

void InboundLinksLine::onProgress(const core::InboundProgress &progress)
{
    const QString read = eventsText(qint64(progress.read));
    say(progress.streams == 0
            ? tr("Counting the links into it… %1 read").arg(read)
            : tr("Counting the links into it… %1 of %2 streams, %3 read")
                  .arg(groupedNumber(progress.streamsDone), groupedNumber(progress.streams), read));
}

void InboundLinksLine::onFinished(const core::Result<core::InboundLinks> &result)
{
    m_count.release()->deleteLater(); // it is telling this
    m_stop->hide();
    say(result ? inboundText(*result, false)
               : tr("The links into it could not be counted: %1").arg(result.error().message));
}

void InboundLinksLine::say(const QString &text)
{
    m_text->setText(text);
}

} // namespace ui
