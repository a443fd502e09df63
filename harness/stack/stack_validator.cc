#include "harness/stack/stack_validator.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "harness/base/field_checker.h"
#include "harness/scenario/probe_validator.h"
#include "harness/stack/backups_validator.h"
#include "harness/stack/database_validator.h"
#include "harness/stack/growth_validator.h"
#include "harness/stack/incident_validator.h"
#include "harness/stack/recorded_validator.h"
#include "harness/stack/requests_validator.h"

namespace drill {
namespace {

namespace fs = std::filesystem;
constexpr int64_t kSmallestMachine = int64_t{256} << 20;

enum class Kind { kFile, kDirectory };

// A path relative to the stack file that must be there, if set. True when it is.
bool Beside(const std::string& path, const std::string& directory, const std::string& value,
            Kind kind, FieldChecker* checker) {
  if (value.empty()) return false;
  std::error_code ignored;
  const fs::path full = fs::path(directory) / value;
  const bool there =
      kind == Kind::kFile ? fs::is_regular_file(full, ignored) : fs::is_directory(full, ignored);
  if (there) return true;
  checker->Add(path,
               absl::StrCat(kind == Kind::kFile ? "is no file: " : "is no directory: ", value),
               absl::StrCat("looked for ", full.string()));
  return false;
}

bool IsNameOf(absl::string_view text, absl::string_view others) {
  return !text.empty() && absl::ascii_isalnum(text.front()) &&
         std::all_of(text.begin(), text.end(), [&](char c) {
           return absl::ascii_isalnum(c) || absl::StrContains(others, absl::string_view(&c, 1));
         });
}

bool NamesServices(const Stack& stack) {
  const auto has_images = [](const Release& release) { return !release.images().empty(); };
  const auto names_one = [](const Probe& probe) { return probe.has_service() || probe.has_log(); };
  return stack.has_database() || !stack.release_labels().empty() ||
         std::any_of(stack.releases().begin(), stack.releases().end(), has_images) ||
         std::any_of(stack.steady_state().begin(), stack.steady_state().end(), names_one);
}

// A system without containers has no compose project. What else it is known by, it must say.
void ValidateProjects(const Stack& stack, FieldChecker* checker) {
  constexpr char kRemedy[] = "as the label com.docker.compose.project says";
  std::set<std::string> seen;
  for (int i = 0; i < stack.compose_project_size(); ++i) {
    const std::string path = FieldPath("", "compose_project", i);
    const std::string& name = stack.compose_project(i);
    if (!checker->RequireText(path, name, kRemedy)) continue;
    checker->Unique(path, name, &seen);
    if (!IsNameOf(name, "-_")) checker->Add(path, absl::StrCat("is no project's name: ", name));
  }
  const bool may_have_none = !stack.recorded().empty() && !NamesServices(stack);
  if (stack.compose_project().empty() && !may_have_none)
    checker->RequireText("compose_project", "", kRemedy);
}

void ValidateMachine(const Stack& stack, const std::string& directory, FieldChecker* checker) {
  for (int i = 0; i < stack.host_packages_size(); ++i) {
    if (IsNameOf(stack.host_packages(i), "+-.")) continue;
    checker->Add(FieldPath("", "host_packages", i),
                 absl::StrCat("is not a Debian package's name: ", stack.host_packages(i)));
  }
  for (int i = 0; i < stack.host_names_size(); ++i) {
    if (IsNameOf(stack.host_names(i), "-._")) continue;
    checker->Add(FieldPath("", "host_names", i),
                 absl::StrCat("is not a host's name: ", stack.host_names(i)),
                 "a bare name such as api.example.com");
  }
  for (int i = 0; i < stack.host_tree_size(); ++i) {
    Beside(FieldPath("", "host_tree", i), directory, stack.host_tree(i), Kind::kDirectory, checker);
  }
  Beside("runbook", directory, stack.runbook().empty() ? "ROLLBACK.md" : stack.runbook(),
         Kind::kFile, checker);
  checker->RequireText("operator_directory", stack.operator_directory(),
                       "where an operator's terminal opens on the machine");
  checker->AbsolutePath("operator_directory", stack.operator_directory());
  ValidateProjects(stack, checker);
  for (int i = 0; i < stack.secret_files_size(); ++i) {
    checker->AbsolutePath(FieldPath("", "secret_files", i), stack.secret_files(i));
  }
  checker->Positive("start_limit", stack.start_limit());
  if (checker->Has("memory_bytes") && stack.memory_bytes() < kSmallestMachine) {
    checker->Add("memory_bytes", absl::StrCat("is too little: ", stack.memory_bytes()),
                 "an engine and a stack need at least 256 MiB, 268435456");
  }
}

void ValidateImages(const Stack& stack, const std::string& directory, FieldChecker* checker) {
  std::set<std::string> seen;
  for (int i = 0; i < stack.images_size(); ++i) {
    const Image& image = stack.images(i);
    const std::string path = FieldPath("", "images", i);
    checker->RequireText(FieldPath(path, "reference"), image.reference(),
                         "repository and tag, such as aria-base:13");
    checker->Unique(FieldPath(path, "reference"), image.reference(), &seen);
    if (image.source_case() == Image::SOURCE_NOT_SET) {
      checker->Add(path, "comes from nowhere", "set one of debian, build, archive, npm");
    } else if (image.has_build()) {
      const std::string& context = image.build().context();
      const std::string& dockerfile = image.build().dockerfile();
      checker->RequireText(FieldPath(path, "build.context"), context,
                           "a directory with a Dockerfile");
      if (!Beside(FieldPath(path, "build.context"), directory, context, Kind::kDirectory,
                  checker)) {
        continue;
      }
      Beside(FieldPath(path, "build.dockerfile"), directory,
             absl::StrCat(context, "/", dockerfile.empty() ? "Dockerfile" : dockerfile),
             Kind::kFile, checker);
    } else if (image.has_debian()) {
      checker->Require(FieldPath(path, "debian.packages"), image.debian().packages_size() > 0,
                       "Debian packages that are in the image");
    } else if (image.has_npm()) {
      const std::string& packages = image.npm().directory();
      checker->RequireText(FieldPath(path, "npm.directory"), packages,
                           "a directory with package.json and package-lock.json");
      if (!Beside(FieldPath(path, "npm.directory"), directory, packages, Kind::kDirectory, checker))
        continue;
      for (const char* name : {"/package.json", "/package-lock.json"}) {
        Beside(FieldPath(path, "npm.directory"), directory, absl::StrCat(packages, name),
               Kind::kFile, checker);
      }
    } else {
      checker->RequireText(FieldPath(path, "archive"), image.archive(),
                           "a file made by docker save");
      Beside(FieldPath(path, "archive"), directory, image.archive(), Kind::kFile, checker);
    }
  }
}

void ValidateReleases(const Stack& stack, std::vector<std::string>* versions,
                      FieldChecker* checker) {
  std::set<std::string> seen;
  std::vector<std::string> good;
  for (int i = 0; i < stack.releases_size(); ++i) {
    const Release& release = stack.releases(i);
    const std::string path = FieldPath("", "releases", i);
    checker->RequireText(FieldPath(path, "version"), release.version(), "such as 2.0.0");
    checker->Unique(FieldPath(path, "version"), release.version(), &seen);
    for (const auto& [service, image] : release.images()) {
      if (!service.empty() && !image.empty()) continue;
      checker->Add(FieldPath(path, "images"), "maps from or to nothing",
                   "key: a compose service, value: an image's reference");
    }
    if (release.version().empty()) continue;
    versions->push_back(release.version());
    if (!release.bad()) good.push_back(release.version());
  }
  if (checker->RequireText("baseline", stack.baseline(), "the release a drill starts from")) {
    checker->OneOf("baseline", stack.baseline(), good, "good releases");
  }
}

void ValidateSteps(const Stack& stack, const std::vector<std::string>& versions,
                   FieldChecker* checker) {
  checker->Require("prepare", stack.prepare_size() > 0,
                   "commands that bring the fresh machine to the baseline");
  std::set<std::string> recorded;
  for (int i = 0; i < stack.prepare_size(); ++i) {
    const PrepareStep& step = stack.prepare(i);
    const std::string path = FieldPath("", "prepare", i);
    checker->RequireText(FieldPath(path, "name"), step.name(), "shown as progress");
    checker->RequireText(FieldPath(path, "command"), step.command(), "a bash command line");
    checker->Positive(FieldPath(path, "timeout"), step.timeout());
    checker->OneOf(FieldPath(path, "records_release"), step.records_release(), versions,
                   "releases");
    if (!step.records_release().empty()) recorded.insert(step.records_release());
  }
  if (stack.prepare_size() == 0 || stack.baseline().empty()) return;
  if (recorded.count(stack.baseline()) > 0) return;
  checker->Add("prepare", absl::StrCat("records no facts of the baseline ", stack.baseline()),
               "set records_release in the step after which it runs; nothing could be compared");
}

void ValidateProcedures(const Stack& stack, FieldChecker* checker) {
  std::set<std::string> ids;
  for (int i = 0; i < stack.procedures_size(); ++i) {
    const std::string path = FieldPath("", "procedures", i);
    checker->RequireText(FieldPath(path, "id"), stack.procedures(i).id(), "such as A2");
    checker->Unique(FieldPath(path, "id"), stack.procedures(i).id(), &ids);
    checker->RequireText(FieldPath(path, "heading"), stack.procedures(i).heading(),
                         "the runbook's heading that it stands under");
  }
}

}  // namespace

void ValidateStack(const Stack& stack, const std::string& directory,
                   const FieldLocations& locations, std::vector<Problem>* problems) {
  FieldChecker checker(locations, problems);
  checker.RequireText("description", stack.description(), "say in a sentence what the system is");
  ValidateMachine(stack, directory, &checker);
  ValidateImages(stack, directory, &checker);
  std::vector<std::string> versions;
  ValidateReleases(stack, &versions, &checker);
  ValidateSteps(stack, versions, &checker);
  ValidateRecorded(stack, &checker);
  checker.Require("steady_state", stack.steady_state_size() > 0,
                  "probes that are green on a healthy system");
  std::set<std::string> names;
  ValidateProbes("steady_state", stack.steady_state(), &names, &checker);
  for (int i = 0; i < stack.steady_state_size(); ++i) {
    checker.OneOf(FieldPath("", "steady_state", i) + ".schema.release",
                  stack.steady_state(i).schema().release(), versions, "releases");
  }
  ValidateProcedures(stack, &checker);
  ValidateDatabaseAndLoad(stack, &checker);
  ValidateUserRequests(stack, &names, &checker);
  ValidateBackups(stack, &names, &checker);
  ValidateIncident(stack, &names, &checker);
  ValidateGrowth(stack, &checker);
  if (!stack.has_documented_revisions()) return;
  const DocumentedRevisions& revisions = stack.documented_revisions();
  checker.RequireText("documented_revisions.heading", revisions.heading(),
                      "the runbook's heading over the table of revisions");
  checker.RequireText("documented_revisions.known", revisions.known(),
                      "a bash command that prints what the system knows, such as alembic history");
}

}  // namespace drill
