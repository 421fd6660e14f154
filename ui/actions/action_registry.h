// The table of everything that can be commanded; menus, toolbar, palette and shortcuts are views
// of it. GUI thread.
#pragma once

#include <QHash>
#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

#include <functional>

class QAction;
class QMenu;
class QMenuBar;

namespace ui {

enum class MenuId { File, Stream, Event, View, Connection, Sandbox, Help };

[[nodiscard]] QString menuTitle(MenuId menu);

struct ActionSpec {
    QString id;   ///< dotted: "stream.append"
    QString text; ///< title case; ends with "…" where asksForMore
    MenuId menu = MenuId::File;
    int group = 0;        ///< a separator stands between groups of a menu
    QString submenu = {}; ///< the title of a menu inside the menu; none if empty
    QList<QKeySequence> shortcuts = {};
    QString icon = {};        ///< of resources/icons; none if empty
    bool asksForMore = false; ///< opens something to fill in before it acts
    bool isCheckable = false;
    std::function<bool()> isEnabled = {}; ///< asked by refresh(); none: always
    std::function<bool()> isChecked = {}; ///< the same, of a checkable one; none: stays as it is
};

class ActionRegistry final : public QObject
{
    Q_OBJECT

public:
    explicit ActionRegistry(QObject *parent = nullptr);

    /// The handler gets the new state of a checkable action, false of any other. The id must be
    /// new.
    QAction *add(const ActionSpec &spec, std::function<void(bool checked)> handler);

    /// Null where no action has this id.
    [[nodiscard]] QAction *action(const QString &id) const;
    /// In the order they were added.
    [[nodiscard]] const QList<QAction *> &actions() const { return m_actions; }
    [[nodiscard]] ActionSpec spec(const QAction *action) const;

    /// Asks every action whether it can be used now, and is checked.
    void refresh();

    /// The menu that the action stands in, once the menu bar is filled.
    [[nodiscard]] QMenu *menuOf(const QString &id) const;

    /// Builds one menu for each MenuId, in their order.
    void fillMenuBar(QMenuBar *menuBar) const;

private:
    void fillMenu(QMenu *menu, MenuId id) const;

    QList<QAction *> m_actions;
    QHash<const QAction *, ActionSpec> m_specs;
    QHash<QString, QAction *> m_byId;
};

} // namespace ui
