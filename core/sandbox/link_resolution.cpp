#include "core/sandbox/link_resolution.h"

#include "core/sandbox/event_wire.h"
#include "core/sandbox/link_rules.h"

namespace core::sandbox {

LinkResolution resolveLink(StoreReader &reader, const StoredEvent &event)
{
    if (reader.typeName(event.type) != LinkType)
        return {};
    const LinkTarget aim = linkTarget(dataOf(event.body));
    LinkResolution resolution;
    resolution.isLink = aim.kind != LinkTarget::Kind::NotALink;
    if (aim.kind == LinkTarget::Kind::Event) {
        resolution.target = reader.target(aim.stream, aim.revision);
        resolution.targetStream = aim.stream;
    }
    return resolution;
}

} // namespace core::sandbox
