#include "harness/twin/compare_portraits.h"

#include <fnmatch.h>

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "harness/base/one_line.h"
#include "harness/twin/file_traits.h"
#include "harness/twin/shape.h"
#include "harness/twin/where_they_differ.h"

namespace drill {
namespace {

using Kind = TwinDifference::Kind;
using ObjectName = std::pair<Category, std::string>;

struct Value {
  std::string text;
  Weight weight = ACTS;
};
using Fields = std::map<std::string, Value>;
using Objects = std::map<ObjectName, Fields>;

// Things of which one may stand for another: a kind of difference, in a field of objects of one
// shape.
using Likeness = std::tuple<Kind, Category, std::string, std::string>;
using Counts = std::map<Likeness, int>;

using Categories = std::set<Category>;

// What is not compared: it could not be looked at on one of the machines, or one of them has not
// got what it exists with.
struct LeftOut {
  Categories categories;
  std::set<std::string> exist_with;
};

// Without those of `left_out`.
Objects Sort(const Portrait& portrait, const LeftOut& left_out) {
  Objects objects;
  for (const Trait& trait : portrait.traits()) {
    if (left_out.categories.count(trait.category()) > 0 ||
        left_out.exist_with.count(trait.exists_with()) > 0)
      continue;
    objects[{trait.category(), trait.object()}][trait.field()] = {trait.value(), trait.weight()};
  }
  return objects;
}

const Value* Find(const Fields& fields, const std::string& field) {
  const auto found = fields.find(field);
  return found == fields.end() ? nullptr : &found->second;
}

// The requests that are asked are the same on all machines: two of them whose names differ in
// digits only, such as a port, are no two of a kind.
Likeness LikenessOf(Kind kind, const ObjectName& object, const std::string& field) {
  const bool is_request = object.first == BEHAVIOUR;
  return {kind, object.first, is_request ? object.second : ShapeOf(object.second), field};
}

// How many things of each likeness differ between two machines.
Counts CountDifferences(const Objects& from, const Objects& to) {
  Counts counts;
  for (const auto& [object, fields] : from) {
    const auto other = to.find(object);
    if (other == to.end()) {
      ++counts[LikenessOf(Kind::kMissing, object, "")];
      continue;
    }
    std::set<std::string> names;
    for (const auto& entry : fields) names.insert(entry.first);
    for (const auto& entry : other->second) names.insert(entry.first);
    for (const std::string& name : names) {
      const Value* const before = Find(fields, name);
      const Value* const after = Find(other->second, name);
      if (before != nullptr && after != nullptr && before->text == after->text) continue;
      ++counts[LikenessOf(Kind::kChanged, object, name)];
    }
  }
  for (const auto& entry : to) {
    if (from.count(entry.first) == 0) ++counts[LikenessOf(Kind::kNew, entry.first, "")];
  }
  return counts;
}

// What could not be looked at on one of the machines would be missing there in every detail.
Categories NotObservedOn(const std::vector<Portrait>& healthy, const Portrait& found) {
  Categories categories;
  const auto add = [&categories](const Portrait& portrait) {
    for (const NotObserved& unseen : portrait.not_observed())
      if (!unseen.never()) categories.insert(unseen.category());
  };
  add(found);
  for (const Portrait& portrait : healthy) add(portrait);
  return categories;
}

// What traits exist with on some of the machines and not on all.
std::set<std::string> NotEverywhere(const std::vector<Portrait>& healthy, const Portrait& found) {
  std::map<std::string, size_t> machines;
  const auto add = [&machines](const Portrait& portrait) {
    std::set<std::string> of_one;
    for (const Trait& trait : portrait.traits()) of_one.insert(trait.exists_with());
    of_one.erase("");
    for (const std::string& one : of_one) ++machines[one];
  };
  add(found);
  for (const Portrait& portrait : healthy) add(portrait);
  std::set<std::string> some;
  for (const auto& [one, count] : machines)
    if (count <= healthy.size()) some.insert(one);
  return some;
}

class Comparison {
 public:
  Comparison(const std::vector<Portrait>& healthy, const Portrait& found,
             const std::vector<Difference>& declared)
      : left_out_{NotObservedOn(healthy, found), NotEverywhere(healthy, found)},
        found_(Sort(found, left_out_)),
        declared_(declared),
        occurred_(declared.size(), false) {
    for (const Portrait& portrait : healthy) healthy_.push_back(Sort(portrait, left_out_));
    for (const Objects& machine : healthy_) {
      for (const auto& [likeness, count] : CountDifferences(healthy_.front(), machine))
        allowed_[likeness] = std::max(allowed_[likeness], count);
    }
    counted_ = CountDifferences(healthy_.front(), found_);
  }

  TwinComparison Go() && {
    std::set<ObjectName> names;
    for (const Objects& machine : healthy_)
      for (const auto& entry : machine) names.insert(entry.first);
    for (const auto& entry : found_) names.insert(entry.first);
    for (const ObjectName& name : names) {
      ++result_.objects[name.first];
      CompareObject(name);
    }
    for (size_t i = 0; i < occurred_.size(); ++i)
      if (!occurred_[i]) result_.not_occurred.push_back(static_cast<int>(i));
    for (const auto& [category, lines] : noise_)
      result_.noise[category].assign(lines.begin(), lines.end());
    return std::move(result_);
  }

 private:
  // Of the healthy machines that have the object.
  std::vector<const Fields*> Healthy(const ObjectName& name) const {
    std::vector<const Fields*> all;
    for (const Objects& machine : healthy_) {
      const auto found = machine.find(name);
      if (found != machine.end()) all.push_back(&found->second);
    }
    return all;
  }

  void CompareObject(const ObjectName& name) {
    const std::vector<const Fields*> healthy = Healthy(name);
    const auto found = found_.find(name);
    if (found == found_.end()) {
      if (healthy.size() == healthy_.size()) {
        Add(Kind::kMissing, name, "", *healthy.front(), {});
      } else {
        Noise(name, "");
      }
      return;
    }
    if (healthy.empty()) return Add(Kind::kNew, name, "", {}, found->second);
    if (healthy.size() < healthy_.size()) Noise(name, "");
    std::set<std::string> fields;
    for (const Fields* one : healthy)
      for (const auto& entry : *one) fields.insert(entry.first);
    for (const auto& entry : found->second) fields.insert(entry.first);
    for (const std::string& field : fields) CompareField(name, field, healthy, found->second);
  }

  void CompareField(const ObjectName& name, const std::string& field,
                    const std::vector<const Fields*>& healthy, const Fields& found) {
    const auto text = [&field](const Fields& fields) -> std::optional<std::string> {
      const Value* const value = Find(fields, field);
      if (value == nullptr) return std::nullopt;
      return value->text;
    };
    std::set<std::optional<std::string>> values;
    for (const Fields* one : healthy) values.insert(text(*one));
    if (values.size() > 1) return Noise(name, field);
    if (values.count(text(found)) > 0) return;
    Add(Kind::kChanged, name, field, *healthy.front(), found);
  }

  void Add(Kind kind, const ObjectName& name, const std::string& field, const Fields& healthy,
           const Fields& found) {
    const Likeness likeness = LikenessOf(kind, name, field);
    const auto allowed = allowed_.find(likeness);
    if (allowed != allowed_.end() && counted_[likeness] <= allowed->second)
      return Noise(name, field);
    const Value* const was = Find(healthy, field);
    const Value* const is = Find(found, field);
    TwinDifference difference{kind,
                              name.first,
                              name.second,
                              field,
                              was == nullptr ? "" : was->text,
                              is == nullptr ? "" : is->text};
    const Weight weight = is != nullptr ? is->weight : was != nullptr ? was->weight : ACTS;
    if (IsDeclared(difference)) {
      result_.declared.push_back(std::move(difference));
    } else if (weight == TOLD || (weight == NEW_IS_TOLD && kind == Kind::kNew)) {
      result_.told.push_back(std::move(difference));
    } else {
      result_.findings.push_back(std::move(difference));
    }
  }

  bool IsDeclared(const TwinDifference& difference) {
    bool is = false;
    for (size_t i = 0; i < declared_.size(); ++i) {
      const Difference& one = declared_[i];
      if (one.category() != difference.category ||
          fnmatch(one.object().c_str(), difference.object.c_str(), 0) != 0 ||
          (!one.field().empty() && fnmatch(one.field().c_str(), difference.field.c_str(), 0) != 0))
        continue;
      occurred_[i] = is = true;
    }
    return is;
  }

  void Noise(const ObjectName& name, const std::string& field) {
    noise_[name.first].insert(absl::StrCat(ShapeOf(name.second), field.empty() ? "" : ": ", field));
  }

  const LeftOut left_out_;
  std::vector<Objects> healthy_;
  const Objects found_;
  const std::vector<Difference>& declared_;
  std::vector<bool> occurred_;
  // Per likeness: the most differences between two healthy machines, and those of the machine that
  // was found.
  Counts allowed_;
  Counts counted_;
  std::map<Category, std::set<std::string>> noise_;
  TwinComparison result_;
};

}  // namespace

TwinComparison ComparePortraits(const std::vector<Portrait>& healthy, const Portrait& found,
                                const std::vector<Difference>& differences) {
  std::vector<Portrait> all = healthy;
  all.push_back(found);
  std::vector<Portrait*> portraits;
  for (Portrait& portrait : all) portraits.push_back(&portrait);
  AddFileTraits(portraits);
  const Portrait with_files = std::move(all.back());
  all.pop_back();
  return Comparison(all, with_files, differences).Go();
}

std::string ToText(const TwinDifference& difference) {
  switch (difference.kind) {
    case Kind::kMissing:
      return absl::StrCat(difference.object, " is missing");
    case Kind::kNew:
      return absl::StrCat(difference.object, " is new");
    case Kind::kChanged:
      break;
  }
  const std::string what = absl::StrCat(difference.object, ": ", difference.field);
  if (difference.found.empty())
    return absl::StrCat(what, " is not set, was ", OneLine(difference.healthy));
  if (difference.healthy.empty())
    return absl::StrCat(what, " is ", OneLine(difference.found), ", was not set");
  const auto [found, healthy] = WhereTheyDiffer(difference.found, difference.healthy);
  return absl::StrCat(what, " is ", found, ", was ", healthy);
}

}  // namespace drill
