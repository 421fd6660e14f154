// The event types that were written lately to a stream and to its category, and how their data
// looks. GUI thread.
#pragma once

#include "core/client/client.h"

#include <QHash>
#include <QObject>

namespace ui {

/// Reads the last events of both when it is made. Deleting it cancels.
class SeenTypes final : public QObject
{
    Q_OBJECT

public:
    static constexpr quint64 MostRead = 200;

    SeenTypes(core::Client &client, const core::StreamName &stream, QObject *parent);
    ~SeenTypes() override;

    /// By name.
    [[nodiscard]] QStringList types() const;

    struct Shape {
        core::ContentType contentType = core::ContentType::Json;
        QByteArray data; ///< what a new event of the type can begin with

        friend bool operator==(const Shape &, const Shape &) = default;
    };
    /// Of the last event of this type; nothing where none was seen, or its data is no JSON.
    [[nodiscard]] std::optional<Shape> shapeOf(const QString &type) const;

Q_SIGNALS:
    void changed();

private:
    std::unique_ptr<core::EventFeed> read(core::Client &client, const core::StreamName &stream);
    void onEvents(const core::EventBatch &events);

    bool m_takesSystemTypes;
    QHash<QString, QByteArray> m_last; ///< by type: the data of its last event; empty if no JSON
    std::unique_ptr<core::EventFeed> m_ofStream;
    std::unique_ptr<core::EventFeed> m_ofCategory;
};

} // namespace ui
