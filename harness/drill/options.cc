#include "harness/drill/options.h"

#include <getopt.h>

#include <algorithm>
#include <array>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "harness/base/status_macros.h"

namespace drill {

namespace {

constexpr std::array<absl::string_view, 9> kCommands = {
    "run", "mutate", "list", "validate", "procedures", "shell", "clean", "doctor", "help"};

absl::Status Usage(const std::string& what) {
  return absl::InvalidArgumentError(absl::StrCat(what, "\nTry: tools/drill --help"));
}

absl::Status ParseCount(absl::string_view name, absl::string_view text, int& value) {
  if (absl::SimpleAtoi(text, &value) && value >= 1 && value <= 1000) return absl::OkStatus();
  return Usage(absl::StrCat("--", name, " takes a number from 1 to 1000, not '", text, "'."));
}

absl::Status ParseKinds(absl::string_view text, std::vector<std::string>& kinds) {
  kinds = absl::StrSplit(text, ',');
  for (const std::string& kind : kinds) {
    if (kind == "dropped" || kind == "swapped" || kind == "true") continue;
    return Usage(absl::StrCat("--kinds takes dropped, swapped and true, with commas between, not '",
                              text, "'."));
  }
  return absl::OkStatus();
}

enum Flag {
  kRunbook = 256,
  kOut,
  kRepeat,
  kJobs,
  kSeed,
  kKeep,
  kKept,
  kList,
  kNoRollback,
  kNoFault,
  kWithProcedure,
  kKinds,
  kOnly,
  kRequireAllKilled,
  kAt,
  kCovered,
  kFormat,
  kHelp
};

const option kFlags[] = {{"runbook", required_argument, nullptr, kRunbook},
                         {"out", required_argument, nullptr, kOut},
                         {"repeat", required_argument, nullptr, kRepeat},
                         {"jobs", required_argument, nullptr, kJobs},
                         {"seed", required_argument, nullptr, kSeed},
                         {"keep", no_argument, nullptr, kKeep},
                         {"kept", no_argument, nullptr, kKept},
                         {"list", no_argument, nullptr, kList},
                         {"no-rollback", no_argument, nullptr, kNoRollback},
                         {"no-fault", no_argument, nullptr, kNoFault},
                         {"with-procedure", no_argument, nullptr, kWithProcedure},
                         {"kinds", required_argument, nullptr, kKinds},
                         {"only", required_argument, nullptr, kOnly},
                         {"require-all-killed", no_argument, nullptr, kRequireAllKilled},
                         {"at", required_argument, nullptr, kAt},
                         {"covered", no_argument, nullptr, kCovered},
                         {"format", required_argument, nullptr, kFormat},
                         {"help", no_argument, nullptr, kHelp},
                         {nullptr, 0, nullptr, 0}};

absl::Status SetControl(Control control, Options& options) {
  if (options.control != Control::kNone && options.control != control) {
    return Usage("--no-rollback and --no-fault are two different controls; run one at a time.");
  }
  options.control = control;
  return absl::OkStatus();
}

absl::Status Apply(int flag, Options& options) {
  switch (flag) {
    case kRunbook:
      options.runbook = optarg;
      return absl::OkStatus();
    case kOut:
      options.out = optarg;
      return absl::OkStatus();
    case kRepeat:
      return ParseCount("repeat", optarg, options.repeat);
    case kJobs:
      return ParseCount("jobs", optarg, options.jobs);
    case kSeed: {
      uint64_t seed = 0;
      if (!absl::SimpleAtoi(optarg, &seed))
        return Usage(absl::StrCat("--seed takes a number, not '", optarg, "'."));
      options.seed = seed;
      return absl::OkStatus();
    }
    case kKeep:
      options.keep = true;
      return absl::OkStatus();
    case kKept:
      options.kept = true;
      return absl::OkStatus();
    case kList:
      options.list = true;
      return absl::OkStatus();
    case kNoRollback:
      return SetControl(Control::kNoRollback, options);
    case kNoFault:
      return SetControl(Control::kNoFault, options);
    case kWithProcedure:
      options.with_procedure = true;
      return absl::OkStatus();
    case kKinds:
      return ParseKinds(optarg, options.kinds);
    case kOnly:
      return ParseCount("only", optarg, options.only);
    case kRequireAllKilled:
      options.require_all_killed = true;
      return absl::OkStatus();
    case kAt:
      options.at = optarg;
      return absl::OkStatus();
    case kCovered:
      options.covered = true;
      return absl::OkStatus();
    case kFormat:
      options.format = optarg;
      return absl::OkStatus();
    case kHelp:
      options.command = "help";
      return absl::OkStatus();
    default:
      return Usage("An option is unknown, or lacks its value.");
  }
}

// What only `mutate` takes, and what it does not take.
absl::Status CheckMutate(const Options& options) {
  if (options.command != "mutate") {
    if (options.kinds.empty() && options.only == 0 && !options.require_all_killed)
      return absl::OkStatus();
    return Usage("--kinds, --only and --require-all-killed belong to 'mutate'.");
  }
  if (options.arguments.size() != 1)
    return Usage("'mutate' takes one scenario. `tools/drill list` shows them.");
  if (options.control != Control::kNone)
    return Usage("'mutate' takes no control: a mutant is a procedure with a mistake in it.");
  if (options.repeat != 1 || options.keep)
    return Usage("'mutate' takes neither --repeat nor --keep; `run` does.");
  return absl::OkStatus();
}

absl::Status CheckShape(const Options& options) {
  if (std::find(kCommands.begin(), kCommands.end(), options.command) == kCommands.end()) {
    return Usage(absl::StrCat("'", options.command,
                              "' is no command. Commands: ", absl::StrJoin(kCommands, ", "), "."));
  }
  const absl::string_view command = options.command;
  const size_t given = options.arguments.size();
  if ((command == "run" || command == "validate") && given == 0) {
    return Usage(absl::StrCat("'", command,
                              "' needs at least one scenario. `tools/drill list` shows them."));
  }
  if (command == "procedures" && given != 1) return Usage("'procedures' takes one Markdown file.");
  if (command == "shell" && given != 1)
    return Usage(options.kept
                     ? "'shell --kept' takes one id; `tools/drill clean --list` shows them."
                     : "'shell' takes one scenario; put a command after --.");
  if (command == "clean" && given > 1)
    return Usage("'clean' takes nothing, or the id of one kept host.");
  if (options.kept && command != "shell") return Usage("--kept belongs to 'shell'.");
  RETURN_IF_ERROR(CheckMutate(options));
  if (options.list && command != "mutate" && (command != "clean" || given != 0))
    return Usage("--list belongs to 'clean', and shows the kept hosts, or to 'mutate'.");
  if ((command == "doctor" || command == "list") && given != 0) {
    return Usage(absl::StrCat("'", command, "' takes no arguments."));
  }
  if (options.format != "text" && options.format != "json")
    return Usage(absl::StrCat("--format takes text or json, not '", options.format, "'."));
  if (options.format != "text" && command != "procedures")
    return Usage("--format belongs to 'procedures'.");
  if (options.with_procedure && options.control != Control::kNoFault)
    return Usage("--with-procedure belongs to --no-fault; every other drill runs the procedure.");
  if (options.covered && command != "list") return Usage("--covered belongs to 'list'.");
  if (options.at != "prepare" && options.at != "baseline" && options.at != "broken" &&
      options.at != "rolled-back") {
    return Usage(absl::StrCat("--at takes prepare, baseline, broken or rolled-back, not '",
                              options.at, "'."));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Options> ParseOptions(const std::vector<std::string>& arguments) {
  Options options;
  const auto separator = std::find(arguments.begin(), arguments.end(), "--");
  if (separator != arguments.end()) options.shell_command.assign(separator + 1, arguments.end());
  std::vector<std::string> words = {"drill"};
  words.insert(words.end(), arguments.begin(), separator);
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(&word[0]);
  argv.push_back(nullptr);

  // Restarts getopt, which keeps its place in globals; our own messages, not its.
  optind = 0;
  opterr = 0;
  int flag;
  while ((flag = getopt_long(static_cast<int>(words.size()), argv.data(), "", kFlags, nullptr)) !=
         -1) {
    RETURN_IF_ERROR(Apply(flag, options));
  }
  std::vector<std::string> rest(argv.begin() + optind, argv.end() - 1);
  if (options.command == "help" || rest.empty()) {
    if (options.command != "help") return Usage("What is to be done?");
    return options;
  }
  options.command = rest.front();
  options.arguments.assign(rest.begin() + 1, rest.end());
  RETURN_IF_ERROR(CheckShape(options));
  return options;
}

}  // namespace drill
