// Asks the sandbox over HTTP for its tests: curl and nothing of our own client.
// One thread.
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QMap>

struct HttpReply {
    int status = 0;
    QMap<QByteArray, QByteArray> headers; ///< under lower-case names
    QByteArray body;
    double seconds = 0;
};

class SandboxHttp
{
public:
    explicit SandboxHttp(quint16 port);

    /// Lines as "Name: value".
    [[nodiscard]] HttpReply get(const QByteArray &path, const QByteArrayList &headers = {}) const;
    [[nodiscard]] HttpReply
    post(const QByteArray &path, const QByteArray &body, const QByteArrayList &headers) const;
    [[nodiscard]] HttpReply remove(const QByteArray &path,
                                   const QByteArrayList &headers = {}) const;

    /// One event of type "T" with JSON; the status.
    int append(const QByteArray &stream, const QByteArray &json) const;

private:
    [[nodiscard]] HttpReply ask(const QByteArray &method,
                                const QByteArray &path,
                                const QByteArray *body,
                                const QByteArrayList &headers) const;

    QByteArray m_base;
};

inline constexpr char AtomJson[] = "Accept: application/vnd.eventstore.atom+json";
inline constexpr char Bytes[] = "Accept: application/octet-stream";
