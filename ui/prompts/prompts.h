// Questions to the person, behind an interface, so that a test can answer them.
// GUI thread; answers come later, never before the function has returned.
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace ui {

/// A question whose answer is one of two verbs.
struct Question {
    QString title;      ///< what is about to happen, with the thing's name
    QString text;       ///< what it means; may be empty
    QString acceptText; ///< the verb on the button: "Close Without Sending"
    bool isDestructive = false;
};

/// A file to be chosen.
struct FileQuestion {
    QString title;
    QString filter;    ///< as QFileDialog takes it
    QString startWith; ///< folder or file
    bool forSaving = false;
};

class Prompts
{
public:
    virtual ~Prompts() = default;

    /// Nothing is answered if `parent` goes before the person decides.
    virtual void confirm(QWidget *parent,
                         const Question &question,
                         const std::function<void(bool accepted)> &answer)
        = 0;
    /// An empty path: the person chose none.
    virtual void pickFile(QWidget *parent,
                          const FileQuestion &question,
                          const std::function<void(const QString &path)> &answer)
        = 0;
};

} // namespace ui
