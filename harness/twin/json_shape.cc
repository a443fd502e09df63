#include "harness/twin/json_shape.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "harness/base/short_digest.h"
#include "harness/twin/portrait.h"

namespace drill {
namespace {

using nlohmann::json;

constexpr int kDeepest = 8;
constexpr size_t kLongest = 2000;
constexpr size_t kMostValues = 50;

// Of anything but an object.
std::string TypeOf(const json& value) {
  if (value.is_string()) return "string";
  if (value.is_boolean()) return "boolean";
  if (value.is_number()) return "number";
  return value.is_null() ? "null" : "list";
}

std::string Shortened(const std::string& text) {
  if (text.size() <= kLongest) return text;
  return absl::StrCat(text.substr(0, kLongest), "... ", DigestOf(text));
}

std::string Pointer(const std::string& parent, const std::string& key) {
  return absl::StrCat(parent, "/", absl::StrReplaceAll(key, {{"~", "~0"}, {"/", "~1"}}));
}

// Whether something is nested more than so many levels deep in it.
bool IsDeeper(const json& value, int levels) {
  if (!value.is_structured()) return false;
  if (levels == 0) return true;
  return std::any_of(value.begin(), value.end(),
                     [levels](const json& inner) { return IsDeeper(inner, levels - 1); });
}

// Text that is no UTF-8 must not end the harness.
std::string Dump(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

// Of what is in the list, in whatever order: that of a table's rows is another one once they were
// restored.
std::string DigestOfElements(const json& list) {
  std::vector<std::string> elements;
  for (const json& element : list) elements.push_back(Dump(element));
  std::sort(elements.begin(), elements.end());
  return DigestOf(absl::StrJoin(elements, ","));
}

// The union of values: whatever type each of them has.
class Union {
 public:
  void Add(const json& value, int depth) {
    if (!value.is_object()) {
      types_.insert(TypeOf(value));
      return;
    }
    is_object_ = true;
    if (depth >= kDeepest) return;
    for (const auto& [key, inner] : value.items()) keys_[key].Add(inner, depth + 1);
  }

  std::string Text() const {
    std::vector<std::string> texts;
    if (is_object_) {
      std::vector<std::string> members;
      for (const auto& [key, inner] : keys_)
        members.push_back(absl::StrCat(key, ": ", inner.Text()));
      texts.push_back(absl::StrCat("{", absl::StrJoin(members, ", "), "}"));
    }
    for (const std::string& type : types_)
      if (type != "null") texts.push_back(type);
    return texts.empty() ? "null" : absl::StrJoin(texts, "|");
  }

 private:
  std::set<std::string> types_;
  bool is_object_ = false;
  std::map<std::string, Union> keys_;
};

class Walk {
 public:
  // The outline of `value`, which lies at `path`.
  std::string Visit(const json& value, const std::string& path, int depth) {
    if (value.is_array()) return VisitList(value, path);
    if (value.is_object()) return VisitObject(value, path, depth);
    const bool plain = value.is_boolean() || value.is_null();
    Keep(path, plain ? value.dump() : DigestOf(Dump(value)));
    return TypeOf(value);
  }

  JsonShape Finish(const std::string& outline) && {
    shape_.outline = Shortened(outline);
    shape_.elements = Shortened(absl::StrJoin(elements_, "; "));
    return std::move(shape_);
  }

 private:
  void Keep(const std::string& path, std::string value) {
    if (shape_.values.size() < kMostValues) shape_.values[path] = std::move(value);
  }

  std::string VisitList(const json& list, const std::string& path) {
    if (list.empty()) return "[]";
    Union elements;
    for (const json& element : list) elements.Add(element, 0);
    elements_.push_back(absl::StrCat(path.empty() ? "/" : path, ": ", elements.Text()));
    if (!IsDeeper(list, kDeepest)) Keep(path, DigestOfElements(list));
    return "[...]";
  }

  std::string VisitObject(const json& object, const std::string& path, int depth) {
    if (depth >= kDeepest) return "{...}";
    std::vector<std::string> members;
    for (const auto& [key, inner] : object.items())
      members.push_back(absl::StrCat(key, ": ", Visit(inner, Pointer(path, key), depth + 1)));
    return absl::StrCat("{", absl::StrJoin(members, ", "), "}");
  }

  JsonShape shape_;
  std::vector<std::string> elements_;
};

}  // namespace

JsonShape ShapeOfJson(const json& body) {
  Walk walk;
  const std::string outline = walk.Visit(body, "", 0);
  return std::move(walk).Finish(outline);
}

}  // namespace drill
