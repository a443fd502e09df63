// Looks values up on the drill host that a person would read there before typing a command: the
// commit before this one, the name of the file that an earlier step wrote.
//
//   ValueLookups values(host, plan.lookups, options);
//   ASSIGN_OR_RETURN(const FilledStep filled, values.Fill(step));
//   if (filled.missing.empty()) session.Run(filled.step);
#ifndef HARNESS_RUNBOOK_VALUE_LOOKUP_H_
#define HARNESS_RUNBOOK_VALUE_LOOKUP_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/base/stop_token.h"
#include "harness/host/drill_host.h"
#include "harness/runbook/plan.h"

namespace drill {

struct ValueLookupOptions {
  // In the drill host, where the commands run. Required.
  std::string working_directory;
  // Longest time for one command.
  absl::Duration limit = absl::Minutes(5);
  // Ends a command that runs. Not owned; may be null.
  const StopToken* stop = nullptr;
};

struct FilledStep {
  Step step;
  // Why nobody can type it: the value that could not be found, and what the command said. Empty:
  // the step has all its values.
  std::string missing;
};

// Each value is looked up once, when the first step needs it. Not thread-safe.
class ValueLookups {
 public:
  // `host` must outlive the object.
  ValueLookups(DrillHost& host, std::vector<ValueLookup> lookups, ValueLookupOptions options)
      : host_(host), lookups_(std::move(lookups)), options_(std::move(options)) {}

  // An error only where the host cannot run commands. A command that fails, prints nothing or more
  // than one line has found no value.
  absl::StatusOr<FilledStep> Fill(const Step& step);

 private:
  struct Value {
    std::string text;
    std::string missing;
  };

  absl::StatusOr<Value> Ask(const ValueLookup& lookup) const;

  DrillHost& host_;
  const std::vector<ValueLookup> lookups_;
  const ValueLookupOptions options_;
  // By token.
  std::map<std::string, std::string> found_;
};

}  // namespace drill

#endif  // HARNESS_RUNBOOK_VALUE_LOOKUP_H_
