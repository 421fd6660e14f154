// One connection to the store's SQLite file, its tables and its prepared statements.
// Lives on the thread that made it; a file has one connection for each thread that uses it.
#pragma once

#include "core/base/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include <map>
#include <memory>

namespace core::sandbox {

class Database
{
public:
    /// The file is made if it is not there; ":memory:" is a database that nobody else sees.
    [[nodiscard]] static Result<std::shared_ptr<Database>> open(const QString &file);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// A statement that is prepared once and then reused; the text names it. Ready for values.
    [[nodiscard]] QSqlQuery &statement(const QString &sql);
    /// Runs a statement of statement(); a failure is remembered, see failure().
    bool run(QSqlQuery &query);
    bool run(const QString &sql) { return run(statement(sql)); }
    /// What went wrong since the last call; empty if nothing did.
    [[nodiscard]] QString takeFailure();
    void forgetFailure() { m_failure.clear(); }
    [[nodiscard]] bool hasFailed() const { return !m_failure.isEmpty(); }

private:
    explicit Database(const QString &connectionName);
    [[nodiscard]] Result<> prepareFile();

    QString m_connectionName;
    QSqlDatabase m_connection;
    std::map<QString, QSqlQuery> m_statements;
    QString m_failure;
};

} // namespace core::sandbox
