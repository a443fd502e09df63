#include "harness/stack/recorded_validator.h"

#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "re2/re2.h"

namespace drill {
namespace {

void ValidateSource(const std::string& path, const RecordedValue& value, FieldChecker* checker) {
  const int sources = static_cast<int>(!value.command().empty()) +
                      static_cast<int>(!value.file().empty()) +
                      static_cast<int>(!value.url().empty());
  if (sources != 1) {
    checker->Add(path, sources == 0 ? "says nothing of where the value is" : "has several sources",
                 "give one of command, file and url");
  }
  checker->AbsolutePath(FieldPath(path, "file"), value.file());
  checker->Url(FieldPath(path, "url"), value.url());
  if (value.expression().empty()) return;
  const RE2 expression(value.expression(), RE2::Quiet);
  if (!expression.ok()) {
    checker->Add(FieldPath(path, "expression"),
                 absl::StrCat("is no expression: ", expression.error()), "see RE2's syntax");
  } else if (expression.NumberOfCapturingGroups() != 1) {
    checker->Add(FieldPath(path, "expression"), "does not have one group",
                 "put what is the value in (...)");
  }
}

}  // namespace

void ValidateRecorded(const Stack& stack, FieldChecker* checker) {
  std::set<std::string> seen, labelled;
  for (int i = 0; i < stack.recorded_size(); ++i) {
    const std::string path = FieldPath("", "recorded", i);
    checker->RequireText(FieldPath(path, "name"), stack.recorded(i).name(), "such as commit");
    checker->Unique(FieldPath(path, "name"), stack.recorded(i).name(), &seen);
    ValidateSource(path, stack.recorded(i), checker);
  }
  for (int i = 0; i < stack.release_labels_size(); ++i) {
    const ReleaseLabel& label = stack.release_labels(i);
    const std::string path = FieldPath("", "release_labels", i);
    checker->RequireText(FieldPath(path, "service"), label.service(), "a compose service");
    checker->Unique(FieldPath(path, "service"), label.service(), &labelled);
    checker->RequireText(FieldPath(path, "label"), label.label(),
                         "such as org.opencontainers.image.revision");
  }
  const std::vector<std::string> names(seen.begin(), seen.end());
  const std::vector<std::string> services(labelled.begin(), labelled.end());
  for (int i = 0; i < stack.releases_size(); ++i) {
    const std::string path = FieldPath("", "releases", i);
    for (const auto& entry : stack.releases(i).recorded())
      checker->OneOf(FieldPath(path, "recorded"), entry.first, names, "stack's recorded values");
    for (const auto& entry : stack.releases(i).labels())
      checker->OneOf(FieldPath(path, "labels"), entry.first, services,
                     "services of release_labels");
  }
}

}  // namespace drill
