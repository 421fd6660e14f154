// Fusion with quiet chrome: flat tabs and heads, one-pixel lines, borders on what can be used.
// GUI thread.
#pragma once

#include <QProxyStyle>

namespace ui {

class HouseStyle final : public QProxyStyle
{
    Q_OBJECT

public:
    HouseStyle();

    /// Lists and tables that are there must be told of the change.
    void setDenseRows(bool dense) { m_hasDenseRows = dense; }
    [[nodiscard]] bool hasDenseRows() const { return m_hasDenseRows; }

    void polish(QWidget *widget) override;
    using QProxyStyle::polish;

    void drawPrimitive(PrimitiveElement element,
                       const QStyleOption *option,
                       QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element,
                     const QStyleOption *option,
                     QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control,
                            const QStyleOptionComplex *option,
                            QPainter *painter,
                            const QWidget *widget) const override;
    [[nodiscard]] QRect subElementRect(SubElement element,
                                       const QStyleOption *option,
                                       const QWidget *widget) const override;
    [[nodiscard]] QRect subControlRect(ComplexControl control,
                                       const QStyleOptionComplex *option,
                                       SubControl subControl,
                                       const QWidget *widget) const override;
    [[nodiscard]] QSize sizeFromContents(ContentsType type,
                                         const QStyleOption *option,
                                         const QSize &size,
                                         const QWidget *widget) const override;
    [[nodiscard]] int pixelMetric(PixelMetric metric,
                                  const QStyleOption *option,
                                  const QWidget *widget) const override;
    [[nodiscard]] int styleHint(StyleHint hint,
                                const QStyleOption *option,
                                const QWidget *widget,
                                QStyleHintReturn *returned) const override;

private:
    void
    drawPushButtonLabel(const QStyleOption *option, QPainter *painter, const QWidget *widget) const;
    void drawTabLabel(const QStyleOption *option, QPainter *painter, const QWidget *widget) const;
    void
    drawComboBox(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const;
    void drawScrollBar(const QStyleOptionComplex *option,
                       QPainter *painter,
                       const QWidget *widget) const;

    bool m_hasDenseRows = false;
};

/// The height of a row of data in this list or table, as its style wants it.
[[nodiscard]] int dataRowHeight(const QWidget &list);

} // namespace ui
