#include "core/transport/grpc/call_record.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <google/protobuf/util/json_util.h>
#include <grpcpp/support/status.h>

#include <string>
#include <vector>

namespace core {

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr int KeptAnswers = 10;

/// Cuts the payloads within the message: of megabytes only the start would be kept anyway.
void shorten(Message &message)
{
    const auto *reflection = message.GetReflection();
    std::vector<const FieldDescriptor *> fields;
    reflection->ListFields(message, &fields);
    for (const FieldDescriptor *field : fields) {
        const bool isMessage = field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
        if (isMessage && field->is_repeated()) {
            for (int i = 0; i < reflection->FieldSize(message, field); ++i)
                shorten(*reflection->MutableRepeatedMessage(&message, field, i));
        } else if (isMessage) {
            shorten(*reflection->MutableMessage(&message, field));
        } else if (field->type() == FieldDescriptor::TYPE_BYTES && !field->is_repeated()) {
            std::string bytes = reflection->GetString(message, field);
            if (bytes.size() > size_t(WireEntry::BodyLimit)) {
                bytes.resize(size_t(WireEntry::BodyLimit));
                reflection->SetString(&message, field, std::move(bytes));
            }
        }
    }
}

std::string toJson(const Message &message, size_t bytes)
{
    std::string json;
    google::protobuf::util::Status status;
    if (bytes > size_t(WireEntry::BodyLimit)) {
        const std::unique_ptr<Message> copy(message.New());
        copy->CopyFrom(message);
        shorten(*copy);
        status = google::protobuf::util::MessageToJsonString(*copy, &json);
    } else {
        status = google::protobuf::util::MessageToJsonString(message, &json);
    }
    return status.ok() ? json : std::string();
}

/// Adds a line to what is kept. Whether all of it is there.
bool appendMessage(const Message &message, size_t bytes, QByteArray &kept)
{
    if (kept.size() >= WireEntry::BodyLimit)
        return false;
    const std::string json = toJson(message, bytes);
    if (!kept.isEmpty())
        kept += '\n';
    kept.append(json.data(), qsizetype(json.size()));
    if (kept.size() <= WireEntry::BodyLimit)
        return !json.empty();
    kept.truncate(WireEntry::BodyLimit);
    return false;
}

} // namespace

std::shared_ptr<CallRecord> CallRecord::of(const std::shared_ptr<NodeLink> &link,
                                           const char *rpc,
                                           const StreamName &stream,
                                           LeaderWish wish)
{
    if (!link->log())
        return {};
    WireEntry entry = link->newEntry(wish);
    entry.serial = WireEntry::nextSerial();
    entry.started = EventTime::now();
    entry.method = QString::fromLatin1(rpc);
    entry.target = stream.text();
    entry.isRunning = true;
    entry.status = QStringLiteral("running");
    return std::shared_ptr<CallRecord>(new CallRecord(link, entry));
}

CallRecord::CallRecord(std::shared_ptr<NodeLink> link, const WireEntry &entry)
    : m_link(std::move(link))
    , m_entry(entry)
{}

void CallRecord::sent(const Message &message)
{
    const size_t bytes = message.ByteSizeLong();
    const std::lock_guard lock(m_mutex);
    m_entry.bytesSent += qint64(bytes);
    if (!appendMessage(message, bytes, m_entry.request))
        m_entry.requestCut = true;
}

void CallRecord::received(const Message &message)
{
    const size_t bytes = message.ByteSizeLong();
    const std::lock_guard lock(m_mutex);
    m_entry.bytesReceived += qint64(bytes);
    if (m_answers == KeptAnswers || !appendMessage(message, bytes, m_entry.answer))
        m_entry.answerCut = true;
    else
        ++m_answers;
}

void CallRecord::tellRunning()
{
    std::unique_lock lock(m_mutex);
    if (!m_entry.isRunning || m_receivedTold == m_entry.bytesReceived)
        return;
    m_receivedTold = m_entry.bytesReceived;
    const WireEntry entry = m_entry;
    lock.unlock();
    m_link->log()(entry);
}

void CallRecord::end(const grpc::Status &status, const grpc::ClientContext &context)
{
    const GrpcFailure failure = takeFailure(status, context);
    const bool isCancelled = failure.code == GrpcCode::Cancelled && failure.trailers.isEmpty();
    QString text = codeName(failure.code);
    if (failure.code == GrpcCode::Unavailable && !m_link->situationAfter({}, context).everConnected)
        text = QStringLiteral("no answer: ") + failure.message;
    else if (isCancelled)
        text = QStringLiteral("cancelled");
    else if (!failure.exception().isEmpty())
        text += QStringLiteral(" (%1)").arg(failure.exception());

    const std::lock_guard lock(m_mutex);
    if (!m_entry.isRunning)
        return;
    if (!failure.message.isEmpty())
        m_entry.answerHeaders.append("grpc-message: " + failure.message.toUtf8());
    for (const auto &[name, value] : failure.trailers)
        m_entry.answerHeaders.append(name.toUtf8() + ": " + value.toUtf8());
    endLocked(text, !status.ok() && !isCancelled);
}

void CallRecord::end(const QString &status, bool failed)
{
    const std::lock_guard lock(m_mutex);
    if (m_entry.isRunning)
        endLocked(status, failed);
}

void CallRecord::cancel()
{
    end(QStringLiteral("cancelled"), false);
    tellEnd();
}

void CallRecord::endLocked(const QString &status, bool failed)
{
    m_entry.isRunning = false;
    m_entry.status = status;
    m_entry.failed = failed;
    const auto time
        = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - m_started);
    m_entry.microseconds = time.count();
    m_link->mailbox().post([self = shared_from_this()] { self->tellEnd(); });
}

void CallRecord::tellEnd()
{
    std::unique_lock lock(m_mutex);
    if (std::exchange(m_told, true))
        return;
    const WireEntry entry = m_entry;
    lock.unlock();
    m_link->log()(entry);
}

} // namespace core
