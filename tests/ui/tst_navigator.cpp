// The left pane: it stays where it is, keeps what was used last, and finds what its filter names.
#include "tests/support/gui_warnings.h"
#include "tests/ui/window_bench.h"
#include "ui/widgets/search_edit.h"

#include <QLabel>
#include <QScrollBar>
#include <QTreeView>

using namespace ui;

class TstNavigator final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_shop.open();
        for (int i = 0; i < 60; ++i)
            m_shop.append(QStringLiteral("long-%1").arg(i), 1);
    }
    void cleanupTestCase() { m_shop.close(); }
    void init()
    {
        tests::failOnWarnings();
        m_bench = std::make_unique<tests::WindowBench>();
        m_bench->show(m_shop, {QStringLiteral("order-1")});
        QTRY_VERIFY(row("Categories", "long").isValid());
        QTRY_COMPARE(tree()->model()->rowCount(row("Categories", "long")), 60);
    }
    void cleanup() { m_bench.reset(); }

    void workingThroughACategoryLeavesTheTreeWhereItIs();
    void anotherTabMarksItsStreamWithoutScrolling();
    void whatWasUsedLongestAgoIsForgottenFirst();
    void theFilterFindsTheServersOwnNames_data();
    void theFilterFindsTheServersOwnNames();
    void aFilterWithoutThatSignLooksAtWhatIsShown();
    void clearingTheFilterLeavesOpenWhatWasOpen();
    void aFilterThatNothingFitsSaysSo();

private:
    [[nodiscard]] QTreeView *tree() const { return m_bench->find<QTreeView>("navigator/streams"); }
    [[nodiscard]] QModelIndex child(const QModelIndex &parent, const QString &text) const
    {
        for (int i = 0; i < tree()->model()->rowCount(parent); ++i) {
            const QModelIndex index = tree()->model()->index(i, 0, parent);
            if (index.data().toString() == text)
                return index;
        }
        return {};
    }
    [[nodiscard]] QModelIndex row(const char *section, const char *text) const
    {
        const QModelIndex parent = child({}, QString::fromLatin1(section));
        return parent.isValid() ? child(parent, QString::fromLatin1(text)) : QModelIndex();
    }
    [[nodiscard]] QStringList shown(const char *section) const
    {
        QStringList names;
        const QModelIndex parent = child({}, QString::fromLatin1(section));
        for (int i = 0; parent.isValid() && i < tree()->model()->rowCount(parent); ++i)
            names.append(tree()->model()->index(i, 0, parent).data().toString());
        return names;
    }
    void filter(const QString &text) const
    {
        auto *field = m_bench->find<SearchEdit>("navigator/filter");
        field->setFocus();
        field->selectAll();
        if (text.isEmpty())
            QTest::keyClick(field, Qt::Key_Delete);
        else
            QTest::keyClicks(field, text);
        QTest::keyClick(field, Qt::Key_Return);
    }

    tests::Shop m_shop;
    std::unique_ptr<tests::WindowBench> m_bench;
};

void TstNavigator::workingThroughACategoryLeavesTheTreeWhereItIs()
{
    tree()->expand(row("Categories", "long"));
    for (const char *stream : {"long-40", "long-41", "long-39"}) {
        const QString name = QString::fromLatin1(stream);
        const QPersistentModelIndex index = child(row("Categories", "long"), name);
        if (name == QStringLiteral("long-40"))
            tree()->scrollTo(index, QAbstractItemView::PositionAtCenter);
        const QPoint place = tree()->visualRect(index).center();
        QVERIFY(tree()->viewport()->rect().contains(place));
        QTest::mouseClick(tree()->viewport(), Qt::LeftButton, {}, place);
        QTRY_COMPARE(m_bench->stream(), name);
        QTRY_VERIFY(m_bench->events()->currentEvent());
        QVERIFY(shown("Recent").contains(name));
        QVERIFY(tree()->currentIndex() == index);
        QCOMPARE(tree()->visualRect(index).center().y(), place.y());
    }
}

void TstNavigator::anotherTabMarksItsStreamWithoutScrolling()
{
    m_bench->goTo(QStringLiteral("order-2"));
    QTRY_COMPARE(m_bench->stream(), QStringLiteral("order-2"));
    tree()->expand(row("Categories", "long"));
    tree()->scrollToBottom();
    const int place = tree()->verticalScrollBar()->value();
    QVERIFY(place > 0);
    m_bench->window.workspace()->focusPage();
    m_bench->press(Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(tree()->currentIndex().data().toString(), QStringLiteral("order-1"));
    QCOMPARE(tree()->verticalScrollBar()->value(), place);
}

void TstNavigator::whatWasUsedLongestAgoIsForgottenFirst()
{
    const QStringList names{QStringLiteral("long-1"),
                            QStringLiteral("long-2"),
                            QStringLiteral("long-3"),
                            QStringLiteral("long-4"),
                            QStringLiteral("long-5")};
    for (const QString &name : names + QStringList(QStringLiteral("order-1"))) {
        m_bench->goTo(name);
        QTRY_COMPARE(m_bench->stream(), name);
    }
    const QStringList full = shown("Recent");
    QCOMPARE(full.size(), 6);
    QCOMPARE(full.constLast(), QStringLiteral("order-1")); // its row stays where it was
    m_bench->goTo(QStringLiteral("long-6"));
    QTRY_COMPARE(m_bench->stream(), QStringLiteral("long-6"));
    QVERIFY(shown("Recent").contains(QStringLiteral("order-1")));
    QVERIFY(!shown("Recent").contains(QStringLiteral("long-1")));
    QCOMPARE(shown("Recent").size(), 6);
}

void TstNavigator::theFilterFindsTheServersOwnNames_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("section");
    QTest::addColumn<QStringList>("rows");
    QTest::newRow("a category's") << QStringLiteral("$ce-or") << QStringLiteral("Categories")
                                  << QStringList(QStringLiteral("order"));
    QTest::newRow("an event type's")
        << QStringLiteral("$et-Thing1") << QStringLiteral("By event type")
        << QStringList(QStringLiteral("Thing1"));
}

void TstNavigator::theFilterFindsTheServersOwnNames()
{
    QFETCH(const QString, text);
    QFETCH(const QString, section);
    QFETCH(const QStringList, rows);
    m_bench->goTo(QStringLiteral("$et-Thing1")); // listed once it has been seen
    QTRY_VERIFY(row("By event type", "Thing1").isValid());
    filter(text);
    QTRY_COMPARE(shown(section.toLatin1().constData()), rows);
}

void TstNavigator::aFilterWithoutThatSignLooksAtWhatIsShown()
{
    filter(QStringLiteral("ce-")); // begins the name of every category's own stream
    QTRY_COMPARE(tree()->model()->rowCount(), 0);
}

void TstNavigator::clearingTheFilterLeavesOpenWhatWasOpen()
{
    tree()->expand(row("Categories", "long"));
    filter(QStringLiteral("order"));
    QTRY_VERIFY(!row("Categories", "long").isValid());
    filter({});
    QTRY_VERIFY(row("Categories", "long").isValid());
    QVERIFY(tree()->isExpanded(row("Categories", "long")));
    QVERIFY(!tree()->isExpanded(row("Categories", "order")));
}

void TstNavigator::aFilterThatNothingFitsSaysSo()
{
    const auto *note = m_bench->find<QLabel>("navigator/note");
    QVERIFY(!note->isVisible());
    filter(QStringLiteral("nonsense"));
    QTRY_COMPARE(note->text(), QStringLiteral("No name in this list fits the filter."));
    QVERIFY(note->isVisible());
    filter({});
    QTRY_VERIFY(!note->isVisible());
}

QTEST_MAIN(TstNavigator)
#include "tst_navigator.moc"
