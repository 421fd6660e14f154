// Writing over HTTP: what would be stored otherwise than typed is told before it is sent.
#include "tests/support/gui_warnings.h"
#include "tests/ui/append_page_test.h"
#include "ui/widgets/elided_label.h"

#include <QComboBox>

using namespace ui;

class TstAppendHttp final : public AppendPageTest
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        tests::failOnWarnings();
        core::ConnectionSettings settings = oneHost();
        settings.transport = core::TransportKind::Http;
        prepare(settings);
    }
    void anEventWithoutMetadataGoesAsItIs();
    void whiteSpaceIsToldAndSent();
    void whatWouldBeChangedIsAskedAboutFirst();
    void bytesThatCannotGoAreNotOffered();
    void aRefusalOfTheTransportOffersTheSame();

private:
    void fill(const QByteArray &data, const QByteArray &metadata)
    {
        core::RecordedEvent event = samples::recorded(order(), 17);
        event.contentType = core::ContentType::Json;
        event.data = data;
        event.metadata = metadata;
        m_page->fillFrom(event);
    }
    [[nodiscard]] QString preview() const { return child<ElidedLabel>("append/preview")->text(); }
};

void TstAppendHttp::anEventWithoutMetadataGoesAsItIs()
{
    open();
    fill("{\"total\": 12.10}", {});
    QVERIFY2(preview().startsWith(QStringLiteral("HTTP POST, 1 event, ")), qPrintable(preview()));
    QVERIFY2(preview().endsWith(QStringLiteral("bytes")), qPrintable(preview()));
    pressCtrlEnter();
    QCOMPARE(m_store->server.appends.size(), 1);
    QCOMPARE(m_store->server.appends.constLast()->request.events.constFirst().data,
             QByteArray("{\"total\": 12.10}"));
}

void TstAppendHttp::whiteSpaceIsToldAndSent()
{
    open();
    fill("{\"total\": 12}", "{\"by\":\"me\"}");
    QVERIFY2(preview().contains(QStringLiteral("laid out anew")), qPrintable(preview()));
    pressCtrlEnter();
    QCOMPARE(m_store->server.appends.size(), 1);
    QCOMPARE(m_store->server.appends.constLast()->request.altered,
             core::AlteredPayloads::AcceptLayout);
}

void TstAppendHttp::whatWouldBeChangedIsAskedAboutFirst()
{
    open();
    fill("{\"total\": 12.10}", "{\"by\":\"me\"}");
    QVERIFY2(preview().contains(QStringLiteral("12.10")), qPrintable(preview()));
    pressCtrlEnter();
    QVERIFY(m_store->server.appends.isEmpty());
    QVERIFY2(bar().text().contains(QStringLiteral("12.10")), qPrintable(bar().text()));
    press("append/keep-button");
    QVERIFY(!bar().isVisible());
    pressCtrlEnter();
    press("append/send-anyway-button");
    QCOMPARE(m_store->server.appends.size(), 1);
    const FakeServer::Append &sent = *m_store->server.appends.constLast();
    QCOMPARE(sent.request.altered, core::AlteredPayloads::Accept);
    QCOMPARE(sent.request.events.constFirst().data, QByteArray("{\"total\": 12.10}"));
}

void TstAppendHttp::bytesThatCannotGoAreNotOffered()
{
    open();
    fill(QByteArray("\0\xff", 2), "{\"by\":\"me\"}");
    child<QComboBox>("append/content-type-combo")->setCurrentIndex(1);
    pressCtrlEnter();
    QVERIFY(m_store->server.appends.isEmpty());
    QVERIFY(bar().isVisible());
    QVERIFY(!m_page->findChild<QPushButton *>(QStringLiteral("append/send-anyway-button")));
}

void TstAppendHttp::aRefusalOfTheTransportOffersTheSame()
{
    open();
    fill("{\"total\": 12}", {});
    pressCtrlEnter();
    m_store->server.appends.constLast()->answer(fake::failure(core::ErrorCode::WouldBeAltered));
    m_store->settleAll();
    QVERIFY(bar().isVisible());
    press("append/send-anyway-button");
    QCOMPARE(m_store->server.appends.size(), 2);
    QCOMPARE(m_store->server.appends.constLast()->request.altered, core::AlteredPayloads::Accept);
}

QTEST_MAIN(TstAppendHttp)
#include "tst_append_http.moc"
