// The person who is asked, in tests: answers as told, and later, as a person does.
// For tests: GUI thread.
#pragma once

#include "ui/prompts/prompts.h"

#include <QStringList>
#include <QWidget>

namespace tests {

/// Answers every question in a later turn of the event loop, as it was told to when it was asked,
/// and remembers what that was.
class ToldPrompts final : public ui::Prompts
{
public:
    bool accepts = true;
    QString picks; ///< the file that is chosen; empty: none
    QStringList asked;
    QStringList meanings; ///< what was said below those
    ui::FileQuestion askedFile;
    int answered = 0; ///< of those that were asked

    void confirm(QWidget *parent,
                 const ui::Question &question,
                 const std::function<void(bool)> &answer) override
    {
        asked.append(question.title);
        meanings.append(question.text);
        QMetaObject::invokeMethod(
            parent,
            [this, answer, accepted = accepts] {
                ++answered;
                answer(accepted);
            },
            Qt::QueuedConnection);
    }
    void pickFile(QWidget *parent,
                  const ui::FileQuestion &question,
                  const std::function<void(const QString &)> &answer) override
    {
        asked.append(question.title);
        askedFile = question;
        QMetaObject::invokeMethod(
            parent,
            [this, answer, path = picks] {
                ++answered;
                answer(path);
            },
            Qt::QueuedConnection);
    }
};

} // namespace tests
