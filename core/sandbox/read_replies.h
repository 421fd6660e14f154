// Puts what was read into replies: events with their links resolved, and the messages around them.
// Used by one read on the store's threads.
#pragma once

#include "core/sandbox/event_wire.h"
#include "core/sandbox/store_reader.h"

#include <grpcpp/support/byte_buffer.h>

#include <streams.pb.h>
#include <vector>

namespace core::sandbox {

class ReadReplies
{
public:
    ReadReplies(ReadEventForm form, bool resolvesLinks)
        : m_form(form)
        , m_resolvesLinks(resolvesLinks)
    {}

    void addEvent(StoreReader &reader,
                  const StoredEvent &event,
                  const QByteArray &stream,
                  std::vector<grpc::ByteBuffer> &out);
    static void add(const event_store::client::streams::ReadResp &message,
                    std::vector<grpc::ByteBuffer> &out);

private:
    ReadEventForm m_form;
    bool m_resolvesLinks;
    std::string m_scratch;
};

} // namespace core::sandbox
