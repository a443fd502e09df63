#include "benchmarks/filled_postgres.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "benchmarks/smoke.h"

namespace drill {
namespace {

absl::Status Fill(const LocalPostgres& server, int64_t rows) {
  return server.Execute(
      absl::StrCat("CREATE TABLE notes (id bigint PRIMARY KEY, body text, at timestamptz);"
                   "INSERT INTO notes SELECT i, 'note ' || i, now() FROM generate_series(1, ",
                   rows, ") i; ANALYZE notes;"));
}

}  // namespace

absl::Status FilledPostgres::Add(int64_t rows) {
  return server_->Execute(
      absl::StrCat("INSERT INTO notes SELECT (SELECT max(id) FROM notes) + i, 'note', now() FROM "
                   "generate_series(1, ",
                   rows, ") i"));
}

std::unique_ptr<FilledPostgres> FilledPostgres::Make(benchmark::State& state, int64_t rows) {
  absl::StatusOr<std::unique_ptr<LocalPostgres>> server = LocalPostgres::Start();
  if (absl::IsUnimplemented(server.status())) {
    state.SkipWithError("no PostgreSQL server is installed");
    return nullptr;
  }
  absl::Status filled = server.status();
  if (filled.ok()) filled = Fill(**server, rows);
  if (!filled.ok()) {
    Fail(state, "no PostgreSQL server could be filled");
    return nullptr;
  }
  return std::unique_ptr<FilledPostgres>(new FilledPostgres(*std::move(server)));
}

}  // namespace drill
