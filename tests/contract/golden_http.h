// Plays the HTTP steps of a recorded case to a server, through curl, and compares the answers.
// One object a case; a step is asked and compared on one thread.
#pragma once

#include "tests/contract/golden_match.h"

#include <QByteArray>
#include <QJsonObject>

#include <optional>

class GoldenHttp
{
public:
    struct Answer {
        int status = 0;
        QJsonObject headers; ///< those that recordings tell of, under lower-case names
        QByteArray body;
        QString failure; ///< why there was no answer
    };

    explicit GoldenHttp(QString server);

    /// "host:port"
    [[nodiscard]] const QString &server() const { return m_server; }
    [[nodiscard]] Answer ask(const QJsonObject &step, const GoldenValues &values);
    [[nodiscard]] static QString
    compare(const QJsonObject &step, const Answer &answer, GoldenMatch &match);

private:
    [[nodiscard]] QList<QByteArray> headerLines(const QJsonObject &step,
                                                const GoldenValues &values) const;

    QString m_server;
    std::optional<QString> m_typeOfETag; ///< behind the number, as this server writes it
};
