// One side of a call: its header lines, and its body as JSON, text or bytes.
// GUI thread.
#pragma once

#include <QByteArray>
#include <QList>
#include <QWidget>

class QStackedWidget;

namespace ui {

class CodeEditor;
class ElidedLabel;
class HexView;

class WireBodyView final : public QWidget
{
    Q_OBJECT

public:
    /// `path` is the first part of the object names, `title` names the side: "Request".
    WireBodyView(const QString &path, const QString &title, QWidget *parent);

    struct Side {
        QList<QByteArray> headers;
        QByteArray body;
        bool isCut = false; ///< the log kept only the start of the body
        qint64 bytes = 0;   ///< of the whole on the wire

        friend bool operator==(const Side &, const Side &) = default;
    };
    void setSide(const Side &side);
    /// The body as text, laid out; empty where bytes are shown.
    [[nodiscard]] QByteArray text() const;
    [[nodiscard]] QByteArray headerText() const;
    [[nodiscard]] QString summary() const;

private:
    void showHeaders();
    void showBody();

    Side m_side;
    QString m_title;
    ElidedLabel *m_heading;
    CodeEditor *m_headers;
    QStackedWidget *m_stack;
    CodeEditor *m_editor;
    HexView *m_hex;
};

} // namespace ui
