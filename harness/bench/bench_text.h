// What a bench found, in words.
#ifndef HARNESS_BENCH_BENCH_TEXT_H_
#define HARNESS_BENCH_BENCH_TEXT_H_

#include <string>
#include <vector>

#include "harness/bench/bench_runs.h"
#include "harness/bench/bench_sample.h"

namespace drill {

// Of one scenario: what its drills claim of each target, of what the time is made, the harness's
// own share, how finely the recovery is seen. Lines that end with a newline.
std::string BenchText(const BenchSample& sample, const BenchPlan& plan);

// What the harness's session adds to the recovery: the drills' times beside those of drills whose
// procedure was typed into a plain bash. A line, or several.
std::string DistortionText(const BenchSample& sample, const BenchSample& plain);

// 4: a drill was an error; 1: one failed; 3: a claim is refuted; 2: one is neither shown nor
// refuted; 0: all are shown. Of several scenarios the worst.
int BenchExitCode(const std::vector<BenchSample>& samples, int percent);

}  // namespace drill

#endif  // HARNESS_BENCH_BENCH_TEXT_H_
