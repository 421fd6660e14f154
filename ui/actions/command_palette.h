// Every command by its name, and more that its owner offers: type, choose, Enter.
// GUI thread.
#pragma once

#include "ui/actions/palette_model.h"

#include <QFrame>

class QLineEdit;
class QListView;

namespace ui {

class ActionRegistry;

/// A popup over the window. What was chosen runs by a zero timer after the palette has closed and
/// the focus is back where it was.
class CommandPalette final : public QFrame
{
    Q_OBJECT

public:
    /// More entries besides the commands, asked for each time the palette opens.
    using MoreEntries = std::function<QList<PaletteEntry>()>;

    CommandPalette(const ActionRegistry &registry, QWidget *parent);

    void setMoreEntries(MoreEntries more);
    /// Shows the palette over the top of its parent with all enabled commands.
    void popUp();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] QList<PaletteEntry> entries() const;
    void runCurrent();
    void selectFirst();

    const ActionRegistry &m_registry;
    MoreEntries m_more;
    QLineEdit *m_edit;
    QListView *m_list;
    PaletteModel *m_model;
};

} // namespace ui
