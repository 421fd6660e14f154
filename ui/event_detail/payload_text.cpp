#include "ui/event_detail/payload_text.h"

#include "core/text/json_text.h"
#include "ui/widgets/code_editor.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

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

/// An editor measures every byte of the rows it paints, seen or not: some 0.4 us each.
constexpr size_t RowsInView = 80;
constexpr qsizetype MostInView = qsizetype{10} * 1024;

/// The bytes of the RowsInView lines in a row that hold most.
qsizetype mostInView(const QByteArray &utf8)
{
    std::array<qsizetype, RowsInView> begins{}; // of the last lines
    qsizetype most = 0;
    size_t line = 0;
    for (qsizetype begin = 0; begin < utf8.size(); ++line) {
        begins.at(line % RowsInView) = begin;
        const qsizetype found = utf8.indexOf('\n', begin);
        begin = found < 0 ? utf8.size() : found + 1;
        const qsizetype first = line + 1 < RowsInView ? 0 : begins.at((line + 1) % RowsInView);
        most = qMax(most, begin - first);
    }
    return most;
}

QByteArray editable(const QByteArray &utf8, qsizetype *brokenAt)
{
    const bool hasLongLine = CodeEditor::hasLongLine(utf8);
    if (!hasLongLine && mostInView(utf8) <= MostInView)
        return utf8;
    QByteArray broken;
    for (const qsizetype longest : {CodeEditor::LongestLine,
                                    qsizetype{4'000},
                                    qsizetype{1'000},
                                    qsizetype{400},
                                    qsizetype{80}}) {
        *brokenAt = longest;
        broken = withoutLongLines(utf8, longest);
        if (mostInView(broken) <= MostInView)
            break;
    }
    return broken;
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
    out.reserve(utf8.size() + 2 * utf8.size() / longest + 1);
    qsizetype begin = 0; // of the line in `out`
    qsizetype gap = 0;   // in `out`, behind the last byte that a line may end with
    for (const char byte : utf8) {
        const bool startsCharacter = (static_cast<unsigned char>(byte) & 0xc0) != 0x80;
        if (byte != '\n' && startsCharacter && out.size() - begin >= longest - 3) {
            const bool isGapNear = gap > begin + longest / 2;
            begin = isGapNear ? gap : out.size();
            out.insert(begin, '\n');
            ++begin;
        }
        out += byte;
        if (byte == '\n')
            begin = out.size();
        if (byte == ',' || byte == ' ' || byte == '}' || byte == ']')
            gap = out.size();
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
    result.text = editable(bytes, &result.textBrokenAt);
    if (const auto formatted = core::formatJson(bytes)) {
        result.kind = Words::tr("JSON");
        result.best = PayloadForm::Json;
        result.json = editable(*formatted, &result.jsonBrokenAt);
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

bool holdsInEitherCase(const QByteArray &bytes, const QByteArray &text, const std::stop_token &stop)
{
    constexpr qsizetype AtOnce = qsizetype{1} * 1024 * 1024;
    const QByteArray lowered = text.toLower();
    for (qsizetype at = 0; at < bytes.size() && !stop.stop_requested(); at += AtOnce) {
        if (bytes.mid(at, AtOnce + text.size() - 1).toLower().contains(lowered))
            return true;
    }
    return false;
}

} // namespace ui
