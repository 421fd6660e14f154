#include "core/sandbox/database.h"

#include <QSqlError>
#include <QUuid>

namespace core::sandbox {

namespace {

constexpr int SchemaVersion = 1;

/// Bodies are read by position (the log) or by stream and revision; both are indexes of integers.
const char *const Tables[] = {
    "CREATE TABLE IF NOT EXISTS stream(id INTEGER PRIMARY KEY, name BLOB NOT NULL UNIQUE,"
    " last INTEGER NOT NULL, truncate_before INTEGER, max_count INTEGER, max_age INTEGER)",
    "CREATE TABLE IF NOT EXISTS type(id INTEGER PRIMARY KEY, name BLOB NOT NULL UNIQUE)",
    "CREATE TABLE IF NOT EXISTS event(position INTEGER PRIMARY KEY, stream INTEGER NOT NULL,"
    " revision INTEGER NOT NULL, type INTEGER NOT NULL, created INTEGER NOT NULL,"
    " id BLOB NOT NULL, body BLOB NOT NULL)",
    "CREATE UNIQUE INDEX IF NOT EXISTS event_of_stream ON event(stream, revision)",
    "CREATE TABLE IF NOT EXISTS empty_write(position INTEGER PRIMARY KEY)",
};

Error openError(const QString &file, const QString &why)
{
    return {ErrorCode::InvalidArgument,
            QStringLiteral("The database \"%1\" could not be opened: %2").arg(file, why),
            {}};
}

} // namespace

Result<std::shared_ptr<Database>> Database::open(const QString &file)
{
    const QString name = QStringLiteral("sandbox-") + QUuid::createUuid().toString();
    const std::shared_ptr<Database> database(new Database(name));
    database->m_connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
    database->m_connection.setDatabaseName(file);
    database->m_connection.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=10000"));
    if (!database->m_connection.open())
        return openError(file, database->m_connection.lastError().text());
    const Result<> prepared = database->prepareFile();
    if (!prepared)
        return openError(file, prepared.error().message);
    return database;
}

Database::Database(const QString &connectionName)
    : m_connectionName(connectionName)
{}

Database::~Database()
{
    m_statements.clear();
    m_connection.close();
    m_connection = {};
    QSqlDatabase::removeDatabase(m_connectionName);
}

QSqlQuery &Database::statement(const QString &sql)
{
    const auto found = m_statements.find(sql);
    if (found != m_statements.end()) {
        found->second.finish();
        return found->second;
    }
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    if (!query.prepare(sql) && m_failure.isEmpty())
        m_failure = query.lastError().text();
    return m_statements.emplace(sql, std::move(query)).first->second;
}

bool Database::run(QSqlQuery &query)
{
    if (query.exec())
        return true;
    if (m_failure.isEmpty())
        m_failure = query.lastError().text();
    return false;
}

QString Database::takeFailure()
{
    return std::exchange(m_failure, {});
}

Result<> Database::prepareFile()
{
    QSqlQuery query(m_connection);
    const auto number = [&query](const char *pragma) {
        return query.exec(QLatin1String(pragma)) && query.next() ? query.value(0).toInt() : -1;
    };
    const int version = number("PRAGMA user_version");
    if (version != 0 && version != SchemaVersion)
        return Error{
            ErrorCode::InvalidArgument, QStringLiteral("it is not a sandbox of this version"), {}};
    // WAL lets readers go on while a write is made; FULL waits for the disk before a write is
    // acknowledged.
    QStringList steps{QStringLiteral("PRAGMA journal_mode=WAL"),
                      QStringLiteral("PRAGMA synchronous=FULL"),
                      QStringLiteral("PRAGMA cache_size=-8000")};
    for (const char *table : Tables)
        steps << QLatin1String(table);
    steps << QStringLiteral("PRAGMA user_version=%1").arg(SchemaVersion);
    for (const QString &step : std::as_const(steps)) {
        if (!query.exec(step))
            return Error{ErrorCode::InvalidArgument, query.lastError().text(), {}};
    }
    return Done{};
}

} // namespace core::sandbox
