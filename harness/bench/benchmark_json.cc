#include "harness/bench/benchmark_json.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "benchmark/benchmark.h"
#include "harness/base/file.h"
#include "harness/base/json.h"
#include "harness/base/proto_json.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

// Of our own, within the library's context.
constexpr char kMachine[] = "machine";
constexpr char kInputs[] = "inputs";
constexpr char kNoEnd[] = "no end in time";

// A variation of times that are all 0 is none: the library writes NaN, which is no JSON.
bool IsNoNumber(const benchmark::BenchmarkReporter::Run& run) {
  return run.run_type == benchmark::BenchmarkReporter::Run::RT_Aggregate &&
         (!std::isfinite(run.GetAdjustedRealTime()) || !std::isfinite(run.GetAdjustedCPUTime()));
}

// The library's reporter, with the names as they were registered.
class PlainNames : public benchmark::JSONReporter {
 public:
  void ReportRuns(const std::vector<Run>& runs) override {
    std::vector<Run> plain = runs;
    plain.erase(std::remove_if(plain.begin(), plain.end(), IsNoNumber), plain.end());
    for (Run& run : plain) {
      run.run_name.iterations.clear();
      run.run_name.repetitions.clear();
      run.run_name.time_type.clear();
    }
    benchmark::JSONReporter::ReportRuns(plain);
  }
};

void Register(const BenchSeries& series) {
  const auto next = std::make_shared<size_t>(0);
  const auto body = [times = series.times, next](benchmark::State& state) {
    const double time = times[(*next)++ % times.size()];
    // The error is told within the loop: the library wants each repetition to have its iteration.
    for (auto _ : state) {
      if (std::isinf(time)) {
        state.SkipWithError(kNoEnd);
      } else {
        state.SetIterationTime(time / 1000);
      }
    }
  };
  benchmark::RegisterBenchmark(series.name.c_str(), body)
      ->UseManualTime()
      ->Unit(benchmark::kMillisecond)
      ->Iterations(1)
      ->Repetitions(static_cast<int>(series.times.size()));
}

absl::Status NoBench(const std::string& file, const std::string& what) {
  return absl::InvalidArgumentError(
      absl::StrCat("--compare ", file, ": ", what,
                   "; name the run directory of an earlier `tools/drill bench`"));
}

// The times of one entry are added to `base`; false where it is not as `bench` writes it.
bool TakeEntry(const nlohmann::json& entry, BenchBase& base) {
  if (!entry.is_object()) return false;
  // Means and the like are made of the others.
  if (JsonTextAt(entry, "/run_type") != "iteration") return true;
  const std::string name = JsonTextAt(entry, "/name");
  if (name.empty()) return false;
  if (JsonTextAt(entry, "/error_message") == kNoEnd) {
    base.times[name].push_back(std::numeric_limits<double>::infinity());
    return true;
  }
  const auto time = entry.find("real_time");
  if (time == entry.end() || !time->is_number() || JsonTextAt(entry, "/time_unit") != "ms")
    return false;
  base.times[name].push_back(time->get<double>());
  return true;
}

std::string FileOf(const std::string& place) {
  std::error_code ignored;
  if (std::filesystem::is_directory(place, ignored)) return absl::StrCat(place, "/benchmark.json");
  return place;
}

}  // namespace

absl::StatusOr<std::string> BenchmarkJson(const std::vector<BenchSeries>& series,
                                          const BenchOrigin& origin) {
  benchmark::ClearRegisteredBenchmarks();
  for (const BenchSeries& one : series)
    if (!one.times.empty()) Register(one);
  std::ostringstream out;
  std::ostringstream errors;
  PlainNames reporter;
  reporter.SetOutputStream(&out);
  reporter.SetErrorStream(&errors);
  benchmark::RunSpecifiedBenchmarks(&reporter, ".");
  benchmark::ClearRegisteredBenchmarks();
  nlohmann::json json = ParseJson(out.str());
  if (!json.is_object() || !json["context"].is_object()) {
    return absl::InternalError(absl::StrCat("the benchmark library wrote no JSON: ", errors.str()));
  }
  ASSIGN_OR_RETURN(const std::string machine, ProtoToJson(origin.machine));
  json["context"][kMachine] = ParseJson(machine);
  json["context"][kInputs] = origin.inputs;
  return json.dump(2) + "\n";
}

absl::StatusOr<BenchBase> ReadBenchmarkJson(const std::string& place) {
  const std::string file = FileOf(place);
  const absl::StatusOr<std::string> text = ReadFile(file);
  if (!text.ok()) return NoBench(file, std::string(text.status().message()));
  const nlohmann::json json = ParseJson(*text);
  if (!json.is_object() || !json.contains("context") || !json["context"].contains(kMachine) ||
      !json.contains("benchmarks") || !json["benchmarks"].is_array()) {
    return NoBench(file, "not written by bench");
  }
  BenchBase base;
  const nlohmann::json& context = json["context"];
  if (!ProtoFromJson(context[kMachine].dump(), &base.origin.machine).ok())
    return NoBench(file, "its machine cannot be read");
  if (context.contains(kInputs) && context[kInputs].is_object()) {
    for (const auto& [scenario, digest] : context[kInputs].items())
      if (digest.is_string()) base.origin.inputs[scenario] = digest.get<std::string>();
  }
  for (const nlohmann::json& entry : json["benchmarks"])
    if (!TakeEntry(entry, base)) return NoBench(file, "its times cannot be read");
  return base;
}

}  // namespace drill
