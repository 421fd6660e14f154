// One event in full: where and when, its payload, metadata, link and system fields.
// GUI thread.
#pragma once

#include "core/base/error.h"
#include "core/model/link_target.h"
#include "core/model/recorded_event.h"
#include "ui/event_detail/payload_text.h"
#include "ui/theme/palette_colors.h"

#include <QPointer>
#include <QSet>
#include <QWidget>

#include <memory>
#include <optional>

class QBoxLayout;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTabWidget;

namespace ui {

class ElidedLabel;
class EmptyState;
class FactsView;
class PayloadView;
class Prompts;

/// Takes the event by value and asks nobody about it again; what is not exact is said to be so.
class EventDetailPane : public QWidget
{
    Q_OBJECT

public:
    /// Without `prompts` it asks by dialogs of its own.
    explicit EventDetailPane(QWidget *parent, Prompts *prompts = nullptr);
    ~EventDetailPane() override;

    /// Nothing: no event is selected.
    void setEvent(const std::optional<core::ResolvedEvent> &event);
    /// In place of an event: why there is none where one is looked for.
    void showWhyNone(const QString &title, const QString &text);

    /// The event is shown as the server's list has it, and this is why it stays so.
    void showInexact(const core::Error &error);

    /// Adds a part that another room makes, in front of "System"; the pane shows it and no more.
    void addPart(QWidget *part, const QString &title);
    /// It is the event shown, whether its payload is exact or not.
    [[nodiscard]] bool shows(const core::ResolvedEvent &event) const;
    /// Brings a part to the front for the event that is shown, unless a person has chosen one
    /// while `tab` was in front; null: the one that was chosen last is good.
    void suggestPart(QWidget *part, QWidget *tab);
    /// Brings a part to the front and gives it the focus.
    void showPart(QWidget *part);

    /// "order-42@17" on the clipboard.
    void copyAddress() const;
    /// Nothing where the server did not tell it.
    void copyId() const;
    /// The row as a line of JSON, exact, as "tributaryctl read" prints it.
    void copyAsJson() const;
    /// Asks for a file and writes the exact bytes of the metadata to it, if they are in front, else
    /// of the data.
    void savePayload();

    /// Of the part that is shown, data or metadata: its form, and its folds.
    void showAs(PayloadForm form);
    void setAllFolded(bool folded);
    /// Of that part: it has folds.
    [[nodiscard]] bool canFold() const;
    /// Looks for text in the part that is shown: data or metadata.
    void openFind();
    void findNext(bool backwards);
    /// False if nothing was looked for.
    bool closeFind();
    /// Lays out no payload further. False if none was being laid out.
    bool cancel();

Q_SIGNALS:
    void eventRequested(const core::StreamName &stream, core::Revision revision);
    /// The event is not exact, and is to be fetched once more.
    void exactRequested();
    void canFoldChanged();
    /// What became of a payload that was saved.
    void said(const QString &text, ui::Tone tone);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QWidget *makeHeader();
    void makeTabs();
    [[nodiscard]] PayloadView *payloadInFront() const;
    [[nodiscard]] PayloadView *shownPayload();
    void tellFolds();
    void showHeader();
    void choosePart(QWidget *part);
    void onPartChanged();
    void requestTarget(const core::LinkTarget &target);

    std::optional<core::ResolvedEvent> m_event;

    std::unique_ptr<Prompts> m_ownPrompts;
    QStackedWidget *m_stack;
    EmptyState *m_none;
    ElidedLabel *m_address = nullptr;
    QPushButton *m_copyAddress = nullptr;
    QWidget *m_linkLine = nullptr;
    QLabel *m_linkWords = nullptr;
    QPushButton *m_target = nullptr;
    QBoxLayout *m_facts = nullptr; ///< one line where there is room, else two
    ElidedLabel *m_type = nullptr;
    ElidedLabel *m_time = nullptr;
    ElidedLabel *m_id = nullptr;
    QTabWidget *m_tabs = nullptr;
    PayloadView *m_data = nullptr;
    PayloadView *m_metadata = nullptr;
    FactsView *m_system = nullptr;

    QWidget *m_chosenPart = nullptr; ///< by a person, wherever
    QSet<const QObject *> m_choseIn; ///< tabs in which a person has chosen one
    QPointer<QWidget> m_tab;         ///< in front
    bool m_isSuggesting = false;
    bool m_couldFold = false; ///< as was told last
};

} // namespace ui
