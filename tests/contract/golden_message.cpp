#include "tests/contract/golden_message.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <google/protobuf/descriptor.h>

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

QByteArray goldenBytes(const QJsonValue &json, const GoldenValues &values)
{
    const QJsonObject object = json.toObject();
    if (object.contains(QStringLiteral("base64")))
        return QByteArray::fromBase64(object.value(QStringLiteral("base64")).toString().toLatin1());
    return goldenText(object.value(QStringLiteral("utf8")).toString(), values).toUtf8();
}

quint64 goldenNumber(const QJsonValue &json)
{
    return json.isString() ? json.toString().toULongLong() : static_cast<quint64>(json.toInteger());
}

bool setMap(const FieldDescriptor *field,
            const QJsonObject &json,
            const GoldenValues &values,
            Message &message)
{
    for (auto entry = json.begin(); entry != json.end(); ++entry) {
        Message *added = message.GetReflection()->AddMessage(&message, field);
        const auto *type = added->GetDescriptor();
        added->GetReflection()->SetString(added, type->map_key(), entry.key().toStdString());
        added->GetReflection()->SetString(
            added, type->map_value(), goldenText(entry.value().toString(), values).toStdString());
    }
    return true;
}

bool setRepeated(const FieldDescriptor *field,
                 const QJsonArray &json,
                 const GoldenValues &values,
                 Message &message)
{
    bool ok = true;
    for (const QJsonValue &each : json) {
        if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE)
            ok = goldenToMessage(
                     each.toObject(), values, *message.GetReflection()->AddMessage(&message, field))
                 && ok;
        else
            message.GetReflection()->AddString(
                &message, field, goldenText(each.toString(), values).toStdString());
    }
    return ok;
}

bool setField(const FieldDescriptor *field,
              const QJsonValue &json,
              const GoldenValues &values,
              Message &message)
{
    const auto *reflection = message.GetReflection();
    if (field->is_map())
        return setMap(field, json.toObject(), values, message);
    if (field->is_repeated())
        return setRepeated(field, json.toArray(), values, message);
    switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
        return goldenToMessage(
            json.toObject(), values, *reflection->MutableMessage(&message, field));
    case FieldDescriptor::CPPTYPE_UINT64:
        reflection->SetUInt64(&message, field, goldenNumber(json));
        return true;
    case FieldDescriptor::CPPTYPE_INT64:
        reflection->SetInt64(&message, field, static_cast<qint64>(goldenNumber(json)));
        return true;
    case FieldDescriptor::CPPTYPE_UINT32:
        reflection->SetUInt32(&message, field, static_cast<quint32>(goldenNumber(json)));
        return true;
    case FieldDescriptor::CPPTYPE_INT32:
        reflection->SetInt32(&message, field, static_cast<qint32>(goldenNumber(json)));
        return true;
    case FieldDescriptor::CPPTYPE_BOOL:
        reflection->SetBool(&message, field, json.toBool());
        return true;
    case FieldDescriptor::CPPTYPE_ENUM: {
        const auto *value = field->enum_type()->FindValueByName(json.toString().toStdString());
        if (!value)
            return false;
        reflection->SetEnum(&message, field, value);
        return true;
    }
    case FieldDescriptor::CPPTYPE_STRING:
        if (field->type() == FieldDescriptor::TYPE_BYTES)
            reflection->SetString(&message, field, goldenBytes(json, values).toStdString());
        else
            reflection->SetString(
                &message, field, goldenText(json.toString(), values).toStdString());
        return true;
    default:
        return false;
    }
}

QJsonObject bytesToGolden(const std::string &bytes)
{
    const auto raw = QByteArray::fromStdString(bytes);
    const QString text = QString::fromUtf8(raw);
    if (text.toUtf8() == raw)
        return {{QStringLiteral("utf8"), text}};
    return {{QStringLiteral("base64"), QString::fromLatin1(raw.toBase64())}};
}

QJsonObject mapToGolden(const FieldDescriptor *field, const Message &message)
{
    QJsonObject json;
    const auto *reflection = message.GetReflection();
    for (int i = 0; i < reflection->FieldSize(message, field); ++i) {
        const Message &entry = reflection->GetRepeatedMessage(message, field, i);
        const auto *type = entry.GetDescriptor();
        json.insert(
            QString::fromStdString(entry.GetReflection()->GetString(entry, type->map_key())),
            QString::fromStdString(entry.GetReflection()->GetString(entry, type->map_value())));
    }
    return json;
}

QJsonValue fieldToGolden(const FieldDescriptor *field, const Message &message)
{
    const auto *reflection = message.GetReflection();
    if (field->is_map())
        return mapToGolden(field, message);
    switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
        return messageToGolden(reflection->GetMessage(message, field));
    case FieldDescriptor::CPPTYPE_UINT64:
        return QString::number(reflection->GetUInt64(message, field));
    case FieldDescriptor::CPPTYPE_INT64:
        return QString::number(reflection->GetInt64(message, field));
    case FieldDescriptor::CPPTYPE_UINT32:
        return static_cast<qint64>(reflection->GetUInt32(message, field));
    case FieldDescriptor::CPPTYPE_BOOL:
        return reflection->GetBool(message, field);
    case FieldDescriptor::CPPTYPE_ENUM:
        return QString::fromStdString(reflection->GetEnum(message, field)->name());
    case FieldDescriptor::CPPTYPE_STRING:
        if (field->type() == FieldDescriptor::TYPE_BYTES)
            return bytesToGolden(reflection->GetString(message, field));
        return QString::fromStdString(reflection->GetString(message, field));
    default:
        return QStringLiteral("(a kind of field that no recording has)");
    }
}

} // namespace

bool goldenToMessage(const QJsonObject &json, const GoldenValues &values, Message &message)
{
    for (auto member = json.begin(); member != json.end(); ++member) {
        const FieldDescriptor *field
            = message.GetDescriptor()->FindFieldByName(member.key().toStdString());
        if (!field || !setField(field, member.value(), values, message))
            return false;
    }
    return true;
}

QJsonObject messageToGolden(const Message &message)
{
    std::vector<const FieldDescriptor *> fields;
    message.GetReflection()->ListFields(message, &fields);
    QJsonObject json;
    for (const FieldDescriptor *field : fields)
        json.insert(QString::fromStdString(field->name()), fieldToGolden(field, message));
    return json;
}

QString goldenText(const QString &text, const GoldenValues &values)
{
    static const QRegularExpression bytes(QStringLiteral("^<(\\d+) bytes>$"));
    const auto match = bytes.match(text);
    if (match.hasMatch())
        return QString(match.captured(1).toInt(), u'x');
    return QString(text)
        .replace(QStringLiteral("{tag}"), values.tag)
        .replace(QStringLiteral("{server}"), values.server);
}
