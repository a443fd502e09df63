// What it costs to tell whether a database came back: its schema, its rows (beside a dump's digest,
// which says no more than that anything differs), and one look at it.
//
//   bazel run //benchmarks:database_benchmark             ten thousand rows
//   bazel run //benchmarks:database_benchmark -- --grow   up to 10^7 rows; some minutes
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "benchmark/benchmark.h"
#include "benchmarks/filled_postgres.h"
#include "benchmarks/smoke.h"
#include "harness/base/subprocess.h"
#include "harness/database/postgres.h"
#include "harness/database/schema_fingerprint.h"
#include "harness/database/table_checksum.h"

namespace drill {
namespace {

constexpr absl::Duration kLimit = absl::Minutes(5);

void FingerprintSchema(benchmark::State& state) {
  const auto database = FilledPostgres::Make(state, state.range(0));
  if (database == nullptr) return;
  for (auto _ : state) {
    const auto schema = ReadSchemaFingerprint(database->login(), kLimit);
    if (!schema.ok() || schema->text.empty()) return Fail(state, "the schema could not be read");
  }
}

void ChecksumRows(benchmark::State& state) {
  const auto database = FilledPostgres::Make(state, state.range(0));
  if (database == nullptr) return;
  SeededTable table;
  table.set_table(FilledPostgres::kTable);
  for (const char* column : FilledPostgres::kColumns) table.add_columns(column);
  for (auto _ : state) {
    const auto facts = ChecksumTable(database->login(), table, kLimit);
    if (!facts.ok()) return Fail(state, "the rows could not be read");
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

void DigestDump(benchmark::State& state) {
  const auto database = FilledPostgres::Make(state, state.range(0));
  if (database == nullptr) return;
  const PostgresLogin& login = database->login();
  const std::string pipeline =
      absl::StrCat("set -o pipefail; pg_dump -h '", login.address, "' -p ", login.port, " -U '",
                   login.user, "' '", login.name, "' | sha256sum");
  SubprocessOptions options;
  options.timeout = kLimit;
  for (auto _ : state) {
    const auto dumped = RunSubprocess({"bash", "-c", pipeline}, options);
    if (!dumped.ok() || !dumped->succeeded()) return Fail(state, "pg_dump failed");
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

// As a probe looks: a connection, a statement, an answer.
void LookOnce(benchmark::State& state) {
  const auto database = FilledPostgres::Make(state, state.range(0));
  if (database == nullptr) return;
  for (auto _ : state) {
    const auto value =
        QueryPostgresValue(database->login(), "SELECT body FROM notes WHERE id = 7", kLimit);
    if (!value.ok()) return Fail(state, "the query failed");
  }
}

void Register(const char* name, void (*body)(benchmark::State&), const std::vector<int64_t>& rows,
              int times) {
  benchmark::internal::Benchmark* const made = benchmark::RegisterBenchmark(name, body);
  made->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(times);
  for (const int64_t size : rows) made->Arg(size);
}

int Main(int argc, char** argv) {
  const bool grow = TakeFlag("--grow", &argc, argv);
  const std::vector<int64_t> rows =
      grow ? std::vector<int64_t>{10'000, 1'000'000, 10'000'000} : std::vector<int64_t>{10'000};
  Register("schema/fingerprint", FingerprintSchema, {rows.front()}, 10);
  Register("rows/checksum", ChecksumRows, rows, 3);
  Register("rows/pg_dump_sha256sum", DigestDump, rows, 3);
  Register("look/sql", LookOnce, {rows.front()}, 50);
  return RunBenchmarks(argc, argv);
}

}  // namespace
}  // namespace drill

int main(int argc, char** argv) { return drill::Main(argc, argv); }
