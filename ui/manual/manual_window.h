// The manual in a window of its own: its sections on the left, the one that is read on the right.
// GUI thread.
#pragma once

#include "ui/manual/manual_text.h"
#include "ui/widgets/next_turn.h"

#include <QWidget>

class QListWidget;
class QTextBrowser;
class QTextTable;

namespace ui {

class EmptyState;
class SearchEdit;

/// Words in its search field leave the sections that hold all of them, and are marked there.
class ManualWindow final : public QWidget
{
    Q_OBJECT

public:
    explicit ManualWindow(const QString &markdown, QWidget *parent = nullptr);

    /// Brings the window and this section to the front; the first one where there is none of this
    /// title. What was searched is forgotten.
    void open(const QString &title);
    [[nodiscard]] QString title() const;
    [[nodiscard]] QStringList titlesShown() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void layOut();
    void search(const QString &text);
    void show(int index);
    void render();
    void renderNext();
    void append(const QString &markdown);
    void rule(QTextTable &table) const;
    void markWords();

    QList<ManualSection> m_sections;
    QStringList m_words;
    int m_shown = -1;
    QStringList m_toRender; ///< blocks of the section, each laid out in a turn of its own
    TurnTask m_rendering;
    SearchEdit *m_search;
    QListWidget *m_titles;
    QTextBrowser *m_text;
    EmptyState *m_nothing;
};

} // namespace ui
