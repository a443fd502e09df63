// What the comparison with healthy machines costs, and how that grows: the walk over a machine's
// files, the rows of a table, and the comparison of what was observed.
//
//   bazel run //benchmarks:twin_benchmark             a thousand files, ten thousand rows
//   bazel run //benchmarks:twin_benchmark -- --grow   up to 10^5 files and 10^7 rows; some minutes
#include <fcntl.h>

#include <filesystem>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "benchmark/benchmark.h"
#include "benchmarks/filled_postgres.h"
#include "benchmarks/smoke.h"
#include "harness/base/descriptor.h"
#include "harness/base/file.h"
#include "harness/database/newest_rows.h"
#include "harness/database/recorded_keys.h"
#include "harness/database/table_contents.h"
#include "harness/twin/changed_files.h"
#include "harness/twin/compare_portraits.h"
#include "harness/twin/portrait.h"

namespace drill {
namespace {

constexpr absl::Duration kQueryLimit = absl::Minutes(5);
constexpr int kFilesPerDirectory = 100;

// A temporary directory, removed with the object.
class Tree {
 public:
  explicit Tree(int64_t files) {
    const std::string pattern = std::filesystem::temp_directory_path() / "twin_benchmark.XXXXXX";
    std::vector<char> path(pattern.begin(), pattern.end());
    path.push_back('\0');
    if (mkdtemp(path.data()) == nullptr) return;
    root_ = path.data();
    for (int64_t i = 0; i < files; ++i) {
      const std::string directory = absl::StrCat(root_, "/d", i / kFilesPerDirectory);
      if (i % kFilesPerDirectory == 0) std::filesystem::create_directory(directory);
      if (!WriteFile(absl::StrCat(directory, "/f", i), "a small file\n").ok()) return;
    }
    made_ = true;
  }
  ~Tree() {
    if (!root_.empty()) RemoveAll(root_).IgnoreError();
  }

  bool made() const { return made_; }
  Descriptor Open() const { return Descriptor(open(root_.c_str(), O_RDONLY | O_DIRECTORY)); }

 private:
  std::string root_;
  bool made_ = false;
};

// Compares a tree with itself: no file has been written since the copy, as for nearly all files of
// a drilled machine.
void WalkFiles(benchmark::State& state) {
  const Tree tree(state.range(0));
  if (!tree.made()) return Fail(state, "the files could not be made");
  for (auto _ : state) {
    absl::StatusOr<FileComparison> compared = CompareFiles(tree.Open(), tree.Open(), {});
    if (!compared.ok()) return Fail(state, "the files could not be compared");
    benchmark::DoNotOptimize(compared->compared);
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

// Compares two trees that were written separately, so that every file is read on both sides.
void ReadFiles(benchmark::State& state) {
  const Tree before(state.range(0)), after(state.range(0));
  if (!before.made() || !after.made()) return Fail(state, "the files could not be made");
  for (auto _ : state) {
    absl::StatusOr<FileComparison> compared = CompareFiles(before.Open(), after.Open(), {});
    if (!compared.ok()) return Fail(state, "the files could not be compared");
    benchmark::DoNotOptimize(compared->compared);
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

// Records the keys of every table, which a drill's seed does once for each of its releases.
void RecordRows(benchmark::State& state) {
  const auto rows = FilledPostgres::Make(state, state.range(0));
  if (rows == nullptr) return;
  for (auto _ : state) {
    const auto keys = RecordKeys(rows->login(), kQueryLimit);
    if (!keys.ok()) return Fail(state, "the keys could not be recorded");
  }
}

// Reads the contents of every table, which happens once in each drill, when rows came since.
void ReadRows(benchmark::State& state) {
  const auto rows = FilledPostgres::Make(state, state.range(0));
  if (rows == nullptr) return;
  const auto keys = RecordKeys(rows->login(), kQueryLimit);
  if (!keys.ok()) return Fail(state, "the keys could not be recorded");
  if (!rows->Add(kNewestRows).ok()) return Fail(state, "no rows could be added");
  for (auto _ : state) {
    const auto contents = ReadTableContents(rows->login(), *keys, kQueryLimit);
    if (!contents.ok()) return Fail(state, "the rows could not be read");
  }
}

Portrait Observed(int64_t objects) {
  Portrait portrait;
  Painter painter(ENGINE, &portrait);
  for (int64_t i = 0; i < objects; ++i) {
    const std::string name = absl::StrCat("container ", i);
    painter.Object(name);
    painter.Field(name, "image", "sha256:1");
    painter.Field(name, "restart policy", "always");
  }
  return portrait;
}

void Compare(benchmark::State& state) {
  const Portrait portrait = Observed(state.range(0));
  const std::vector<Portrait> healthy(5, portrait);
  for (auto _ : state) benchmark::DoNotOptimize(ComparePortraits(healthy, portrait, {}));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

using Body = void (*)(benchmark::State&);

void Register(const char* name, Body body, const std::vector<int64_t>& sizes) {
  benchmark::internal::Benchmark* const made = benchmark::RegisterBenchmark(name, body);
  made->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(3);
  for (const int64_t size : sizes) made->Arg(size);
}

void RegisterAll(bool grow) {
  const std::vector<int64_t> files =
      grow ? std::vector<int64_t>{1'000, 10'000, 100'000} : std::vector<int64_t>{1'000};
  const std::vector<int64_t> rows =
      grow ? std::vector<int64_t>{10'000, 1'000'000, 10'000'000} : std::vector<int64_t>{10'000};
  Register("files/nothing_written", WalkFiles, files);
  Register("files/all_written", ReadFiles, files);
  Register("rows/recorded", RecordRows, rows);
  Register("rows/read", ReadRows, rows);
  Register("compared/objects", Compare, {1'000, 10'000});
}

int Main(int argc, char** argv) {
  RegisterAll(TakeFlag("--grow", &argc, argv));
  return RunBenchmarks(argc, argv);
}

}  // namespace
}  // namespace drill

int main(int argc, char** argv) { return drill::Main(argc, argv); }
