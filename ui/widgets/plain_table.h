// A table of short rows in the looks of the house; what a cell is besides its text comes from its
// model. GUI thread.
#pragma once

#include <QTableView>

namespace ui {

/// What a model may say of a cell, besides its text and alignment.
enum CellRole {
    CellToneRole = Qt::UserRole + 100, ///< a Tone as int; Tone::Text without it
    CellMonospaceRole,                 ///< bool
    CellLinkRole,                      ///< bool: a click on it leads somewhere
    CellIndentRole,                    ///< int: steps to the right
    CellNoteRole,                      ///< QString: dim words after the text
    CellNoteToneRole,                  ///< a Tone as int, of the note
    CellHeadingRole,                   ///< bool: heads the rows below it, over all columns
};

/// Rows are one line high. A click on a link, a double click and Enter anywhere in a row activate
/// it. Headings are neither chosen nor activated, as their model says by its flags.
class PlainTable : public QTableView
{
    Q_OBJECT

public:
    explicit PlainTable(QWidget *parent);

    void setModel(QAbstractItemModel *model) override;
    /// A column as wide as this text in its font, or as its heading; the last one takes what is
    /// left.
    void setColumnFit(int column, const QString &widest, bool isMonospace);
    /// This column, instead of the last one, takes what is left. After setModel().
    void setStretchColumn(int column);

Q_SIGNALS:
    void rowActivated(const QModelIndex &cell);
    /// The row is the one that the keyboard is on; -1: none.
    void currentRowChanged(int row);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void changeEvent(QEvent *event) override;

private:
    struct Fit {
        int column = 0;
        QString widest;
        bool isMonospace = false;
    };

    void spanHeadings();
    void fitRows();
    void fitColumns();
    void fit(const Fit &column);
    void activate(const QModelIndex &cell);
    void beginOnFirstRow();

    QList<Fit> m_fits;
};

} // namespace ui
