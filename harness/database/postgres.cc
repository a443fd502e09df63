#include "harness/database/postgres.h"

#include <algorithm>
#include <exception>
#include <pqxx/pqxx>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "harness/base/one_line.h"
#include "harness/base/status_macros.h"
#include "harness/database/postgres_rows.h"

namespace drill {
namespace {

constexpr char kCancelled[] = "57014";

// A statement may take long; a server that nobody can connect to is not there, and a verification
// asks it many times.
constexpr absl::Duration kConnectLimit = absl::Seconds(5);

// Classes "connection exception" and "operator intervention" (shutdown, crash, still starting).
bool EndsConnections(const std::string& sqlstate) {
  return sqlstate.compare(0, 2, "08") == 0 || sqlstate.compare(0, 3, "57P") == 0;
}

// A value of a libpq connection string.
std::string Quoted(const std::string& value) {
  std::string quoted = "'";
  for (const char c : value) {
    if (c == '\'' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "'";
}

std::string ConnectionString(const PostgresLogin& login, absl::Duration timeout) {
  const int64_t limit_ms = std::max<int64_t>(absl::ToInt64Milliseconds(timeout), 1);
  // libpq knows no shorter limit than two seconds.
  const int64_t connect_seconds =
      absl::ToInt64Seconds(std::clamp(timeout, absl::Seconds(2), kConnectLimit));
  return absl::StrCat("host=", Quoted(login.address), " port=", login.port,
                      " dbname=", Quoted(login.name), " user=", Quoted(login.user),
                      " password=", Quoted(login.password), " connect_timeout=", connect_seconds,
                      // A machine that is gone neither answers nor refuses: TCP must give up after
                      // the same limit.
                      " tcp_user_timeout=", limit_ms, " application_name=rollback-drill",
                      // Values as text must not depend on the server's settings.
                      " options='-c timezone=UTC -c datestyle=ISO -c bytea_output=hex"
                      // libpqxx would print warnings in the middle of the drill's progress.
                      " -c extra_float_digits=1 -c client_min_messages=error -c statement_timeout=",
                      limit_ms, "'");
}

std::string Masked(std::string text, const std::string& secret) {
  if (secret.empty()) return text;
  for (size_t at = text.find(secret); at != std::string::npos; at = text.find(secret, at)) {
    text.replace(at, secret.size(), "[masked]");
  }
  return text;
}

// How far a query came before it failed.
enum class Stage { kConnecting, kPreparing, kAsking };

std::vector<SqlRow> Run(const PostgresLogin& login, const std::string& preparation,
                        const std::string& statement, absl::Duration timeout, Stage& stage) {
  pqxx::connection connection(ConnectionString(login, timeout));
  stage = Stage::kAsking;
  if (preparation.empty()) return RowsOf(pqxx::read_transaction(connection).exec(statement));
  stage = Stage::kPreparing;
  pqxx::work never_committed(connection);
  never_committed.exec(preparation);
  stage = Stage::kAsking;
  return RowsOf(never_committed.exec(statement));
}

absl::StatusOr<std::vector<SqlRow>> QueryOnce(const PostgresLogin& login,
                                              const std::string& preparation,
                                              const std::string& statement,
                                              absl::Duration timeout) {
  const auto said = [&login](const std::exception& error) {
    return Masked(OneLine(error.what()), login.password);
  };
  Stage stage = Stage::kConnecting;
  const auto lost = [&](const std::exception& error) {
    if (stage == Stage::kConnecting) return absl::UnavailableError(said(error));
    return absl::AbortedError(
        absl::StrCat("the connection broke under the statement: ", said(error)));
  };
  try {
    return Run(login, preparation, statement, timeout, stage);
  } catch (const pqxx::sql_error& error) {
    if (error.sqlstate() == kCancelled) {
      return absl::DeadlineExceededError(
          absl::StrCat("no answer from PostgreSQL within ", absl::FormatDuration(timeout)));
    }
    if (EndsConnections(error.sqlstate())) return lost(error);
    return stage == Stage::kPreparing ? absl::UnimplementedError(said(error))
                                      : absl::FailedPreconditionError(said(error));
  } catch (const pqxx::broken_connection& error) {
    return lost(error);
  } catch (const std::exception& error) {
    return absl::InternalError(said(error));
  }
}

// libpq tells the reason in words only.
bool RefusedPassword(const absl::Status& status) {
  return absl::IsUnavailable(status) &&
         absl::StrContains(status.message(), "password authentication failed");
}

absl::StatusOr<std::vector<SqlRow>> Query(const PostgresLogin& login,
                                          const std::string& preparation,
                                          const std::string& statement, absl::Duration timeout) {
  absl::StatusOr<std::vector<SqlRow>> rows = QueryOnce(login, preparation, statement, timeout);
  if (!RefusedPassword(rows.status()) || !login.other_password) return rows;
  std::optional<std::string> other = login.other_password(login.password);
  if (!other) return rows;
  PostgresLogin again = login;
  again.password = *std::move(other);
  return QueryOnce(again, preparation, statement, timeout);
}

}  // namespace

absl::StatusOr<std::vector<SqlRow>> QueryPostgres(const PostgresLogin& login,
                                                  const std::string& statement,
                                                  absl::Duration timeout) {
  return Query(login, "", statement, timeout);
}

absl::StatusOr<std::vector<SqlRow>> QueryPostgresUndone(const PostgresLogin& login,
                                                        const std::string& preparation,
                                                        const std::string& statement,
                                                        absl::Duration timeout) {
  return Query(login, preparation, statement, timeout);
}

absl::StatusOr<std::string> QueryPostgresValue(const PostgresLogin& login,
                                               const std::string& statement,
                                               absl::Duration timeout) {
  ASSIGN_OR_RETURN(const std::vector<SqlRow> rows, QueryPostgres(login, statement, timeout));
  return OnlyValue(rows);
}

}  // namespace drill
