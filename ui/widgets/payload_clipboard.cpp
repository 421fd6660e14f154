#include "ui/widgets/payload_clipboard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

namespace ui {

void copyBytes(const QByteArray &payload)
{
    auto *mime = new QMimeData; // the clipboard takes it over
    mime->setText(payload.isValidUtf8() ? QString::fromUtf8(payload)
                                        : QString::fromLatin1(payload.toBase64()));
    mime->setData(QStringLiteral("application/octet-stream"), payload);
    QGuiApplication::clipboard()->setMimeData(mime);
}

} // namespace ui
