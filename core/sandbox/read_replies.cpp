#include "core/sandbox/read_replies.h"

#include "core/sandbox/link_rules.h"

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
    std::optional<StoredEvent> target;
    if (m_resolvesLinks && reader.typeName(event.type) == LinkType) {
        const LinkTarget aim = linkTarget(dataOf(event.body));
        if (aim.kind != LinkTarget::Kind::NotALink) {
            link = shown;
            shown = {};
        }
        if (aim.kind == LinkTarget::Kind::Event) {
            target = reader.target(aim.stream, aim.revision);
            if (target)
                shown = {&*target, aim.stream};
        }
    }
    encodeReadEvent(shown, link, m_form, m_scratch);
    out.push_back(bufferOf(m_scratch));
}

void ReadReplies::add(const event_store::client::streams::ReadResp &message,
                      std::vector<grpc::ByteBuffer> &out)
{
    out.push_back(bufferOf(message.SerializeAsString()));
}

} // namespace core::sandbox
