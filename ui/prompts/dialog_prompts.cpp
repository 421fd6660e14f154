#include "ui/prompts/dialog_prompts.h"

#include "ui/theme/emphasis.h"
#include "ui/widgets/help_key.h"

#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>

namespace ui {

void DialogPrompts::confirm(QWidget *parent,
                            const Question &question,
                            const std::function<void(bool accepted)> &answer)
{
    auto *box = new QMessageBox(parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    setHelpSection(box);
    box->setObjectName(QStringLiteral("prompts/confirm"));
    box->setTextFormat(Qt::PlainText);
    box->setText(question.title);
    box->setInformativeText(question.text);
    QPushButton *accept = box->addButton(question.acceptText, QMessageBox::AcceptRole);
    accept->setObjectName(QStringLiteral("prompts/accept"));
    setEmphasis(accept, question.isDestructive ? Emphasis::Danger : Emphasis::Primary);
    QPushButton *cancel = box->addButton(QMessageBox::Cancel);
    cancel->setObjectName(QStringLiteral("prompts/cancel"));
    box->setDefaultButton(question.isDestructive ? cancel : accept);
    box->setEscapeButton(cancel);
    QObject::connect(box, &QDialog::finished, parent, [box, accept, answer] {
        answer(box->clickedButton() == accept);
    });
    box->open();
}

void DialogPrompts::pickFile(QWidget *parent,
                             const FileQuestion &question,
                             const std::function<void(const QString &path)> &answer)
{
    auto *dialog = new QFileDialog(parent, question.title, question.startWith, question.filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    setHelpSection(dialog);
    dialog->setObjectName(QStringLiteral("prompts/file"));
    dialog->setAcceptMode(question.forSaving ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setFileMode(question.forSaving ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    QObject::connect(dialog, &QDialog::finished, parent, [dialog, answer](int result) {
        const bool accepted = result == QDialog::Accepted;
        answer(accepted ? dialog->selectedFiles().value(0) : QString());
    });
    dialog->open();
}

} // namespace ui
