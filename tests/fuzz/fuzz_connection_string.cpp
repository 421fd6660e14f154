// Any text: a place within it is told, and what is taken is taken again in its printed form.
#include "core/client/connection_string.h"

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
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto result = parseConnectionStringAt(text);
    if (const auto *error = std::get_if<ConnectionStringError>(&result)) {
        require(error->offset >= 0 && error->offset + error->length <= text.size());
        return 0;
    }
    const QString canonical = toSafeString(std::get<ParsedConnection>(result).settings);
    const auto again = parseConnectionString(canonical);
    require(again.hasValue() && toSafeString(again->settings) == canonical);
    return 0;
}
