#include "ui/projections/projection_words.h"

#include "ui/widgets/words.h"

#include <QCoreApplication>

#include <cmath>

namespace ui {

namespace {

using Kind = core::ProjectionCommand::Kind;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Projections)
};

FactTarget streamOf(const QString &name, const char *suffix = "")
{
    return {core::StreamName(QStringLiteral("$projections-") + name + QString::fromLatin1(suffix))};
}

Fact streamFact(const QString &name, const FactTarget &target, const QString &note)
{
    return {name, target.stream.text(), target, note};
}

FactGroup standing(const core::ProjectionStatus &status)
{
    FactGroup group{Words::tr("How it stands"), {}, true};
    group.facts = {{Words::tr("Status"), status.status}};
    if (!status.reason.isEmpty())
        group.facts.append({Words::tr("Reason"), status.reason, std::nullopt, {}, toneOf(status)});
    group.facts.append({Words::tr("Mode"), status.mode});
    group.facts.append({Words::tr("Progress"), progressText(status.progress)});
    group.facts.append({Words::tr("Position"), status.place});
    group.facts.append({Words::tr("Last checkpoint"), status.checkpoint});
    if (!status.checkpointing.isEmpty())
        group.facts.append({Words::tr("Checkpoint"), status.checkpointing});
    if (status.effectiveName != status.name)
        group.facts.append({Words::tr("Runs as"), status.effectiveName});
    return group;
}

FactGroup work(const core::ProjectionStatus &status)
{
    const auto number = [](qint64 value) { return groupedNumber(value); };
    return {Words::tr("Work"),
            {{Words::tr("Events since it started"), number(status.eventsSinceStart)},
             {Words::tr("Buffered events"), number(status.buffered)},
             {Words::tr("Reads under way"), number(status.readsUnderWay)},
             {Words::tr("Writes under way"), number(status.writesUnderWay)},
             {Words::tr("Writes before the checkpoint"), number(status.writesBeforeCheckpoint)},
             {Words::tr("Writes after the checkpoint"), number(status.writesAfterCheckpoint)},
             {Words::tr("Partitions in memory"), number(status.partitionsCached)},
             {Words::tr("Time spent"), Words::tr("%1 ms").arg(number(status.busyMilliseconds))},
             {Words::tr("Definition in use"), number(status.definitions)},
             {Words::tr("Epoch"), number(status.epoch)}}};
}

/// The definition is kept under its name, what it writes under the name that it runs as. Two of the
/// system's write one stream more (protocol.md, section 6.2).
FactGroup streams(const core::ProjectionStatus &status)
{
    const QString runsAs = status.effectiveName.isEmpty() ? status.name : status.effectiveName;
    FactGroup group{Words::tr("Its streams"),
                    {streamFact(Words::tr("Definition"), streamOf(status.name), {}),
                     streamFact(Words::tr("Checkpoints"),
                                streamOf(runsAs, "-checkpoint"),
                                Words::tr("There from its first checkpoint on")),
                     streamFact(Words::tr("Emitted streams"),
                                streamOf(runsAs, "-emittedstreams"),
                                Words::tr("There where it was made to track what it emits")),
                     streamFact(Words::tr("Result"),
                                streamOf(runsAs, "-result"),
                                Words::tr("There where it puts its result out as events"))}};
    if (status.name == QStringLiteral("$by_event_type"))
        group.facts.append(streamFact(Words::tr("Index checkpoints"),
                                      {core::StreamName(QStringLiteral("$et"))},
                                      Words::tr("How far the $et- streams have come")));
    if (status.name == QStringLiteral("$streams"))
        group.facts.append(streamFact(Words::tr("Written"),
                                      {core::StreamName(QStringLiteral("$streams"))},
                                      Words::tr("A link to the first event of each stream")));
    return group;
}

} // namespace

Tone toneOf(const core::ProjectionStatus &status)
{
    if (status.isFaulted())
        return Tone::Danger;
    return status.isRunning() ? Tone::Good : Tone::Warning;
}

QString progressText(double percent)
{
    constexpr double Tenths = 10;
    const double shown = std::floor(percent * Tenths) / Tenths;
    return Words::tr("%1 %").arg(shown, 0, 'f', 1);
}

QList<FactGroup> projectionFacts(const core::ProjectionStatus &status)
{
    return {standing(status), streams(status), work(status)};
}

Question askBefore(const core::ProjectionCommand &command, const QString &where, bool isProduction)
{
    Question question;
    switch (command.kind) {
    case Kind::Enable:
        question.title = Words::tr("Enable %1 on %2?").arg(command.name, where);
        question.text = Words::tr("It goes on from its last checkpoint and writes what it writes.");
        question.acceptText = Words::tr("Enable");
        question.isDestructive = isProduction;
        break;
    case Kind::Disable:
        question.title = Words::tr("Disable %1 on %2?").arg(command.name, where);
        question.text = Words::tr("It writes a checkpoint and stops. Whoever reads what it writes "
                                  "gets nothing new until it is enabled again.");
        question.acceptText = Words::tr("Disable");
        question.isDestructive = true;
        break;
    case Kind::Reset:
        question.title = Words::tr("Reset %1 on %2?").arg(command.name, where);
        question.text
            = Words::tr("It forgets its state and handles the whole log again from the start. "
                        "Events that it emits are written anew, behind those that are there. This "
                        "cannot be taken back.");
        question.acceptText = Words::tr("Reset");
        question.isDestructive = true;
        break;
    }
    return question;
}

QString saidOf(const core::ProjectionCommand &command)
{
    switch (command.kind) {
    case Kind::Enable:
        return Words::tr("%1 is being enabled.").arg(command.name);
    case Kind::Disable:
        return Words::tr("%1 is being disabled.").arg(command.name);
    case Kind::Reset:
        return Words::tr("%1 is being reset.").arg(command.name);
    }
    Q_UNREACHABLE();
}

} // namespace ui
