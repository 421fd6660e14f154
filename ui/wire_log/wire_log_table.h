// The table of calls: stays at the end while it is there, and where it was otherwise.
// GUI thread.
#pragma once

#include "ui/widgets/plain_table.h"

namespace ui {

class WireLogTable final : public PlainTable
{
    Q_OBJECT

public:
    explicit WireLogTable(QWidget *parent);

    void setModel(QAbstractItemModel *model) override;
    [[nodiscard]] bool isAtEnd() const;

protected:
    void focusInEvent(QFocusEvent *event) override;

private:
    bool m_wasAtEnd = true;
    int m_topBefore = 0; ///< the row on top, before rows above it go
};

} // namespace ui
