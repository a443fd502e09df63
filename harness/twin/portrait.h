// Making portraits of machines.
#ifndef HARNESS_TWIN_PORTRAIT_H_
#define HARNESS_TWIN_PORTRAIT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "harness/twin/portrait.pb.h"

namespace drill {

// Adds traits of one kind to a portrait.
class Painter {
 public:
  // `portrait` is not owned. `exists_with`: as of each trait.
  Painter(Category category, Portrait* portrait, absl::string_view exists_with = "")
      : category_(category), portrait_(portrait), exists_with_(exists_with) {}

  // That the object is there.
  void Object(const std::string& object, Weight weight = ACTS);
  // An empty value is the same as none: it is left out.
  void Field(const std::string& object, const std::string& field, const std::string& value,
             Weight weight = ACTS);
  void NotObserved(const std::string& what, absl::string_view reason);
  // For what can be observed on no machine of this stack.
  void NeverObserved(const std::string& what, absl::string_view reason);

 private:
  Trait& Add(const std::string& object, Weight weight);

  const Category category_;
  Portrait* const portrait_;
  const std::string exists_with_;
};

// The new rows of the object `table`; null where they were not counted. Owned by the portrait.
const NewRows* NewRowsOf(const Portrait& portrait, absl::string_view table);

// What a comparison of its own has judged, in a form in which ComparePortraits() finds it: a field
// that has one value on the found machine and another on every healthy one.
struct Judgement {
  Category category = CATEGORY_UNSPECIFIED;
  std::string object;
  std::string field;
  std::string found;
  std::string healthy;
};
void PaintJudgement(const Judgement& judgement, std::vector<Portrait>* healthy, Portrait* found);

// "engine": as checks, reports and scenarios name it.
std::string CategoryName(Category category);

}  // namespace drill

#endif  // HARNESS_TWIN_PORTRAIT_H_
