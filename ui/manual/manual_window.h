// The manual in a window of its own: its sections on the left, the one that is read on the right.
// GUI thread.
#pragma once

#include "ui/manual/manual_text.h"

#include <QWidget>

class QListWidget;
class QTextBrowser;

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
    void markWords();

    QList<ManualSection> m_sections;
    QStringList m_words;
    int m_shown = -1;
    SearchEdit *m_search;
    QListWidget *m_titles;
    QTextBrowser *m_text;
    EmptyState *m_nothing;
};

} // namespace ui
