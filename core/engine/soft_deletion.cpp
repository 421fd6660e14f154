#include "core/engine/soft_deletion.h"

#include "core/text/json_text.h"

namespace core {

bool saysSoftDeleted(const RecordedEvent &metadata)
{
    if (metadata.contentType != ContentType::Json)
        return false;
    const auto truncateBefore = findJson(metadata.data, {QByteArrayLiteral("$tb")});
    return truncateBefore && truncateBefore->of(metadata.data) == "9223372036854775807";
}

} // namespace core
