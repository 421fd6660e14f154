#include "core/sandbox/read_replies.h"

#include "core/sandbox/link_resolution.h"

namespace core::sandbox {

namespace {

grpc::ByteBuffer bufferOf(const std::string &bytes)
{
    const grpc::Slice slice(bytes);
    return grpc::ByteBuffer(&slice, 1);
}

} // namespace

void ReadReplies::addEvent(StoreReader &reader,
                           const StoredEvent &event,
                           const QByteArray &stream,
                           std::vector<grpc::ByteBuffer> &out)
{
    EventOnWire shown{&event, stream};
    EventOnWire link;
    const LinkResolution resolution
        = m_resolvesLinks ? resolveLink(reader, event) : LinkResolution();
    if (resolution.isLink) {
        link = shown;
        shown = {};
    }
    if (resolution.target)
        shown = {&*resolution.target, resolution.targetStream};
    encodeReadEvent(shown, link, m_form, m_scratch);
    out.push_back(bufferOf(m_scratch));
}

void ReadReplies::add(const event_store::client::streams::ReadResp &message,
                      std::vector<grpc::ByteBuffer> &out)
{
    out.push_back(bufferOf(message.SerializeAsString()));
}

} // namespace core::sandbox
