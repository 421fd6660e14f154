// A row that goes on in the next line where it is too long.
// GUI thread.
#pragma once

#include <QLayout>

namespace ui {

/// Lays out from left to right, or from right to left where the language runs so.
class FlowLayout final : public QLayout
{
    Q_OBJECT

public:
    /// `spacing`: between neighbours and between lines, in pixels.
    explicit FlowLayout(int spacing);
    ~FlowLayout() override;

    void addItem(QLayoutItem *item) override;
    [[nodiscard]] int count() const override { return static_cast<int>(m_items.size()); }
    [[nodiscard]] QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSize() const override;
    void setGeometry(const QRect &rect) override;

private:
    /// Puts the items where they belong in lines of this width; returns the height of all.
    int arrange(const QRect &rect, bool moves) const;

    QList<QLayoutItem *> m_items; ///< owned
};

} // namespace ui
