#include "harness/history/postgres_history_store.h"

#include <exception>
#include <pqxx/pqxx>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "harness/base/mask.h"
#include "harness/base/one_line.h"
#include "harness/base/status_macros.h"
#include "harness/base/text_span.h"
#include "harness/database/postgres_rows.h"

namespace drill {
namespace {

// What all writers of a history lock; any number that nobody else uses in the same database.
constexpr char kLockWriters[] = "SELECT pg_advisory_xact_lock(8241990651)";

// How long a writer waits for another one; no warnings in the middle of a drill's progress.
constexpr char kSettings[] =
    "SET lock_timeout = '30s'; SET statement_timeout = '60s'; SET client_min_messages = error; "
    "SET datestyle = ISO; SET timezone = UTC";

// Classes of SQLSTATE that say that nothing is wrong with the statement: connection, resources
// (space, memory), operator intervention, and a lock that could not be had in time.
bool IsOfTheServer(const std::string& sqlstate) {
  return absl::StartsWith(sqlstate, "08") || absl::StartsWith(sqlstate, "53") ||
         absl::StartsWith(sqlstate, "57P") || sqlstate == "55P03" || sqlstate == "57014";
}

class PostgresHistoryStore : public HistoryStore {
 public:
  explicit PostgresHistoryStore(const std::string& url) : shown_(Masker().Mask(url)) {
    for (const TextSpan& span : Masker().Find(url))
      password_.AddSecret(url.substr(span.begin, span.end - span.begin));
  }

  absl::Status Connect(const std::string& url) {
    return Guarded([&] {
      connection_ = std::make_unique<pqxx::connection>(url);
      pqxx::nontransaction(*connection_).exec(kSettings);
    });
  }

  absl::StatusOr<std::vector<SqlRow>> Execute(const std::string& sql,
                                              const SqlRow& parameters) override {
    std::vector<SqlRow> rows;
    RETURN_IF_ERROR(Guarded([&] {
      if (transaction_ != nullptr) {
        rows = Run(*transaction_, sql, parameters);
      } else {
        pqxx::nontransaction single(*connection_);
        rows = Run(single, sql, parameters);
      }
    }));
    return rows;
  }

  absl::Status Transact(const std::function<absl::Status()>& body) override {
    absl::Status done;
    const absl::Status ran = Guarded([&] {
      pqxx::work transaction(*connection_);
      transaction.exec(kLockWriters);
      transaction_ = &transaction;
      done = body();
      transaction_ = nullptr;
      // Without this the transaction is rolled back where it ends.
      if (done.ok()) transaction.commit();
    });
    transaction_ = nullptr;
    return done.ok() ? ran : done;
  }

  absl::StatusOr<std::vector<std::string>> Tables() override {
    ASSIGN_OR_RETURN(const std::vector<SqlRow> rows,
                     Execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() "
                             "ORDER BY tablename",
                             {}));
    std::vector<std::string> tables;
    for (const SqlRow& row : rows) tables.push_back(row[0].value_or(""));
    return tables;
  }

  std::string shown() const override { return shown_; }

 private:
  static std::vector<SqlRow> Run(pqxx::transaction_base& transaction, const std::string& sql,
                                 const SqlRow& parameters) {
#if PQXX_VERSION_MAJOR >= 7
    pqxx::params values;
    for (const std::optional<std::string>& parameter : parameters) values.append(parameter);
    const pqxx::result result = transaction.exec_params(sql, values);
#else
    // This version takes NULL from a null pointer only.
    std::vector<const char*> values;
    for (const std::optional<std::string>& parameter : parameters)
      values.push_back(parameter ? parameter->c_str() : nullptr);
    const pqxx::result result =
        transaction.exec_params(sql, pqxx::prepare::make_dynamic_params(values));
#endif
    return RowsOf(result);
  }

  // libpqxx reports errors by exceptions, which end here.
  absl::Status Guarded(const std::function<void()>& body) const {
    const auto said = [this](const std::exception& error) {
      return absl::StrCat(shown_, ": ", password_.Mask(OneLine(error.what())));
    };
    try {
      body();
      return absl::OkStatus();
    } catch (const pqxx::sql_error& error) {
      if (IsOfTheServer(error.sqlstate())) return absl::UnavailableError(said(error));
      return absl::FailedPreconditionError(said(error));
    } catch (const pqxx::broken_connection& error) {
      return absl::UnavailableError(said(error));
    } catch (const std::exception& error) {
      return absl::InternalError(said(error));
    }
  }

  const std::string shown_;
  Masker password_;
  std::unique_ptr<pqxx::connection> connection_;
  // The one that is open, while there is one. Not owned.
  pqxx::transaction_base* transaction_ = nullptr;
};

}  // namespace

absl::StatusOr<std::unique_ptr<HistoryStore>> OpenPostgresHistory(const std::string& url) {
  auto store = std::make_unique<PostgresHistoryStore>(url);
  RETURN_IF_ERROR(store->Connect(url));
  return store;
}

}  // namespace drill
