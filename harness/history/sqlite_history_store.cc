#include "harness/history/sqlite_history_store.h"

#include <sqlite3.h>

#include <filesystem>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "harness/base/file.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

// How long a writer waits for another one.
constexpr int kPatienceMs = 30'000;

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
struct FinishStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;
using Statement = std::unique_ptr<sqlite3_stmt, FinishStatement>;

class SqliteHistoryStore : public HistoryStore {
 public:
  SqliteHistoryStore(std::string file, Database database)
      : file_(std::move(file)), database_(std::move(database)) {}

  absl::StatusOr<std::vector<SqlRow>> Execute(const std::string& sql,
                                              const SqlRow& parameters) override {
    sqlite3_stmt* prepared = nullptr;
    const int code = sqlite3_prepare_v2(database_.get(), sql.data(), static_cast<int>(sql.size()),
                                        &prepared, nullptr);
    const Statement statement(prepared);
    if (code != SQLITE_OK) return Error(code);
    for (size_t at = 0; at < parameters.size(); ++at)
      RETURN_IF_ERROR(Bind(prepared, at, parameters));
    return Rows(prepared);
  }

  // IMMEDIATE: a transaction that begins as a reader cannot become a writer when another one has
  // written meanwhile.
  absl::Status Transact(const std::function<absl::Status()>& body) override {
    RETURN_IF_ERROR(Execute("BEGIN IMMEDIATE", {}).status());
    absl::Status done = body();
    if (done.ok()) done = Execute("COMMIT", {}).status();
    // Some errors, a full disk among them, have ended the transaction already; then there is none
    // to roll back.
    if (!done.ok() && sqlite3_get_autocommit(database_.get()) == 0)
      Execute("ROLLBACK", {}).status().IgnoreError();
    return done;
  }

  absl::StatusOr<std::vector<std::string>> Tables() override {
    ASSIGN_OR_RETURN(const std::vector<SqlRow> rows,
                     Execute("SELECT name FROM sqlite_master WHERE type = 'table' "
                             "AND name NOT LIKE 'sqlite_%' ORDER BY name",
                             {}));
    std::vector<std::string> tables;
    for (const SqlRow& row : rows) tables.push_back(row[0].value_or(""));
    return tables;
  }

  std::string shown() const override { return file_; }

 private:
  absl::Status Bind(sqlite3_stmt* statement, size_t at, const SqlRow& parameters) {
    // "$1" is a name to SQLite; the same one may stand in a statement twice.
    const int index = sqlite3_bind_parameter_index(statement, absl::StrCat("$", at + 1).c_str());
    const std::optional<std::string>& value = parameters[at];
    const int code = value ? sqlite3_bind_text(statement, index, value->data(),
                                               static_cast<int>(value->size()), SQLITE_TRANSIENT)
                           : sqlite3_bind_null(statement, index);
    return code == SQLITE_OK ? absl::OkStatus() : Error(code);
  }

  absl::StatusOr<std::vector<SqlRow>> Rows(sqlite3_stmt* statement) {
    std::vector<SqlRow> rows;
    int code = sqlite3_step(statement);
    for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
      SqlRow& row = rows.emplace_back();
      for (int column = 0; column < sqlite3_column_count(statement); ++column) {
        const unsigned char* const text = sqlite3_column_text(statement, column);
        const int size = sqlite3_column_bytes(statement, column);
        if (text == nullptr) {
          row.push_back(std::nullopt);
        } else {
          row.emplace_back(std::in_place, reinterpret_cast<const char*>(text), size);
        }
      }
    }
    if (code != SQLITE_DONE) return Error(code);
    return rows;
  }

  absl::Status Error(int code) const {
    const std::string text = absl::StrCat(file_, ": ", sqlite3_errmsg(database_.get()));
    switch (code & 0xff) {
      case SQLITE_NOTADB:
      case SQLITE_CORRUPT:
        return absl::FailedPreconditionError(
            absl::StrCat(text, "; name another file by --history, or move this one away"));
      case SQLITE_BUSY:
      case SQLITE_LOCKED:
        return absl::UnavailableError(
            absl::StrCat(text, "; another run has been writing for ", kPatienceMs / 1000, " s"));
      case SQLITE_FULL:
      case SQLITE_IOERR:
      case SQLITE_READONLY:
      case SQLITE_CANTOPEN:
      case SQLITE_PERM:
        return absl::UnavailableError(
            absl::StrCat(text,
                         "; see to its directory's space and permissions, or name another "
                         "file by --history"));
      default:
        return absl::InternalError(text);
    }
  }

  const std::string file_;
  const Database database_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<HistoryStore>> OpenSqliteHistory(const std::string& file) {
  const std::string directory = std::filesystem::path(file).parent_path();
  if (!directory.empty()) {
    const absl::Status made = MakeDirectories(directory);
    if (!made.ok()) return absl::UnavailableError(made.message());
  }
  sqlite3* opened = nullptr;
  const int code =
      sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  Database database(opened);
  if (code != SQLITE_OK) {
    return absl::UnavailableError(absl::StrCat(
        file, ": ", sqlite3_errstr(code),
        "; see to its directory's space and permissions, or name another file by --history"));
  }
  sqlite3_busy_timeout(opened, kPatienceMs);
  return std::make_unique<SqliteHistoryStore>(file, std::move(database));
}

}  // namespace drill
