// A request over HTTP that is under way.
// Lives on the io thread.
#pragma once

#include "core/transport/transport.h"

namespace core {

class HttpCall : public TransportCall
{
public:
    /// Whether some of the answer is there; of a redirection, of the one that it leads to.
    [[nodiscard]] virtual bool hasBegun() const = 0;
};

} // namespace core
