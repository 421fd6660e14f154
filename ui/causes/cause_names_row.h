// The names under which metadata holds the correlation and the causation id, to be changed.
// GUI thread.
#pragma once

#include "core/links/projected_stream.h"

#include <QWidget>

class QLineEdit;

namespace ui {

/// A name that is emptied is the usual one again.
class CauseNamesRow final : public QWidget
{
    Q_OBJECT

public:
    CauseNamesRow(const core::CorrelationNames &names, QWidget *parent);

    [[nodiscard]] const core::CorrelationNames &names() const { return m_names; }
    /// The keyboard goes to the first field.
    void begin();

Q_SIGNALS:
    /// Enter was pressed, or the field left, with another name in it.
    void changed(const core::CorrelationNames &names);

private:
    void take();

    core::CorrelationNames m_names;
    QLineEdit *m_correlation;
    QLineEdit *m_causation;
};

} // namespace ui
