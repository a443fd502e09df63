// Running the long commands that turn a fresh machine into a seed: their progress said, their
// output kept, their failure explained.
#ifndef HARNESS_SEED_MACHINE_WORK_H_
#define HARNESS_SEED_MACHINE_WORK_H_

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "harness/base/mask.h"
#include "harness/base/stop_token.h"
#include "harness/host/drill_host.h"
#include "harness/seed/seed_manifest.pb.h"

namespace drill {

// One machine that is being prepared. Not thread-safe.
class MachineWork {
 public:
  struct Options {
    // A line for a person. May be empty.
    std::function<void(absl::string_view)> progress;
    // On this machine; every command's output goes to a file in it. Must exist.
    std::string log_directory;
    // Not owned; may be null.
    const StopToken* stop = nullptr;
    // Keeps secrets out of outputs and errors. Not owned; may be null.
    const Masker* masker = nullptr;
    // Called when a command has ended, which may have made secrets. May be empty.
    std::function<void()> learn_secrets;
  };

  // `host` is not owned.
  MachineWork(DrillHost* host, Options options) : host_(host), options_(std::move(options)) {}

  // Runs a bash command line on the machine, in `directory` of it. InvalidArgument, with the end of
  // the output and the whole output's file, when the command fails or takes too long; Cancelled
  // when the stop token was set; other errors when the machine cannot run it.
  absl::Status Run(const std::string& name, const std::string& command,
                   const std::string& directory, absl::Duration timeout);

  void Say(absl::string_view line) const;

  DrillHost* host() const { return host_; }
  // What has been run so far.
  const std::vector<SeedStep>& steps() const { return steps_; }

 private:
  absl::Status MaskOutput(const std::string& file) const;
  std::string Masked(const std::string& text) const;

  DrillHost* const host_;
  const Options options_;
  std::vector<SeedStep> steps_;
};

}  // namespace drill

#endif  // HARNESS_SEED_MACHINE_WORK_H_
