// The manual, cut into the sections that are read one at a time.
// Values and pure functions: any thread.
#pragma once

#include <QList>
#include <QStringList>

namespace ui {

struct ManualSection {
    QString title;
    QString markdown; ///< with its heading
};

/// Markdown cut at its headings of the first and second level.
[[nodiscard]] QList<ManualSection> manualSections(const QString &markdown);
/// Cut where a paragraph, a list, a table or an example ends; in order, and nothing left out but
/// empty lines.
[[nodiscard]] QStringList markdownBlocks(const QString &markdown);
/// Each of the words stands somewhere in it, large or small. True without any.
[[nodiscard]] bool holdsWords(const ManualSection &section, const QStringList &words);
/// The manual that the program brings along.
[[nodiscard]] QString manualText();

} // namespace ui
