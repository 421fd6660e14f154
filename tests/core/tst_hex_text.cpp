// Bytes as hexadecimal rows.
#include "core/text/hex_text.h"

#include <QTest>

using namespace core;

namespace {

/// As "hexdump -C" prints it.
QString lineOf(const HexRow &row)
{
    return row.place + QStringLiteral("  ") + row.bytes + QStringLiteral("  |") + row.text
           + QStringLiteral("|");
}

} // namespace

class TstHexText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void sixteenBytesMakeARow()
    {
        QCOMPARE(hexRowCount(0), 0);
        QCOMPARE(hexRowCount(1), 1);
        QCOMPARE(hexRowCount(16), 1);
        QCOMPARE(hexRowCount(17), 2);
    }

    void rowsReadAsHexdumpPrintsThem()
    {
        const QByteArray bytes("Hello, \x00\x7f\xff|world!\n~", 19);
        QCOMPARE(lineOf(hexRow(bytes, 0)),
                 QStringLiteral("00000000  48 65 6c 6c 6f 2c 20 00  7f ff 7c 77 6f 72 6c 64  "
                                "|Hello, ...|world|"));
        QCOMPARE(lineOf(hexRow(bytes, 1)),
                 QStringLiteral("00000010  21 0a 7e                                          "
                                "|!.~|"));
    }

    void aRowDeepInALargePayloadIsFoundAtOnce()
    {
        QByteArray bytes(16 * 1024 * 1024, 'x');
        bytes.append('y');
        const HexRow row = hexRow(bytes, 1024 * 1024);
        QCOMPARE(row.place, QStringLiteral("01000000"));
        QCOMPARE(row.text, QStringLiteral("y"));
        QCOMPARE(row.bytes.size(), HexBytesPerRow * 3);
    }
};

QTEST_APPLESS_MAIN(TstHexText)
#include "tst_hex_text.moc"
