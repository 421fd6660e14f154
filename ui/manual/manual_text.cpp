#include "ui/manual/manual_text.h"

#include <QFile>
#include <QStringList>

#include <algorithm>
#include <utility>

namespace ui {

QList<ManualSection> manualSections(const QString &markdown)
{
    QList<ManualSection> sections;
    bool isCode = false;
    for (const QString &line : markdown.split(u'\n')) {
        if (line.startsWith(QStringLiteral("```")))
            isCode = !isCode;
        const bool isHeading
            = !isCode
              && (line.startsWith(QStringLiteral("# ")) || line.startsWith(QStringLiteral("## ")));
        if (isHeading)
            sections.append({line.section(u' ', 1), {}});
        if (!sections.isEmpty())
            sections.last().markdown += line + u'\n';
    }
    return sections;
}

QStringList markdownBlocks(const QString &markdown)
{
    QStringList blocks;
    bool isCode = false;
    bool isNew = true;
    for (const QString &line : markdown.split(u'\n')) {
        if (line.startsWith(QStringLiteral("```")))
            isCode = !isCode;
        if (line.trimmed().isEmpty() && !isCode) {
            isNew = true;
            continue;
        }
        const bool isAfterGap = std::exchange(isNew, false);
        const bool goesOn = line.startsWith(u' ') && !blocks.isEmpty(); // with the list before it
        if (isAfterGap && goesOn)
            blocks.last() += u'\n';
        else if (isAfterGap)
            blocks.append(QString());
        blocks.last() += line + u'\n';
    }
    return blocks;
}

bool holdsWords(const ManualSection &section, const QStringList &words)
{
    return std::all_of(words.begin(), words.end(), [&section](const QString &word) {
        return section.markdown.contains(word, Qt::CaseInsensitive);
    });
}

QString manualText()
{
    QFile file(QStringLiteral(":/help/manual.md"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The manual is not part of this program.");
    return QString::fromUtf8(file.readAll());
}

} // namespace ui
