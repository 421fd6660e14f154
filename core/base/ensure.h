// A soft assertion: logs the place and takes the safe way out, so that a slip costs no typed text.
// Any thread.
#pragma once

#include <QtGlobal>

#define ENSURE(condition, action)                                                                  \
    if (Q_LIKELY(condition)) {                                                                     \
    } else {                                                                                       \
        qWarning("%s:%d: not ensured: %s", __FILE__, __LINE__, #condition);                        \
        action;                                                                                    \
    }                                                                                              \
    do {                                                                                           \
    } while (false)
