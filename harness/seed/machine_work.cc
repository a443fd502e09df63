#include "harness/seed/machine_work.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <system_error>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "harness/base/file.h"
#include "harness/base/mask_file.h"
#include "harness/base/status_macros.h"
#include "harness/base/subprocess.h"

namespace drill {
namespace {

constexpr size_t kTailLines = 20;
constexpr size_t kTailBytes = 4000;

std::string FileName(size_t number, std::string name) {
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return !std::isalnum(c) && c != '.'; }, '-');
  return absl::StrFormat("%02d-%s.log", number, name);
}

absl::string_view Tail(absl::string_view text) {
  size_t begin = text.size() > kTailBytes ? text.size() - kTailBytes : 0;
  size_t at = text.size();
  for (size_t lines = 0; lines <= kTailLines && at != absl::string_view::npos && at > 0; ++lines)
    at = text.rfind('\n', at - 1);
  if (at != absl::string_view::npos && at > 0) begin = std::max(begin, at + 1);
  return text.substr(begin);
}

std::string Fate(const SubprocessResult& result) {
  if (result.timed_out)
    return absl::StrCat("did not end within ", absl::FormatDuration(result.duration));
  if (result.signal) return absl::StrCat("was ended by signal ", *result.signal);
  return absl::StrCat("exited with ", result.exit_code.value_or(-1));
}

}  // namespace

absl::Status MachineWork::Run(const std::string& name, const std::string& command,
                              const std::string& directory, absl::Duration timeout) {
  Say(name);
  ExecOptions exec;
  exec.working_directory = directory;
  exec.timeout = timeout;
  exec.stop = options_.stop;
  exec.output_file = absl::StrCat(options_.log_directory, "/", FileName(steps_.size() + 1, name));
  const absl::StatusOr<SubprocessResult> ended = host_->Exec({"bash", "-c", command}, exec);
  RETURN_IF_ERROR(MaskOutput(exec.output_file));
  RETURN_IF_ERROR(ended.status());
  const SubprocessResult& result = *ended;
  SeedStep step;
  step.set_name(name);
  step.set_duration_ms(absl::ToInt64Milliseconds(result.duration));
  steps_.push_back(step);
  if (options_.stop != nullptr && options_.stop->stopped())
    return absl::CancelledError(absl::StrCat(name, ": stopped"));
  if (result.succeeded()) {
    Say(absl::StrFormat("%s: done in %.1f s", name, absl::ToDoubleSeconds(result.duration)));
    return absl::OkStatus();
  }
  const absl::StatusOr<std::string> output = ReadFile(exec.output_file);
  const absl::string_view said =
      absl::StripTrailingAsciiWhitespace(output.ok() ? Tail(*output) : output.status().message());
  return absl::InvalidArgumentError(
      Masked(absl::StrCat(name, ": `", command, "` ", Fate(result), said.empty() ? "" : "\n", said,
                          "\n(whole output: ", exec.output_file, ")")));
}

// A command that never began has no output.
absl::Status MachineWork::MaskOutput(const std::string& file) const {
  if (options_.learn_secrets) options_.learn_secrets();
  std::error_code ignored;
  if (options_.masker == nullptr || !std::filesystem::exists(file, ignored))
    return absl::OkStatus();
  return MaskFile(file, *options_.masker);
}

std::string MachineWork::Masked(const std::string& text) const {
  return options_.masker == nullptr ? text : options_.masker->Mask(text);
}

void MachineWork::Say(absl::string_view line) const {
  if (options_.progress) options_.progress(line);
}

}  // namespace drill
