// Any bytes: nothing is read out of bounds, and what is JSON stays the same through every form.
#include "core/text/json_text.h"

#include <cstdlib>

using namespace core;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray source(reinterpret_cast<const char *>(data), qsizetype(size));
    const JsonCheck check = checkJson(source);
    require(check.isValid() == isJson(source));
    const auto pretty = formatJson(source);
    const auto compact = compactJson(source);
    require(pretty.has_value() == check.isValid() && compact.has_value() == check.isValid());
    const auto members = jsonMembers(source);
    if (!check.isValid()) {
        require(check.error->at >= 0 && check.error->at <= source.size());
        require(placeOf(source, check.error->at).column > 0);
        return 0;
    }
    require(compactJson(*pretty) == compact && formatJson(*compact) == pretty);
    if (const auto *found = std::get_if<QList<JsonMember>>(&members)) {
        for (const JsonMember &member : *found)
            require(findJson(source, {member.key.toUtf8()}).has_value()
                    || !member.key.isValidUtf16());
    }
    return 0;
}
