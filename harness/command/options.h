// The command line as data.
#ifndef HARNESS_COMMAND_OPTIONS_H_
#define HARNESS_COMMAND_OPTIONS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "harness/bench/bench_options.h"
#include "harness/drill/drill_options.h"

namespace drill {

struct Options {
  // run, bench, mutate, gate, quarterly, list, validate, procedures, history, report, shell, clean,
  // doctor or help.
  std::string command;
  // Scenarios, files: what stands after the command.
  std::vector<std::string> arguments;
  // `shell`: what stands after "--".
  std::vector<std::string> shell_command;
  DrillOptions drill;
  // Run directory; empty: a new one below ./drill-runs.
  std::string out;
  int repeat = 1;
  int jobs = 1;
  std::optional<uint64_t> seed;
  // `shell`: the argument is a kept host's id.
  bool kept = false;
  // `clean`: shows the kept hosts, and removes nothing. `mutate`: shows the mutants, and runs none.
  bool list = false;
  // Where drills are kept: a file, a postgresql:// URL, or "none". Empty: ./drill-runs/history.db.
  std::string history;
  // `procedures`, `history`: text or json.
  std::string format = "text";
  // `list`: exit code 1 when a documented procedure has no scenario.
  bool covered = false;
  // `shell`: baseline, broken or rolled-back.
  std::string at = "baseline";
  // `mutate`: dropped, swapped, true; empty: all of them.
  std::vector<std::string> kinds;
  // `mutate`: the number of one mutant; 0: all of them.
  int only = 0;
  // `mutate`: a survivor is a failure.
  bool require_all_killed = false;
  // `run`, `gate`: "2/4", the second of four parts; empty: everything.
  std::string shard;
  // `gate`: only what renews evidence that is too old.
  bool only_stale = false;
  // `report`: the arguments are directories of one gate's shards, which are put together.
  bool merge = false;
  // `quarterly`: the fault is not told until the end.
  bool blind = false;
  // `quarterly`: somebody at the terminal is asked before each command.
  bool step = false;
  // `quarterly`: nobody leads it.
  bool unattended = false;
  // `quarterly`: run directory of a drill that was left: one that still runs is taken up, of any
  // other the checklist is gone on with.
  std::string resume;
  // `quarterly --resume`: the drill that still runs is ended.
  bool end = false;
  BenchOptions bench;
};

// InvalidArgument, with what to type instead, for anything that is not understood.
absl::StatusOr<Options> ParseOptions(const std::vector<std::string>& arguments);

}  // namespace drill

#endif  // HARNESS_COMMAND_OPTIONS_H_
