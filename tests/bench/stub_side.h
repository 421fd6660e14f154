// The same work done with nothing but the generated stub, in a loop that waits for each answer:
// what the client is measured against.
// Any one thread; blocks.
#pragma once

#include "core/base/ids.h"
#include "core/model/new_event.h"
#include "tests/bench/transfer.h"

#include <QList>

#include "streams.grpc.pb.h"

#include <memory>

namespace bench {

class StubSide
{
public:
    explicit StubSide(quint16 port);

    [[nodiscard]] Transfer read(const core::StreamName &stream, quint64 count);
    [[nodiscard]] Transfer append(const core::StreamName &stream,
                                  const QList<QList<core::NewEvent>> &batches);

private:
    std::unique_ptr<event_store::client::streams::Streams::Stub> m_stub;
};

} // namespace bench
