#include <cstdio>
#include <memory>
#include <string>

#include "harness/command/commands.h"
#include "harness/host/clean.h"
#include "harness/host/store.h"

namespace drill {

int Clean(const Options& options) {
  const absl::StatusOr<std::unique_ptr<Store>> store = Store::Open(Store::DefaultCacheDirectory());
  if (!store.ok()) {
    std::fprintf(stderr, "%s\n", std::string(store.status().message()).c_str());
    return kExitMachineError;
  }
  const absl::StatusOr<CleanReport> report = options.arguments.empty()
                                                 ? drill::Clean(**store)
                                                 : CleanKept(**store, options.arguments.front());
  if (!report.ok()) {
    std::fprintf(stderr, "%s\n", std::string(report.status().message()).c_str());
    return kExitUnusable;
  }
  for (const std::string& what : report->removed) std::printf("removed %s\n", what.c_str());
  for (const std::string& what : report->in_use)
    std::printf("in use, left alone: %s\n", what.c_str());
  for (const std::string& what : report->left)
    std::fprintf(stderr, "could not be removed: %s\n", what.c_str());
  if (report->removed.empty() && report->left.empty())
    std::printf("Nothing was left by earlier runs.\n");
  return report->left.empty() ? 0 : kExitMachineError;
}

}  // namespace drill
