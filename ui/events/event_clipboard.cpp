#include "ui/events/event_clipboard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QStringDecoder>

namespace ui {

void copyPayload(const core::RecordedEvent &event)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(event.data);
    auto *mime = new QMimeData; // the clipboard takes it over
    mime->setText(decoder.hasError() ? QString::fromLatin1(event.data.toBase64()) : text);
    mime->setData(QStringLiteral("application/octet-stream"), event.data);
    QGuiApplication::clipboard()->setMimeData(mime);
}

} // namespace ui
