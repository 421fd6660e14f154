// An event to be written.
// A value: any thread.
#pragma once

#include "core/base/ids.h"
#include "core/model/recorded_event.h"

#include <QByteArray>
#include <QString>

namespace core {

struct NewEvent {
    EventId id; ///< made by the writer, so that a repeat can be recognised
    QString type;
    ContentType contentType = ContentType::Json;
    QByteArray data;
    QByteArray metadata;

    friend bool operator==(const NewEvent &, const NewEvent &) = default;
};

} // namespace core
