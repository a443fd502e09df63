#include "harness/drill/machine_facts.h"

#include <sys/utsname.h>
#include <unistd.h>

#include <map>
#include <mutex>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "harness/base/file.h"
#include "harness/base/json.h"
#include "harness/host/engine_api.h"

namespace drill {
namespace {

constexpr absl::Duration kVersionLimit = absl::Seconds(10);
constexpr int64_t kKibibyte = 1024;

// The value of the first line "KEY<separator>VALUE" of a file; empty where there is none.
std::string ValueOf(const std::string& file, absl::string_view key, char separator) {
  const absl::StatusOr<std::string> content = ReadFile(file);
  if (!content.ok()) return "";
  for (absl::string_view line : absl::StrSplit(*content, '\n')) {
    const std::pair<absl::string_view, absl::string_view> parts =
        absl::StrSplit(line, absl::MaxSplits(separator, 1));
    if (absl::StripAsciiWhitespace(parts.first) != key) continue;
    return std::string(absl::StripAsciiWhitespace(parts.second));
  }
  return "";
}

}  // namespace

Machine ReadMachine(const std::string& root) {
  Machine machine;
  utsname names;
  if (uname(&names) == 0)
    machine.set_kernel(absl::StrCat(names.sysname, " ", names.release, " ", names.machine));
  std::string system = ValueOf(absl::StrCat(root, "/etc/os-release"), "PRETTY_NAME", '=');
  machine.set_system(std::string(absl::StripSuffix(absl::StripPrefix(system, "\""), "\"")));
  machine.set_processors(static_cast<int32_t>(sysconf(_SC_NPROCESSORS_ONLN)));
  machine.set_processor(ValueOf(absl::StrCat(root, "/proc/cpuinfo"), "model name", ':'));
  int64_t kibibytes;
  const std::string memory = ValueOf(absl::StrCat(root, "/proc/meminfo"), "MemTotal", ':');
  if (absl::SimpleAtoi(absl::StripSuffix(memory, " kB"), &kibibytes))
    machine.set_memory_bytes(kibibytes * kKibibyte);
  return machine;
}

void ReadEngineVersions(DrillHost& host, Machine& machine) {
  const absl::StatusOr<std::string> version = EngineOf(host, kVersionLimit).Get("/version");
  if (version.ok()) {
    const nlohmann::json json = ParseJson(*version);
    if (json.is_object()) machine.set_engine_version(json.value("Version", std::string()));
  }
  ExecOptions options;
  options.timeout = kVersionLimit;
  const absl::StatusOr<SubprocessResult> compose =
      host.Exec({"docker", "compose", "version", "--short"}, options);
  if (compose.ok() && compose->succeeded())
    machine.set_compose_version(std::string(absl::StripAsciiWhitespace(compose->stdout_content)));
}

void ReadEngineVersionsOnce(const std::string& seed, DrillHost& host, Machine& machine) {
  static std::mutex& mutex = *new std::mutex;
  static std::map<std::string, Machine>& known = *new std::map<std::string, Machine>;
  const std::lock_guard<std::mutex> lock(mutex);
  Machine& engine = known[seed];
  if (engine.engine_version().empty() || engine.compose_version().empty())
    ReadEngineVersions(host, engine);
  machine.MergeFrom(engine);
}

}  // namespace drill
