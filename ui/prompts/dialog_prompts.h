// Prompts as dialogs that do not block.
// GUI thread.
#pragma once

#include "ui/prompts/prompts.h"

namespace ui {

class DialogPrompts final : public Prompts
{
public:
    void confirm(QWidget *parent,
                 const Question &question,
                 const std::function<void(bool accepted)> &answer) override;
    void pickFile(QWidget *parent,
                  const FileQuestion &question,
                  const std::function<void(const QString &path)> &answer) override;
};

} // namespace ui
