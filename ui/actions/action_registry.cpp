#include "ui/actions/action_registry.h"

#include "core/base/ensure.h"
#include "ui/theme/icons.h"

#include <QAction>
#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>

#include <algorithm>

namespace ui {

QString menuTitle(MenuId menu)
{
    switch (menu) {
    case MenuId::File:
        return QCoreApplication::translate("ui::MenuId", "&File");
    case MenuId::Stream:
        return QCoreApplication::translate("ui::MenuId", "&Stream");
    case MenuId::Event:
        return QCoreApplication::translate("ui::MenuId", "&Event");
    case MenuId::View:
        return QCoreApplication::translate("ui::MenuId", "&View");
    case MenuId::Connection:
        return QCoreApplication::translate("ui::MenuId", "&Connection");
    case MenuId::Sandbox:
        return QCoreApplication::translate("ui::MenuId", "S&andbox");
    case MenuId::Help:
        return QCoreApplication::translate("ui::MenuId", "&Help");
    }
    return {};
}

ActionRegistry::ActionRegistry(QObject *parent)
    : QObject(parent)
{}

QAction *ActionRegistry::add(const ActionSpec &spec, std::function<void(bool checked)> handler)
{
    ENSURE(!m_byId.contains(spec.id), return m_byId.value(spec.id));
    auto *action = new QAction(spec.text, this);
    action->setObjectName(spec.id);
    action->setShortcuts(spec.shortcuts);
    action->setCheckable(spec.isCheckable);
    action->setMenuRole(QAction::NoRole);
    if (!spec.icon.isEmpty())
        action->setIcon(icon(spec.icon));
    connect(action, &QAction::triggered, this, std::move(handler));
    m_actions.append(action);
    m_specs.insert(action, spec);
    m_byId.insert(spec.id, action);
    return action;
}

QAction *ActionRegistry::action(const QString &id) const
{
    return m_byId.value(id);
}

void ActionRegistry::refresh()
{
    for (QAction *action : std::as_const(m_actions)) {
        const auto spec = m_specs.constFind(action);
        if (spec->isEnabled)
            action->setEnabled(spec->isEnabled());
        if (spec->isChecked)
            action->setChecked(spec->isChecked());
    }
}

ActionSpec ActionRegistry::spec(const QAction *action) const
{
    return m_specs.value(action);
}

QMenu *ActionRegistry::menuOf(const QString &id) const
{
    for (QObject *view : action(id)->associatedObjects()) {
        if (auto *menu = qobject_cast<QMenu *>(view))
            return menu;
    }
    return nullptr;
}

void ActionRegistry::fillMenuBar(QMenuBar *menuBar) const
{
    for (const MenuId id : {MenuId::File,
                            MenuId::Stream,
                            MenuId::Event,
                            MenuId::View,
                            MenuId::Connection,
                            MenuId::Sandbox,
                            MenuId::Help})
        fillMenu(menuBar->addMenu(menuTitle(id)), id);
}

void ActionRegistry::fillMenu(QMenu *menu, MenuId id) const
{
    QList<QAction *> entries;
    for (QAction *action : m_actions) {
        if (m_specs.value(action).menu == id)
            entries.append(action);
    }
    std::stable_sort(entries.begin(), entries.end(), [this](QAction *a, QAction *b) {
        return m_specs.value(a).group < m_specs.value(b).group;
    });
    QHash<QString, QMenu *> submenus;
    int group = entries.isEmpty() ? 0 : m_specs.value(entries.constFirst()).group;
    for (QAction *action : std::as_const(entries)) {
        const ActionSpec spec = m_specs.value(action);
        if (spec.group != group)
            menu->addSeparator();
        group = spec.group;
        if (spec.submenu.isEmpty()) {
            menu->addAction(action);
            continue;
        }
        QMenu *&submenu = submenus[spec.submenu];
        if (!submenu)
            submenu = menu->addMenu(spec.submenu);
        submenu->addAction(action);
    }
}

} // namespace ui
