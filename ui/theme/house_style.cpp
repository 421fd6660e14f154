#include "ui/theme/house_style.h"

#include "ui/theme/emphasis.h"
#include "ui/theme/fonts.h"
#include "ui/theme/measures.h"
#include "ui/theme/palette_colors.h"
#include "ui/theme/style_painting.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QPainter>
#include <QPushButton>
#include <QTabBar>

namespace ui {

namespace {

bool isDocumentBar(const QWidget *widget)
{
    const auto *bar = qobject_cast<const QTabBar *>(widget);
    return bar && bar->tabsClosable();
}

// Filled buttons have a heavier label than the one that was measured.
int extraForHeading(const QStyleOption *option, const QWidget *widget)
{
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    const Emphasis emphasis = emphasisOf(widget);
    if (!button || (emphasis != Emphasis::Primary && emphasis != Emphasis::Danger))
        return 0;
    const QFontMetrics heading(headingFont(widget->font()));
    return qMax(0,
                heading.horizontalAdvance(button->text)
                    - button->fontMetrics.horizontalAdvance(button->text));
}

// A scroll bar stands on what its view stands on.
QColor groundUnder(const QWidget *scrollBar, const QStyleOption *option)
{
    for (const QWidget *widget = scrollBar; widget; widget = widget->parentWidget()) {
        if (const auto *area = qobject_cast<const QAbstractScrollArea *>(widget))
            return area->palette().color(area->viewport()->backgroundRole());
    }
    return colorsOf(option->palette).paper;
}

} // namespace

int dataRowHeight(const QWidget &list)
{
    const auto *style = qobject_cast<const HouseStyle *>(list.style());
    return style && style->hasDenseRows() ? measures::denseRowHeight(list.fontMetrics())
                                          : measures::rowHeight(list.fontMetrics());
}

HouseStyle::HouseStyle()
    : QProxyStyle(QStringLiteral("Fusion"))
{}

void HouseStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    const bool hovers = qobject_cast<QAbstractButton *>(widget) || qobject_cast<QTabBar *>(widget)
                        || qobject_cast<QComboBox *>(widget);
    if (hovers)
        widget->setAttribute(Qt::WA_Hover);
}

void HouseStyle::drawPrimitive(PrimitiveElement element,
                               const QStyleOption *option,
                               QPainter *painter,
                               const QWidget *widget) const
{
    const PaletteColors &colors = colorsOf(option->palette);
    switch (element) {
    case PE_PanelButtonCommand:
        painting::button(painter, option, widget);
        return;
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
            frame && frame->lineWidth > 0)
            painting::field(painter, option);
        return;
    case PE_FrameLineEdit:
    case PE_FrameDefaultButton:
    case PE_FrameStatusBarItem:
    case PE_FrameMenu:
    case PE_PanelMenuBar:
        if (element == PE_FrameMenu) {
            painter->setPen(colors.controlBorder);
            painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        }
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        painting::checkMark(painter, option);
        return;
    case PE_IndicatorRadioButton:
        painting::radioMark(painter, option);
        return;
    case PE_PanelItemViewRow:
        return;
    case PE_PanelItemViewItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option))
            painting::itemGround(painter, item);
        return;
    case PE_FrameFocusRect:
        if (!qobject_cast<const QAbstractItemView *>(widget))
            painting::focusRing(painter, option);
        return;
    case PE_Frame:
    case PE_FrameTabWidget:
    case PE_FrameGroupBox:
        painter->setPen(colors.line);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return;
    case PE_FrameTabBarBase: {
        const QRect &rect = option->rect;
        painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colors.line);
        return;
    }
    case PE_IndicatorTabClose:
        painting::closeCross(painter, option);
        return;
    case PE_IndicatorBranch:
        painting::branch(painter, option);
        return;
    case PE_IndicatorArrowDown:
        painting::chevron(painter, option, option->rect, false);
        return;
    case PE_PanelButtonTool:
        painting::toolButtonGround(painter, option);
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void HouseStyle::drawControl(ControlElement element,
                             const QStyleOption *option,
                             QPainter *painter,
                             const QWidget *widget) const
{
    const PaletteColors &colors = colorsOf(option->palette);
    switch (element) {
    case CE_PushButtonLabel:
        drawPushButtonLabel(option, painter, widget);
        return;
    case CE_TabBarTabShape:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
            painting::tab(painter, tab, isDocumentBar(widget));
        return;
    case CE_TabBarTabLabel:
        drawTabLabel(option, painter, widget);
        return;
    case CE_HeaderSection:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            painting::header(painter, header);
        return;
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, colors.paper);
        painter->fillRect(
            QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
            colors.line);
        return;
    case CE_HeaderLabel:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            QStyleOptionHeader dimmed = *header;
            dimmed.palette.setColor(QPalette::ButtonText, colors.dim);
            QFont font = captionFont(painter->font());
            painter->save();
            painter->setFont(font);
            QProxyStyle::drawControl(element, &dimmed, painter, widget);
            painter->restore();
        }
        return;
    case CE_Splitter:
        painter->fillRect(option->rect, colors.line);
        return;
    case CE_ToolBar:
    case CE_MenuBarEmptyArea:
        painter->fillRect(option->rect, colors.panel);
        return;
    case CE_MenuBarItem:
        painter->fillRect(option->rect, colors.panel);
        if (option->state & (State_Selected | State_Sunken))
            painter->fillRect(option->rect, colors.selection);
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            drawItemText(painter,
                         item->rect,
                         Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextDontClip,
                         item->palette,
                         item->state.testFlag(State_Enabled),
                         item->text,
                         QPalette::WindowText);
        return;
    default:
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void HouseStyle::drawPushButtonLabel(const QStyleOption *option,
                                     QPainter *painter,
                                     const QWidget *widget) const
{
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    if (!button)
        return;
    const PaletteColors &colors = colorsOf(option->palette);
    const Emphasis emphasis = emphasisOf(widget);
    QStyleOptionButton toned = *button;
    if (toned.state.testFlag(State_Enabled)) {
        if (emphasis == Emphasis::Link)
            toned.palette.setColor(QPalette::ButtonText, colors.accent);
        else if (emphasis != Emphasis::Plain)
            toned.palette.setColor(QPalette::ButtonText, colors.onFilled);
    }
    painter->save();
    if (emphasis == Emphasis::Primary || emphasis == Emphasis::Danger)
        painter->setFont(headingFont(painter->font()));
    QProxyStyle::drawControl(CE_PushButtonLabel, &toned, painter, widget);
    painter->restore();
}

void HouseStyle::drawTabLabel(const QStyleOption *option,
                              QPainter *painter,
                              const QWidget *widget) const
{
    const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option);
    if (!tab)
        return;
    const PaletteColors &colors = colorsOf(option->palette);
    QStyleOptionTab toned = *tab;
    const bool selected = tab->state.testFlag(State_Selected);
    toned.palette.setColor(QPalette::WindowText, selected ? colors.text : colors.dim);
    toned.state.setFlag(State_HasFocus, false); // the shape draws it
    QProxyStyle::drawControl(CE_TabBarTabLabel, &toned, painter, widget);
}

void HouseStyle::drawComplexControl(ComplexControl control,
                                    const QStyleOptionComplex *option,
                                    QPainter *painter,
                                    const QWidget *widget) const
{
    switch (control) {
    case CC_ComboBox:
        drawComboBox(option, painter, widget);
        return;
    case CC_ScrollBar:
        drawScrollBar(option, painter, widget);
        return;
    default:
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

void HouseStyle::drawComboBox(const QStyleOptionComplex *option,
                              QPainter *painter,
                              const QWidget *widget) const
{
    const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option);
    if (!combo)
        return;
    if (combo->editable)
        painting::field(painter, option);
    else
        painting::button(painter, option, nullptr);
    const QRect arrow = subControlRect(CC_ComboBox, combo, SC_ComboBoxArrow, widget);
    painting::chevron(painter, option, arrow, false);
}

void HouseStyle::drawScrollBar(const QStyleOptionComplex *option,
                               QPainter *painter,
                               const QWidget *widget) const
{
    const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (!slider)
        return;
    painter->fillRect(option->rect, groundUnder(widget, option));
    if (slider->maximum > slider->minimum)
        painting::scrollThumb(
            painter, option, subControlRect(CC_ScrollBar, slider, SC_ScrollBarSlider, widget));
}

QRect HouseStyle::subElementRect(SubElement element,
                                 const QStyleOption *option,
                                 const QWidget *widget) const
{
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
    const bool isFramedField = element == SE_LineEditContents && frame && frame->lineWidth > 0;
    return isFramedField ? rect.adjusted(measures::Step, 0, -measures::Step, 0) : rect;
}

QRect HouseStyle::subControlRect(ComplexControl control,
                                 const QStyleOptionComplex *option,
                                 SubControl subControl,
                                 const QWidget *widget) const
{
    const QRect rect = QProxyStyle::subControlRect(control, option, subControl, widget);
    const bool isComboText = control == CC_ComboBox && subControl == SC_ComboBoxEditField;
    return isComboText ? rect.adjusted(measures::Step, 0, 0, 0) : rect;
}

QSize HouseStyle::sizeFromContents(ContentsType type,
                                   const QStyleOption *option,
                                   const QSize &size,
                                   const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    const int textHeight = option ? option->fontMetrics.height() : 0;
    switch (type) {
    case CT_PushButton:
        if (emphasisOf(widget) == Emphasis::Link)
            return {size.width() + 8, textHeight + 8};
        result.setWidth(qMax(result.width(), size.width() + 24 + extraForHeading(option, widget)));
        result.setHeight(qMax(28, textHeight + 10));
        return result;
    case CT_LineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
            frame && frame->lineWidth > 0)
            result.setHeight(qMax(28, textHeight + 10));
        return result;
    case CT_ComboBox:
        result.rwidth() += measures::Step;
        result.setHeight(qMax(28, textHeight + 10));
        return result;
    case CT_ItemViewItem:
        if (option)
            result.setHeight(qMax(result.height(), measures::rowHeight(option->fontMetrics)));
        return result;
    case CT_MenuBarItem:
        return {result.width() + 4, textHeight + 10};
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
            item && item->menuItemType != QStyleOptionMenuItem::Separator)
            result.setHeight(qMax(result.height(), measures::rowHeight(item->fontMetrics)));
        return result;
    default:
        return result;
    }
}

int HouseStyle::pixelMetric(PixelMetric metric,
                            const QStyleOption *option,
                            const QWidget *widget) const
{
    switch (metric) {
    case PM_DockWidgetSeparatorExtent:
        return 3;
    case PM_SplitterWidth:
        return 1;
    case PM_ToolBarFrameWidth:
    case PM_ToolBarItemMargin:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabOverlap:
    case PM_TabBarBaseOverlap:
    case PM_MenuBarPanelWidth:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_ToolBarItemSpacing:
        return measures::Step;
    case PM_TabBarTabHSpace:
        return 24;
    case PM_TabBarTabVSpace:
        return 13;
    case PM_TabCloseIndicatorWidth:
    case PM_TabCloseIndicatorHeight:
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_TabBarIconSize:
    case PM_ToolBarIconSize:
        return 16;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return 14;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return 6;
    case PM_LayoutVerticalSpacing:
    case PM_LayoutHorizontalSpacing:
        return measures::ControlSpacing;
    case PM_ScrollBarExtent:
        return 12;
    case PM_TreeViewIndentation:
        return 16;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int HouseStyle::styleHint(StyleHint hint,
                          const QStyleOption *option,
                          const QWidget *widget,
                          QStyleHintReturn *returned) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_DialogButtonBox_ButtonsHaveIcons:
        return 0;
    case SH_ItemView_ShowDecorationSelected:
    case SH_ScrollBar_LeftClickAbsolutePosition:
        return 1;
    case SH_TabBar_ElideMode:
        return Qt::ElideMiddle;
    case SH_TabBar_Alignment:
        // Any bit of AlignCenter, the vertical one too, would centre the tabs.
        return Qt::AlignLeft;
    case SH_DialogButtonLayout: // what does something stands last, in questions as in our dialogs
        return QDialogButtonBox::GnomeLayout;
    case SH_FormLayoutLabelAlignment:
        return static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter);
    case SH_Widget_Animation_Duration:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returned);
    }
}

} // namespace ui
