// Lets a warning fail a test of widgets, but for what the offscreen platform says it cannot do.
// GUI thread.
#pragma once

#include <QRegularExpression>
#include <QTest>

namespace tests {

/// For init() of a test class: holds for one test function.
inline void failOnWarnings()
{
    QTest::failOnWarning(
        QRegularExpression(QStringLiteral("^(?!This plugin does not support )(?!QStandardPaths: "
                                          "XDG_RUNTIME_DIR not set)")));
}

} // namespace tests
