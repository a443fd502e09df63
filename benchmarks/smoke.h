// What every benchmark program of ours shares: it is a smoke test, too, and fails when one of its
// benchmarks does. The library does not report that in its exit code.
#ifndef BENCHMARKS_SMOKE_H_
#define BENCHMARKS_SMOKE_H_

#include <cstddef>
#include <cstring>

#include "benchmark/benchmark.h"

namespace drill {

// Whether any benchmark failed.
inline bool& BenchmarkFailed() {
  static bool failed = false;
  return failed;
}

inline void Fail(benchmark::State& state, const char* why) {
  BenchmarkFailed() = true;
  state.SkipWithError(why);
}

// Whether this option was given; it is taken out of the arguments, which the library reads later.
inline bool TakeFlag(const char* flag, int* argc, char** argv) {
  bool given = false;
  int kept = 0;
  for (int i = 0; i < *argc; ++i) {
    if (std::strcmp(argv[i], flag) == 0) {
      given = true;
    } else {
      argv[kept++] = argv[i];
    }
  }
  *argc = kept;
  return given;
}

// The program's main(): 64 for wrong usage, 1 where a benchmark failed or none was run.
inline int RunBenchmarks(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 64;
  const size_t run = benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return run == 0 || BenchmarkFailed() ? 1 : 0;
}

}  // namespace drill

#endif  // BENCHMARKS_SMOKE_H_
