// Short forms for the tables of commands.
// Pure functions: any thread.
#pragma once

#include <QKeySequence>
#include <QList>
#include <QString>

namespace ui {

/// Of texts as "Ctrl+Shift+P".
[[nodiscard]] inline QList<QKeySequence> keys(std::initializer_list<const char *> texts)
{
    QList<QKeySequence> sequences;
    for (const char *text : texts)
        sequences.append(QKeySequence(QString::fromLatin1(text), QKeySequence::PortableText));
    return sequences;
}

[[nodiscard]] inline QString id(const char *text)
{
    return QString::fromLatin1(text);
}

} // namespace ui
