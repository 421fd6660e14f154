// Turns the recordings' JSON into messages of the wire and back, by reflection.
// Pure functions: any thread.
#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QString>

#include <google/protobuf/message.h>

/// What stands for a placeholder in requests.
struct GoldenValues {
    QString tag;
    QString server = {}; ///< "host:port"
};

/// Fills a message; false where the JSON names what the message does not have.
bool goldenToMessage(const QJsonObject &json,
                     const GoldenValues &values,
                     google::protobuf::Message &message);
/// In the recordings' form: 64-bit numbers and enums as text, bytes as {"utf8"} or {"base64"}, what
/// was not sent absent.
QJsonObject messageToGolden(const google::protobuf::Message &message);
/// Text with its placeholders filled in.
QString goldenText(const QString &text, const GoldenValues &values);
