#include "harness/verify/release_checks.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/one_line.h"
#include "harness/base/service_name.h"
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
  for (const auto& entry : recorded.labels()) names.push_back(entry.first);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::string ShownImage(const std::string& reference, const std::string& id) {
  constexpr size_t kShown = sizeof("sha256:") - 1 + 12;
  return absl::StrCat(reference, " (", id.substr(0, kShown), ")");
}

// Of a service whose release a label tells.
CheckResult CheckLabel(const std::string& name, const ReleaseLabel& label,
                       const ReleaseFacts& recorded, const ContainerInfo* container) {
  const auto expected = FindService(recorded.labels(), label.service());
  if (expected == recorded.labels().end()) {
    CheckResult check = Check(name, false, "the label that was recorded", "none was recorded");
    check.set_undecided(true);
    return check;
  }
  const std::string wanted = absl::StrCat(label.label(), "=", expected->second);
  if (container == nullptr) return Check(name, false, wanted, "no container");
  const auto found = container->labels.find(label.label());
  if (found == container->labels.end())
    return Check(name, false, wanted, absl::StrCat(container->image, " has no such label"));
  return Check(name, found->second == expected->second, wanted,
               absl::StrCat(label.label(), "=", found->second));
}

std::string ShownLife(const ContainerInfo* container) {
  if (container == nullptr) return "no container";
  return absl::StrCat(container->name, " (", container->id.substr(0, 12), ") ", container->status,
                      " since ", container->started_at);
}

}  // namespace

std::vector<CheckResult> CheckVersions(const ReleaseFacts& recorded,
                                       const std::vector<std::string>& services,
                                       const std::vector<ReleaseLabel>& labels,
                                       const std::vector<ContainerInfo>& found) {
  std::vector<CheckResult> checks;
  for (const std::string& service : Chosen(recorded, services)) {
    const std::string name = absl::StrCat("versions/", service);
    const auto label = std::find_if(labels.begin(), labels.end(), [&](const ReleaseLabel& one) {
      return MaySayTheSame(one.service(), service);
    });
    if (label != labels.end()) {
      checks.push_back(CheckLabel(name, *label, recorded, NewestContainer(found, service)));
      continue;
    }
    const auto id = FindService(recorded.image_ids(), service);
    if (id == recorded.image_ids().end()) {
      checks.push_back(Check(name, false, "the image that was recorded", "none was recorded"));
      checks.back().set_undecided(true);
      continue;
    }
    const auto reference = FindService(recorded.image_references(), service);
    const std::string expected = ShownImage(
        reference == recorded.image_references().end() ? "" : reference->second, id->second);
    const ContainerInfo* container = NewestContainer(found, service);
    checks.push_back(container == nullptr
                         ? Check(name, false, expected, "no container")
                         : Check(name, container->image_id == id->second, expected,
                                 ShownImage(container->image, container->image_id)));
  }
  return checks;
}

std::vector<CheckResult> CheckServices(const ReleaseFacts& recorded,
                                       const std::vector<std::string>& services,
                                       const std::vector<ContainerInfo>& found) {
  std::vector<CheckResult> checks;
  for (const std::string& service : Chosen(recorded, services)) {
    const ContainerInfo* container = NewestContainer(found, service);
    const auto ended = FindService(recorded.ended(), service);
    const bool once = ended != recorded.ended().end();
    const bool runs =
        container != nullptr && container->status == "running" && container->health != "unhealthy";
    const bool has_ended = container != nullptr && container->status == "exited";
    const bool as_recorded = once ? has_ended && container->exit_code == ended->second : runs;
    std::string actual = "no container";
    if (container != nullptr) {
      actual = container->status;
      if (!container->health.empty()) absl::StrAppend(&actual, ", ", container->health);
      if (container->status == "exited") absl::StrAppend(&actual, " with ", container->exit_code);
    }
    const std::string expected = once ? absl::StrCat("exited with ", ended->second) : "running";
    checks.push_back(Check(absl::StrCat("services/", service), as_recorded, expected, actual));
  }
  return checks;
}

std::vector<CheckResult> CheckUntouched(const std::vector<std::string>& services,
                                        const std::vector<ContainerInfo>& before,
                                        const std::vector<ContainerInfo>& now) {
  std::vector<CheckResult> checks;
  for (const std::string& service : services) {
    const ContainerInfo* const then = NewestContainer(before, service);
    const ContainerInfo* const found = NewestContainer(now, service);
    const bool same = then != nullptr && found != nullptr && then->id == found->id &&
                      then->status == found->status && then->started_at == found->started_at;
    checks.push_back(
        Check(absl::StrCat("untouched/", service), same, ShownLife(then), ShownLife(found)));
  }
  return checks;
}

CheckResult CheckRecordedValue(const ReleaseFacts& recorded, const std::string& name,
                               const absl::StatusOr<std::string>& found) {
  const std::string check_name = absl::StrCat("recorded/", name);
  const auto expected = recorded.values().find(name);
  if (expected == recorded.values().end()) {
    CheckResult check = Check(check_name, false, "the value that was recorded", "none was");
    check.set_undecided(true);
    return check;
  }
  if (found.ok()) return Check(check_name, *found == expected->second, expected->second, *found);
  CheckResult check =
      Check(check_name, false, expected->second, std::string(found.status().message()));
  check.set_undecided(!absl::IsFailedPrecondition(found.status()));
  return check;
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
