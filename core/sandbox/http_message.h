// A request over HTTP and its answer, as values.
// Values: any thread.
#pragma once

#include <QByteArray>

#include <utility>
#include <vector>

namespace core::sandbox {

using HttpHeaders = std::vector<std::pair<QByteArray, QByteArray>>;

struct HttpRequest {
    QByteArray method;
    QByteArray path;  ///< as it was sent, not unescaped
    QByteArray query; ///< without the question mark, not unescaped
    HttpHeaders headers;
    QByteArray body;
    bool isOverTls = false;

    /// All values of a header, joined by commas; empty if there is none. Names know no case.
    [[nodiscard]] QByteArray header(const QByteArray &name) const
    {
        QByteArray joined;
        for (const auto &[key, value] : headers) {
            if (key.compare(name, Qt::CaseInsensitive) != 0)
                continue;
            if (!joined.isEmpty())
                joined += ',';
            joined += value;
        }
        return joined;
    }
};

struct HttpResponse {
    int status = 200;
    HttpHeaders headers = {};
    QByteArray body = {};
};

} // namespace core::sandbox
