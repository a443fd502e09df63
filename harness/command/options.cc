#include "harness/command/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/gate/shard.h"

namespace drill {
namespace {

constexpr std::array<const char*, 14> kCommands = {
    "run",        "bench",   "mutate", "gate",  "quarterly", "list",   "validate",
    "procedures", "history", "report", "shell", "clean",     "doctor", "help"};
constexpr int kMostDrills = 1000;

absl::Status Usage(const std::string& what) {
  return absl::InvalidArgumentError(absl::StrCat(what, "\nTry: tools/drill --help"));
}

// What every command takes that drills.
void AddDrill(CLI::App& command, Options& options) {
  command.add_option("--runbook", options.drill.runbook);
  command.add_option("--out", options.out);
  command
      .add_option_function<uint64_t>("--seed", [&options](uint64_t seed) { options.seed = seed; })
      ->check([](const std::string& text) {
        uint64_t number = 0;
        return absl::SimpleAtoi(text, &number) ? "" : absl::StrCat(text, " is no number from 0 up");
      });
}

CLI::Option* AddShard(CLI::App& command, Options& options) {
  return command.add_option("--shard", options.shard)->check([](const std::string& text) {
    const absl::StatusOr<Shard> shard = ParseShard(text);
    return shard.ok() ? "" : std::string(shard.status().message());
  });
}

// What `run` and `mutate` both take.
void AddDrilling(CLI::App& command, Options& options) {
  AddDrill(command, options);
  command.add_option("--jobs", options.jobs)->check(CLI::Range(1, kMostDrills));
}

void AddHistoryPlace(CLI::App& command, Options& options) {
  command.add_option("--history", options.history);
}

void AddRun(CLI::App& app, Options& options) {
  CLI::App& run = *app.add_subcommand("run");
  run.add_option("SCENARIO", options.arguments)->required();
  AddDrilling(run, options);
  AddHistoryPlace(run, options);
  run.add_option("--repeat", options.repeat)->check(CLI::Range(1, kMostDrills));
  AddShard(run, options);
  run.add_flag("--keep", options.drill.keep);
  // One person leads one drill at a time.
  run.add_flag("--led", options.drill.led)->excludes(run.get_option("--jobs"));
  CLI::Option* no_rollback = run.add_flag_callback(
      "--no-rollback", [&options] { options.drill.control = Control::kNoRollback; });
  CLI::Option* no_fault = run.add_flag_callback(
      "--no-fault", [&options] { options.drill.control = Control::kNoFault; });
  // Two different controls, one at a time.
  no_rollback->excludes(no_fault);
  // Every other drill runs the procedure.
  run.add_flag("--with-procedure", options.drill.with_procedure)->needs(no_fault);
}

// One drill at a time: two at once would measure each other.
void AddBench(CLI::App& app, Options& options) {
  CLI::App& bench = *app.add_subcommand("bench");
  bench.add_option("SCENARIO", options.arguments)->required();
  AddDrill(bench, options);
  AddHistoryPlace(bench, options);
  AddBenchOptions(bench, options.bench);
}

void AddMutate(CLI::App& app, Options& options) {
  CLI::App& mutate = *app.add_subcommand("mutate");
  mutate.add_option("SCENARIO", options.arguments)->required();
  AddDrilling(mutate, options);
  mutate.add_option("--kinds", options.kinds)
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(CLI::IsMember({"dropped", "swapped", "true"}));
  mutate.add_option("--only", options.only)->check(CLI::Range(1, kMostDrills));
  mutate.add_flag("--require-all-killed", options.require_all_killed);
  mutate.add_option("--resume", options.resume)->excludes("--out", "--only", "--seed");
  mutate.add_flag("--list", options.list);
}

void AddGate(CLI::App& app, Options& options) {
  CLI::App& gate = *app.add_subcommand("gate");
  gate.add_option("GATE", options.arguments)->required();
  gate.add_option("--out", options.out);
  AddHistoryPlace(gate, options);
  gate.add_option("--jobs", options.jobs)->check(CLI::Range(1, kMostDrills));
  // What is too old is known when all parts are together.
  gate.add_flag("--only-stale", options.only_stale)->excludes(AddShard(gate, options));
}

void AddQuarterly(CLI::App& app, Options& options) {
  CLI::App& quarterly = *app.add_subcommand("quarterly");
  CLI::Option* plan = quarterly.add_option("PLAN", options.arguments)->expected(0, 1);
  AddDrill(quarterly, options);
  quarterly.add_flag("--keep", options.drill.keep);
  quarterly.add_flag("--blind", options.blind);
  CLI::Option* led = quarterly.add_flag("--led", options.drill.led);
  CLI::Option* step = quarterly.add_flag("--step", options.step);
  CLI::Option* unattended =
      quarterly.add_flag("--unattended", options.unattended)->excludes(led)->excludes(step);
  AddHistoryPlace(quarterly, options);
  CLI::Option* resume = quarterly.add_option("--resume", options.resume)->excludes(plan);
  quarterly.add_flag("--end", options.end)->needs(resume)->excludes(unattended);
}

void AddShellAndClean(CLI::App& app, Options& options) {
  CLI::App& shell = *app.add_subcommand("shell");
  shell.add_option("SCENARIO", options.arguments)->required()->expected(1);
  shell.add_flag("--kept", options.kept);
  shell.add_option("--at", options.at)
      ->check(CLI::IsMember({"prepare", "baseline", "broken", "rolled-back"}));
  CLI::App& clean = *app.add_subcommand("clean");
  CLI::Option* id = clean.add_option("ID", options.arguments)->expected(0, 1);
  clean.add_flag("--list", options.list)->excludes(id);
}

void AddReading(CLI::App& app, Options& options) {
  app.add_subcommand("list")->add_flag("--covered", options.covered);
  app.add_subcommand("validate")->add_option("FILE", options.arguments)->required();
  CLI::App& procedures = *app.add_subcommand("procedures");
  procedures.add_option("FILE", options.arguments)->required()->expected(1);
  procedures.add_option("--format", options.format)->check(CLI::IsMember({"text", "json"}));
  app.add_subcommand("doctor");
}

void AddEvidence(CLI::App& app, Options& options) {
  CLI::App& history = *app.add_subcommand("history");
  history.add_option("SCENARIO", options.arguments);
  AddHistoryPlace(history, options);
  history.add_option("--format", options.format)->check(CLI::IsMember({"text", "json"}));
  CLI::App& report = *app.add_subcommand("report");
  report.add_option("RUN_DIR", options.arguments)->required();
  CLI::Option* merge = report.add_flag("--merge", options.merge);
  // Other reports are written where their drill has its directory.
  report.add_option("--out", options.out)->needs(merge);
}

// CLI11 reports mistakes by exceptions, which end here.
absl::Status Parse(CLI::App& app, std::vector<std::string> words) {
  const std::string command = words[0];
  // It takes them from the back.
  std::reverse(words.begin(), words.end());
  try {
    app.parse(words);
    return absl::OkStatus();
  } catch (const CLI::RequiredError& error) {
    return Usage(
        absl::StrCat("'", command, "': ", error.what(), ". `tools/drill list` shows scenarios."));
  } catch (const CLI::ParseError& error) {
    return Usage(absl::StrCat("'", command, "': ", error.what(), "."));
  }
}

}  // namespace

absl::StatusOr<Options> ParseOptions(const std::vector<std::string>& arguments) {
  Options options;
  const auto separator = std::find(arguments.begin(), arguments.end(), "--");
  if (separator != arguments.end()) options.shell_command.assign(separator + 1, arguments.end());
  std::vector<std::string> words(arguments.begin(), separator);
  if (words.empty()) return Usage("What is to be done?");
  if (words[0] == "help" || std::count(words.begin(), words.end(), "--help") > 0) {
    options.command = "help";
    return options;
  }
  if (std::find(kCommands.begin(), kCommands.end(), words[0]) == kCommands.end()) {
    return Usage(absl::StrCat("'", words[0],
                              "' is no command. Commands: ", absl::StrJoin(kCommands, ", "), "."));
  }
  options.command = words[0];
  if (options.command != "shell" && separator != arguments.end())
    return Usage(absl::StrCat("Only 'shell' takes a command after --, not '", words[0], "'."));
  CLI::App app;
  app.set_help_flag();
  AddRun(app, options);
  AddBench(app, options);
  AddMutate(app, options);
  AddGate(app, options);
  AddQuarterly(app, options);
  AddShellAndClean(app, options);
  AddReading(app, options);
  AddEvidence(app, options);
  const absl::Status parsed = Parse(app, std::move(words));
  if (!parsed.ok()) return parsed;
  if (const absl::Status bench = CheckBenchOptions(options.bench); !bench.ok())
    return Usage(absl::StrCat("'bench': ", bench.message(), "."));
  if (options.command == "gate" && options.arguments.size() > 1)
    return Usage("'gate' takes one gate file; its shards are put together by 'report --merge'.");
  return options;
}

}  // namespace drill
