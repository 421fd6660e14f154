#include "core/sandbox/projections_service.h"

#include "core/sandbox/projection_documents.h"

#include <vector>

namespace core::sandbox {

namespace wire = event_store::client::projections;

namespace {

grpc::Status notFound(const std::string &name)
{
    return {grpc::StatusCode::NOT_FOUND, "Projection '" + name + "' not found"};
}

grpc::Status statusOf(const std::string &name)
{
    return findProjection(QByteArray::fromStdString(name)) ? grpc::Status::OK : notFound(name);
}

grpc::ServerUnaryReactor *ended(grpc::CallbackServerContext *context, const grpc::Status &status)
{
    grpc::ServerUnaryReactor *reactor = context->DefaultReactor();
    reactor->Finish(status);
    return reactor;
}

grpc::ServerUnaryReactor *refused(grpc::CallbackServerContext *context, const std::string &name)
{
    const grpc::Status status = statusOf(name);
    return ended(context,
                 status.ok() ? grpc::Status(grpc::StatusCode::INVALID_ARGUMENT, AlwaysRuns)
                             : status);
}

/// Writes what is asked for, once the store has told how far the log goes. Deletes itself.
class StatisticsCall final : public grpc::ServerWriteReactor<wire::StatisticsResp>
{
public:
    StatisticsCall(EventStore &store, const wire::StatisticsReq::Options &wanted)
    {
        using Mode = wire::StatisticsReq::Options;
        const bool isOne = wanted.mode_case() == Mode::kName;
        if (isOne && !findProjection(QByteArray::fromStdString(wanted.name()))) {
            Finish(notFound(wanted.name()));
            return;
        }
        if (wanted.mode_case() == Mode::kTransient || wanted.mode_case() == Mode::kOneTime) {
            Finish(grpc::Status::OK);
            return;
        }
        store.read([this, only = isOne ? wanted.name() : std::string()](StoreReader &reader) {
            fill(only, reader.lastPosition());
            writeNext();
        });
    }
    void OnWriteDone(bool ok) override
    {
        if (ok)
            writeNext();
        else
            Finish(grpc::Status::CANCELLED);
    }
    void OnDone() override { delete this; }

private:
    void fill(const std::string &only, qint64 position)
    {
        const std::string place = projectionPlace(position).toStdString();
        for (const SystemProjection &each : SystemProjections) {
            if (!only.empty() && only != each.name)
                continue;
            wire::StatisticsResp::Details &told = *m_answers.emplace_back().mutable_details();
            told.set_name(each.name);
            told.set_effectivename(each.name);
            told.set_mode("Continuous");
            told.set_status("Running");
            told.set_version(1);
            told.set_epoch(-1);
            told.set_partitionscached(1);
            told.set_position(place);
            told.set_lastcheckpoint(place);
            told.set_progress(100);
        }
    }
    void writeNext()
    {
        if (m_next == m_answers.size()) {
            Finish(grpc::Status::OK);
            return;
        }
        StartWrite(&m_answers[m_next++]);
    }

    std::vector<wire::StatisticsResp> m_answers;
    size_t m_next = 0;
};

} // namespace

ProjectionsService::ProjectionsService(std::shared_ptr<EventStore> store)
    : m_store(std::move(store))
{}

grpc::ServerWriteReactor<wire::StatisticsResp> *
ProjectionsService::Statistics(Context *, const wire::StatisticsReq *request)
{
    return new StatisticsCall(*m_store, request->options());
}

grpc::ServerUnaryReactor *
ProjectionsService::State(Context *context, const wire::StateReq *request, wire::StateResp *reply)
{
    reply->mutable_state()->mutable_struct_value(); // none of them keeps one
    return ended(context, statusOf(request->options().name()));
}

grpc::ServerUnaryReactor *ProjectionsService::Result(Context *context,
                                                     const wire::ResultReq *request,
                                                     wire::ResultResp *reply)
{
    reply->mutable_result()->mutable_struct_value();
    return ended(context, statusOf(request->options().name()));
}

grpc::ServerUnaryReactor *
ProjectionsService::Enable(Context *context, const wire::EnableReq *request, wire::EnableResp *)
{
    return ended(context, statusOf(request->options().name())); // they are
}

grpc::ServerUnaryReactor *
ProjectionsService::Disable(Context *context, const wire::DisableReq *request, wire::DisableResp *)
{
    return refused(context, request->options().name());
}

grpc::ServerUnaryReactor *
ProjectionsService::Reset(Context *context, const wire::ResetReq *request, wire::ResetResp *)
{
    return refused(context, request->options().name());
}

} // namespace core::sandbox
