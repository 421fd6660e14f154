// The writer of JSON objects under the name that the commands know it by.
// A value: any thread.
#pragma once

#include "core/text/json_line.h"

namespace app {

using core::jsonArray;
using core::JsonLine;

} // namespace app
