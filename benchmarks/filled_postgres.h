// A PostgreSQL server with a table of so many rows, for benchmarks.
#ifndef BENCHMARKS_FILLED_POSTGRES_H_
#define BENCHMARKS_FILLED_POSTGRES_H_

#include <cstdint>
#include <memory>

#include "absl/status/status.h"
#include "benchmark/benchmark.h"
#include "harness/database/postgres.h"
#include "harness/testing/local_postgres.h"

namespace drill {

class FilledPostgres {
 public:
  // The only table, and its columns.
  static constexpr char kTable[] = "notes";
  static constexpr const char* kColumns[] = {"id", "body", "at"};

  // Null, and the benchmark is left out, where no server is installed; null, and the benchmark has
  // failed, where it could not be filled.
  static std::unique_ptr<FilledPostgres> Make(benchmark::State& state, int64_t rows);

  // Adds so many rows, with keys above all others.
  absl::Status Add(int64_t rows);

  const PostgresLogin& login() const { return server_->login(); }

 private:
  explicit FilledPostgres(std::unique_ptr<LocalPostgres> server) : server_(std::move(server)) {}

  const std::unique_ptr<LocalPostgres> server_;
};

}  // namespace drill

#endif  // BENCHMARKS_FILLED_POSTGRES_H_
