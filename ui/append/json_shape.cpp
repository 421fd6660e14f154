#include "ui/append/json_shape.h"

#include "core/text/json_text.h"

#include <QVarLengthArray>

namespace ui {

namespace {

using Kind = core::JsonToken::Kind;

struct Level {
    bool isArray = false;
    int items = 0;
};

const char *emptied(Kind kind)
{
    switch (kind) {
    case Kind::String:
        return "\"\"";
    case Kind::Number:
        return "0";
    case Kind::True:
    case Kind::False:
        return "false";
    case Kind::ObjectBegin:
        return "{";
    case Kind::ObjectEnd:
        return "}";
    case Kind::ArrayBegin:
        return "[";
    case Kind::ArrayEnd:
        return "]";
    case Kind::Key:
    case Kind::Null:
        break;
    }
    return "null";
}

} // namespace

std::optional<QByteArray> jsonShape(QByteArrayView source)
{
    core::JsonScanner scanner(source);
    core::JsonToken token;
    QVarLengthArray<Level, 32> levels;
    QByteArray shape;
    int leftOut = -1; // the depth of what follows the first element of an array
    while (scanner.next(token)) {
        if (leftOut >= 0 && token.depth >= leftOut)
            continue;
        leftOut = -1;
        const bool isEnd = token.kind == Kind::ObjectEnd || token.kind == Kind::ArrayEnd;
        if (isEnd) {
            levels.removeLast();
        } else if (!levels.isEmpty() && levels.last().isArray && levels.last().items++ > 0) {
            leftOut = token.depth;
            continue;
        }
        if (token.kind == Kind::Key) {
            if (levels.last().items++ > 0)
                shape += ',';
            shape += token.range.of(source).toByteArray() + ':';
            continue;
        }
        shape += emptied(token.kind);
        if (token.kind == Kind::ObjectBegin || token.kind == Kind::ArrayBegin)
            levels.append({token.kind == Kind::ArrayBegin, 0});
    }
    return scanner.error() ? std::nullopt : core::formatJson(shape);
}

} // namespace ui
