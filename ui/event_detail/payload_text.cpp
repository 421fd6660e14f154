#include "ui/event_detail/payload_text.h"

#include "core/text/json_text.h"
#include "ui/widgets/code_editor.h"

#include <QCoreApplication>

#include <algorithm>

namespace ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(PayloadText)
};

bool isAllOnes(const QByteArray &bytes)
{
    return !bytes.isEmpty()
           && std::all_of(bytes.begin(), bytes.end(), [](char byte) { return byte == '\xff'; });
}

/// Characters that no text file holds: what has one is shown as bytes first.
bool hasControlCharacters(const QByteArray &bytes)
{
    return std::any_of(bytes.begin(), bytes.end(), [](char byte) {
        const auto value = static_cast<unsigned char>(byte);
        return (value < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || value == 0x7f;
    });
}

QByteArray editable(const QByteArray &utf8, bool *broken)
{
    *broken = CodeEditor::hasLongLine(utf8);
    return *broken ? withoutLongLines(utf8, CodeEditor::LongestLine) : utf8;
}

void contradict(PayloadText &result, const QString &why)
{
    result.heading = Words::tr("Not what its content type says.");
    result.notice = why;
}

QString whyNotJson(const QByteArray &bytes)
{
    const auto problem = core::checkJson(bytes).error.value_or(core::JsonNote{});
    const core::TextPlace place = core::placeOf(bytes, problem.at);
    return Words::tr("It says JSON, but at line %1, column %2: %3")
        .arg(place.line)
        .arg(place.column)
        .arg(problem.text);
}

} // namespace

QByteArray withoutLongLines(const QByteArray &utf8, qsizetype longest)
{
    QByteArray out;
    out.reserve(utf8.size() + utf8.size() / longest + 1);
    qsizetype column = 0;
    for (const char byte : utf8) {
        const bool startsCharacter = (static_cast<unsigned char>(byte) & 0xc0) != 0x80;
        if (byte == '\n') {
            column = 0;
        } else if (startsCharacter && column >= longest - 3) {
            out += '\n';
            column = 0;
        }
        out += byte;
        if (byte != '\n')
            ++column;
    }
    return out;
}

PayloadText examinePayload(const QByteArray &bytes, std::optional<core::ContentType> claimed)
{
    PayloadText result;
    const bool saysJson = claimed == core::ContentType::Json;
    if (bytes.isEmpty()) {
        result.kind = Words::tr("Empty");
        result.text = bytes;
        if (saysJson)
            contradict(result, Words::tr("It says JSON, and there are no bytes."));
        return result;
    }
    result.best = PayloadForm::Hex;
    result.kind = Words::tr("Binary");
    if (isAllOnes(bytes)) {
        result.heading = Words::tr("Perhaps redacted.");
        result.notice = Words::tr("Every byte is FF.");
        return result;
    }
    if (!bytes.isValidUtf8()) {
        if (saysJson)
            contradict(result, Words::tr("It says JSON, and the bytes are not UTF-8."));
        return result;
    }
    if (bytes.size() > LargestFormattedPayload) {
        result.heading = Words::tr("Over 16 MiB.");
        result.notice = Words::tr("Only the bytes are shown.");
        return result;
    }
    result.text = editable(bytes, &result.isTextBroken);
    if (const auto formatted = core::formatJson(bytes)) {
        result.kind = Words::tr("JSON");
        result.best = PayloadForm::Json;
        result.json = editable(*formatted, &result.isJsonBroken);
        return result;
    }
    if (saysJson)
        contradict(result, whyNotJson(bytes));
    if (!hasControlCharacters(bytes)) {
        result.kind = Words::tr("Text");
        result.best = PayloadForm::Text;
    }
    return result;
}

} // namespace ui
