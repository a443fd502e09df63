#include "harness/seed/kept_portraits.h"

#include <google/protobuf/text_format.h>

#include <algorithm>
#include <filesystem>

#include "absl/strings/str_cat.h"
#include "harness/base/file.h"
#include "harness/base/status_macros.h"
#include "harness/twin/take_portrait.h"
#include "harness/twin/user_requests.h"
#include "re2/re2.h"

namespace drill {

std::string KeptPortraits::PathOf(const std::string& tree, const Stack& stack) const {
  return absl::StrCat(directory_, "/", tree, "-", kPortraitFormat, "-", PortraitKey(stack));
}

absl::StatusOr<HealthyMachines> KeptPortraits::Read(const std::string& tree,
                                                    const Stack& stack) const {
  const std::string file = PathOf(tree, stack);
  ASSIGN_OR_RETURN(const std::string text, ReadFile(file));
  HealthyMachines machines;
  if (!google::protobuf::TextFormat::ParseFromString(text, &machines))
    return absl::DataLossError(absl::StrCat(file, " is damaged"));
  return machines;
}

absl::Status KeptPortraits::Keep(const std::string& tree, const Stack& stack,
                                 const HealthyMachines& machines,
                                 const std::vector<std::string>& seeds) const {
  RETURN_IF_ERROR(MakeDirectories(directory_));
  ASSIGN_OR_RETURN(const std::vector<std::string> kept, ListFiles(directory_));
  for (const std::string& file : kept) {
    std::string of;
    int format = 0;
    if (!RE2::FullMatch(file, "(.+)-(\\d+)-[0-9a-f]+", &of, &format)) continue;
    const bool has_seed = std::find(seeds.begin(), seeds.end(), of) != seeds.end();
    if (format >= kPortraitFormat && has_seed) continue;
    RETURN_IF_ERROR(RemoveAll(absl::StrCat(directory_, "/", file)));
  }
  std::string text;
  google::protobuf::TextFormat::PrintToString(machines, &text);
  return WriteFile(PathOf(tree, stack), text);
}

}  // namespace drill
