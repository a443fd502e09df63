#include "harness/verify/release_checks.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/one_line.h"
#include "harness/database/recorded_rows.h"
#include "harness/database/schema_fingerprint.h"
#include "harness/probe/sight.h"

namespace drill {
namespace {

CheckResult Check(const std::string& name, bool passed, const std::string& expected,
                  const std::string& actual) {
  CheckResult check;
  check.set_name(name);
  check.set_passed(passed);
  check.set_expected(OneLine(expected));
  check.set_actual(OneLine(actual, 600));
  return check;
}

std::vector<std::string> Chosen(const ReleaseFacts& recorded,
                                const std::vector<std::string>& services) {
  std::vector<std::string> names;
  for (const std::string& service : services) {
    if (service != "*") names.push_back(service);
  }
  if (!services.empty() && names.size() == services.size()) return names;
  for (const auto& entry : recorded.image_ids()) names.push_back(entry.first);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::string Image(const std::string& reference, const std::string& id) {
  constexpr size_t kShown = sizeof("sha256:") - 1 + 12;
  return absl::StrCat(reference, " (", id.substr(0, kShown), ")");
}

}  // namespace

std::vector<CheckResult> CheckVersions(const ReleaseFacts& recorded,
                                       const std::vector<std::string>& services,
                                       const std::vector<ContainerInfo>& found) {
  std::vector<CheckResult> checks;
  for (const std::string& service : Chosen(recorded, services)) {
    const std::string name = absl::StrCat("versions/", service);
    const auto id = recorded.image_ids().find(service);
    if (id == recorded.image_ids().end()) {
      checks.push_back(Check(name, false, "the image that was recorded", "none was recorded"));
      checks.back().set_undecided(true);
      continue;
    }
    const auto reference = recorded.image_references().find(service);
    const std::string expected =
        Image(reference == recorded.image_references().end() ? "" : reference->second, id->second);
    const ContainerInfo* container = NewestContainer(found, service);
    checks.push_back(container == nullptr ? Check(name, false, expected, "no container")
                                          : Check(name, container->image_id == id->second, expected,
                                                  Image(container->image, container->image_id)));
  }
  return checks;
}

std::vector<CheckResult> CheckServices(const ReleaseFacts& recorded,
                                       const std::vector<std::string>& services,
                                       const std::vector<ContainerInfo>& found) {
  std::vector<CheckResult> checks;
  for (const std::string& service : Chosen(recorded, services)) {
    const ContainerInfo* container = NewestContainer(found, service);
    const bool runs =
        container != nullptr && container->status == "running" && container->health != "unhealthy";
    std::string actual = "no container";
    if (container != nullptr) {
      actual = container->status;
      if (!container->health.empty()) absl::StrAppend(&actual, ", ", container->health);
      if (container->status == "exited") absl::StrAppend(&actual, " with ", container->exit_code);
    }
    checks.push_back(Check(absl::StrCat("services/", service), runs, "running", actual));
  }
  return checks;
}

CheckResult CheckRevision(const ReleaseFacts& recorded, const std::string& found) {
  return Check("revision", found == recorded.schema_revision(), recorded.schema_revision(), found);
}

CheckResult CheckSchema(const ReleaseFacts& recorded, const std::string& found_text) {
  const std::vector<std::string> differences = DiffSchemas(recorded.schema_text(), found_text);
  return Check("schema", differences.empty() && !recorded.schema_text().empty(),
               absl::StrCat("the schema of ", recorded.version()),
               differences.empty() ? "the same" : absl::StrJoin(differences, "; "));
}

CheckResult CheckTable(const TableFacts& recorded, const TableFacts& found) {
  return Check(absl::StrCat("seeded_data/", recorded.table()), SameRows(recorded, found),
               absl::StrCat(recorded.rows(), " rows as seeded"), RowsFound(recorded, found));
}

CheckResult CheckNotRead(const std::string& name, const std::string& expected,
                         const absl::Status& status) {
  CheckResult check = Check(name, false, expected, std::string(status.message()));
  check.set_undecided(SightOfDatabase(status).colour == Observation::Colour::kError);
  return check;
}

}  // namespace drill
