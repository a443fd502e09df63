#include "harness/bench/bench_options.h"

#include <CLI/CLI.hpp>
#include <map>
#include <set>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace drill {
namespace {

constexpr int kMostDrills = 1000;
constexpr uint64_t kMostRows = 10'000'000'000;

// "90s", "30m", "1h30m".
std::string CheckDuration(const std::string& text) {
  absl::Duration duration;
  if (absl::ParseDuration(text, &duration) && duration > absl::ZeroDuration()) return "";
  return absl::StrCat(text, " is no time such as 90s, 30m or 2h");
}

void AddClaim(CLI::App& command, BenchOptions& options) {
  command
      .add_option_function<std::string>("--claim",
                                        [&options](const std::string& name) {
                                          // The check has let nothing else through.
                                          if (!absl::SimpleAtoi(name.substr(1), &options.percent))
                                            options.percent = 95;
                                        })
      ->check(CLI::IsMember({"p50", "p90", "p95", "p99"}));
}

}  // namespace

void AddBenchOptions(CLI::App& command, BenchOptions& options) {
  AddClaim(command, options);
  command.add_option("--repeat", options.repeat)->check(CLI::Range(1, kMostDrills));
  command
      .add_option_function<std::string>("--at-most",
                                        [&options](const std::string& text) {
                                          if (!absl::ParseDuration(text, &options.at_most))
                                            options.at_most = absl::ZeroDuration();
                                        })
      ->check(CheckDuration);
  command.add_option("--compare", options.compare);
  command.add_flag("--distortion", options.distortion);
  const std::map<std::string, uint64_t> thousands = {
      {"k", 1'000}, {"m", 1'000'000}, {"g", 1'000'000'000}};
  CLI::Option* rows = command.add_option("--rows", options.rows)
                          ->delimiter(',')
                          ->allow_extra_args(false)
                          ->transform(CLI::AsNumberWithUnit(thousands))
                          ->check(CLI::Range(uint64_t{1}, kMostRows));
  command.add_option("--at-size", options.at_size)->transform(CLI::AsSizeValue(true))->needs(rows);
  for (const char* other : {"--compare", "--claim", "--distortion"})
    rows->excludes(command.get_option(other));
}

absl::Status CheckBenchOptions(const BenchOptions& options) {
  const std::set<uint64_t> sizes(options.rows.begin(), options.rows.end());
  if (sizes.size() < options.rows.size())
    return absl::InvalidArgumentError("--rows: a size stands there twice; --repeat makes several");
  if (sizes.size() == 1) {
    return absl::InvalidArgumentError(
        "--rows: one size shows no growth; two at least, three or more to tell how it grows: "
        "--rows 10k,100k,1M");
  }
  return absl::OkStatus();
}

}  // namespace drill
