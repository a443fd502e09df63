// In what a machine differs from healthy machines of the same stack.
#ifndef HARNESS_TWIN_COMPARE_PORTRAITS_H_
#define HARNESS_TWIN_COMPARE_PORTRAITS_H_

#include <map>
#include <string>
#include <vector>

#include "harness/scenario/difference.pb.h"
#include "harness/twin/portrait.pb.h"

namespace drill {

struct TwinDifference {
  enum class Kind { kMissing, kNew, kChanged };

  Kind kind = Kind::kChanged;
  Category category = CATEGORY_UNSPECIFIED;
  std::string object;
  // Empty: the object as a whole is missing or new.
  std::string field;
  // As on healthy machines, and as found; empty where it is not there.
  std::string healthy;
  std::string found;
};

struct TwinComparison {
  // Nothing of a healthy machine explains them, and the scenario does not declare them.
  std::vector<TwinDifference> findings;
  // Differences that are only reported, since they have no effect by themselves.
  std::vector<TwinDifference> told;
  // Differences that the scenario declares.
  std::vector<TwinDifference> declared;
  // Indices in `differences` of the declarations that matched nothing.
  std::vector<int> not_occurred;
  // What differs between healthy machines, and so is not looked at: a line each.
  std::map<Category, std::vector<std::string>> noise;
  // Objects that were compared.
  std::map<Category, int> objects;
};

// Compares `found` with two or more healthy machines, the first of which was left alone. Pure.
//
// A difference is noise where healthy machines differ among themselves in the same thing, or in as
// many things of the same shape (shape.h): one dump more and one fewer after a deploy is what a
// deploy does, ten fewer is an emptied directory.
TwinComparison ComparePortraits(const std::vector<Portrait>& healthy, const Portrait& found,
                                const std::vector<Difference>& differences);

// "container shop/web: restart policy is no, was always"; "image web:1 is missing"; "container x is
// new".
std::string ToText(const TwinDifference& difference);

}  // namespace drill

#endif  // HARNESS_TWIN_COMPARE_PORTRAITS_H_
