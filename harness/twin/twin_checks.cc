#include "harness/twin/twin_checks.h"

#include <set>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "harness/base/plural.h"
#include "harness/twin/compare_earlier_rows.h"
#include "harness/twin/compare_extents.h"
#include "harness/twin/compare_new_rows.h"
#include "harness/twin/compare_new_values.h"
#include "harness/twin/compare_speed.h"
#include "harness/twin/portrait.h"

namespace drill {
namespace {

// Most differences that a check's text lists; the journal has all of them.
constexpr size_t kShown = 10;

// What one check is about: a category, or of the behaviour the speed. That is a check of its own,
// since a machine that was busy may be slow and nothing else.
struct Section {
  Category category = CATEGORY_UNSPECIFIED;
  bool speed = false;

  bool Holds(const TwinDifference& difference) const {
    const bool is_speed = difference.category == BEHAVIOUR && difference.field == kSpeedField;
    return difference.category == category && is_speed == speed;
  }
};

void AddLines(const Section& section, const std::vector<TwinDifference>& differences,
              google::protobuf::RepeatedPtrField<std::string>* lines) {
  for (const TwinDifference& difference : differences)
    if (section.Holds(difference)) *lines->Add() = ToText(difference);
}

std::string Shortened(std::vector<std::string> lines) {
  if (lines.size() <= kShown) return absl::StrJoin(lines, "; ");
  const size_t more = lines.size() - kShown;
  lines.resize(kShown);
  return absl::StrCat(absl::StrJoin(lines, "; "), "; and ", more, " more");
}

// A declaration's object is a pattern: a bracket of the name must mean itself.
std::string Pattern(const std::string& name) {
  const std::string pattern = absl::StrReplaceAll(name, {{"[", "\\["}, {"\\", "\\\\"}});
  return absl::StrCat("\"", absl::CEscape(pattern), "\"");
}

CheckResult CheckOf(const TwinSight& sight) {
  const std::vector<std::string> findings(sight.findings().begin(), sight.findings().end());
  const std::vector<std::string> unseen(sight.not_observed().begin(), sight.not_observed().end());
  CheckResult check;
  check.set_name(absl::StrCat("twin/", sight.category()));
  check.set_passed(findings.empty() && unseen.empty());
  check.set_undecided(findings.empty() && !unseen.empty());
  check.set_expected(absl::StrCat("as on ", Counted(sight.machines(), "healthy machine")));
  check.set_actual(!findings.empty() ? Shortened(findings)
                   : !unseen.empty()
                       ? Shortened(unseen)
                       : absl::StrCat("the same in ", Counted(sight.objects(), "object")));
  check.set_source("the healthy twin");
  return check;
}

class Judge {
 public:
  // With the speed in both (AddSpeed()).
  Judge(const std::vector<Portrait>& healthy, const Portrait& found,
        const std::vector<Difference>& differences, const MeantToStay& meant)
      : healthy_(healthy),
        found_(found),
        differences_(differences),
        compared_(WithoutWhatStays(ComparePortraits(healthy, found, differences), healthy, meant)) {
  }

  TwinFindings Findings() const {
    std::set<Category> categories;
    for (const auto& entry : compared_.objects) categories.insert(entry.first);
    if (found_.files_compared() > 0) categories.insert(FILES);
    for (const Portrait* portrait : All())
      for (const NotObserved& unseen : portrait->not_observed())
        categories.insert(unseen.category());
    TwinFindings result;
    for (const Category category : categories) Add({category, false}, &result);
    if (found_.latencies_size() > 0 && compared_.objects.count(BEHAVIOUR) > 0)
      Add({BEHAVIOUR, true}, &result);
    return result;
  }

 private:
  void Add(const Section& section, TwinFindings* result) const {
    result->sights.push_back(SightOf(section));
    result->checks.push_back(CheckOf(result->sights.back()));
  }

  TwinSight SightOf(const Section& section) const {
    const Category category = section.category;
    TwinSight sight;
    sight.set_category(section.speed ? kSpeedField : CategoryName(category));
    sight.set_machines(static_cast<int>(healthy_.size()));
    const auto objects = compared_.objects.find(category);
    if (objects != compared_.objects.end()) sight.set_objects(objects->second);
    // Of most files, that they are as in the seed is all that there is to compare.
    if (category == FILES && found_.files_compared() > 0)
      sight.set_objects(static_cast<int>(found_.files_compared()));
    AddLines(section, compared_.findings, sight.mutable_findings());
    AddLines(section, compared_.told, sight.mutable_told());
    AddLines(section, compared_.declared, sight.mutable_declared());
    for (const TwinDifference& difference : compared_.findings)
      if (section.Holds(difference)) sight.add_declarations(DeclarationOf(difference));
    if (!section.speed) AddRest(category, &sight);
    return sight;
  }

  // What is told of a category once.
  void AddRest(Category category, TwinSight* sight) const {
    const auto noise = compared_.noise.find(category);
    if (noise != compared_.noise.end())
      sight->mutable_noise()->Add(noise->second.begin(), noise->second.end());
    AddNotObserved(category, sight);
    for (const int index : compared_.not_occurred)
      if (differences_[index].category() == category)
        sight->add_not_occurred(differences_[index].object());
  }

  std::vector<const Portrait*> All() const {
    std::vector<const Portrait*> all = {&found_};
    for (const Portrait& portrait : healthy_) all.push_back(&portrait);
    return all;
  }

  // What is looked at on no machine of this stack is as little a finding as noise. What could not
  // be looked at this time leaves the check undecided, also where it was a healthy machine.
  void AddNotObserved(Category category, TwinSight* sight) const {
    std::set<std::string> never;
    for (const Portrait* portrait : All()) {
      for (const NotObserved& unseen : portrait->not_observed()) {
        if (unseen.category() != category) continue;
        const std::string line = absl::StrCat(unseen.what(), ": ", unseen.reason());
        if (unseen.never()) {
          never.insert(line);
        } else if (portrait == &found_) {
          sight->add_not_observed(line);
        } else {
          sight->add_not_observed(
              absl::StrCat("on the healthy machine, ", portrait->taken_of(), ": ", line));
        }
      }
    }
    sight->mutable_noise()->Add(never.begin(), never.end());
  }

  const std::vector<Portrait>& healthy_;
  const Portrait& found_;
  const std::vector<Difference>& differences_;
  const TwinComparison compared_;
};

}  // namespace

TwinFindings JudgeTwin(const std::vector<Portrait>& healthy, const Portrait& found,
                       const std::vector<Difference>& differences, const MeantToStay& meant,
                       const Portrait* before_fault) {
  std::vector<Portrait> healthy_judged = healthy;
  Portrait found_judged = found;
  AddSpeed(&healthy_judged, &found_judged);
  AddNewRows(&healthy_judged, &found_judged);
  // A service that stays at another release may fill the database otherwise.
  if (meant.services.empty()) AddNewValues(&healthy_judged, &found_judged);
  AddExtents(&healthy_judged, &found_judged);
  if (before_fault != nullptr) AddEarlierRows(*before_fault, &healthy_judged, &found_judged);
  return Judge(healthy_judged, found_judged, differences, meant).Findings();
}

std::string DeclarationOf(const TwinDifference& difference) {
  return absl::StrCat(
      "differences { category: ", Category_Name(difference.category),
      " object: ", Pattern(difference.object),
      difference.field.empty() ? "" : absl::StrCat(" field: ", Pattern(difference.field)),
      " reason: \"\" }");
}

}  // namespace drill
