#include "harness/stack/stack_base.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "google/protobuf/repeated_field.h"

namespace drill {
namespace {

namespace fs = std::filesystem;
using google::protobuf::FieldDescriptor;
using google::protobuf::RepeatedPtrField;

constexpr char kHostTree[] = "host";
constexpr char kRunbook[] = "ROLLBACK.md";

bool IsThere(const std::string& directory, const std::string& name) {
  std::error_code ignored;
  return fs::exists(fs::path(directory) / name, ignored);
}

// The key by which an entry of a variant replaces the same entry of its base.
const std::string& KeyOf(const Image& image) { return image.reference(); }
const std::string& KeyOf(const Release& release) { return release.version(); }
const std::string& KeyOf(const PrepareStep& step) { return step.name(); }
const std::string& KeyOf(const Probe& probe) { return probe.name(); }

template <typename Entry>
Entry* Find(RepeatedPtrField<Entry>* list, const std::string& key) {
  const auto found = std::find_if(list->begin(), list->end(),
                                  [&](const Entry& entry) { return KeyOf(entry) == key; });
  return found == list->end() ? nullptr : &*found;
}

template <typename Entry>
void Combine(const RepeatedPtrField<Entry>& own, RepeatedPtrField<Entry>* list) {
  // An entry that the variant has twice is told of by whoever checks the whole.
  std::set<std::string> seen = {""};
  for (const Entry& entry : own) {
    Entry* known = seen.insert(KeyOf(entry)).second ? Find(list, KeyOf(entry)) : nullptr;
    (known == nullptr ? list->Add() : known)->MergeFrom(entry);
  }
}

template <typename Entry>
void Reorder(const RepeatedPtrField<Entry>& own, RepeatedPtrField<Entry>* list) {
  const auto place = [&](const Entry& entry) {
    return std::find_if(own.begin(), own.end(),
                        [&](const Entry& other) { return KeyOf(other) == KeyOf(entry); }) -
           own.begin();
  };
  std::stable_sort(list->begin(), list->end(),
                   [&](const Entry& a, const Entry& b) { return place(a) < place(b); });
}

// A path relative to one directory, from another one.
std::string From(const std::string& directory, const std::string& other, const std::string& path) {
  return (fs::path(other) / path)
      .lexically_normal()
      .lexically_relative(fs::path(directory).lexically_normal())
      .string();
}

// The base as the variant's own file would have to say it.
Stack Rebased(Stack base, const std::string& base_directory, const std::string& directory) {
  const auto from = [&](const std::string& path) { return From(directory, base_directory, path); };
  const std::vector<std::string> trees = HostTrees(base, base_directory);
  base.clear_host_tree();
  for (const std::string& tree : trees) base.add_host_tree(from(tree));
  base.set_runbook(from(base.runbook().empty() ? kRunbook : base.runbook()));
  for (Image& image : *base.mutable_images()) {
    if (image.has_build()) image.mutable_build()->set_context(from(image.build().context()));
    if (image.has_archive()) image.set_archive(from(image.archive()));
    if (image.has_npm()) image.mutable_npm()->set_directory(from(image.npm().directory()));
  }
  return base;
}

}  // namespace

std::vector<std::string> HostTrees(const Stack& stack, const std::string& directory) {
  if (!stack.host_tree().empty()) return {stack.host_tree().begin(), stack.host_tree().end()};
  if (!IsThere(directory, kHostTree)) return {};
  return {kHostTree};
}

Stack OnBase(const Stack& base, const std::string& base_directory, const Stack& variant,
             const std::string& variant_directory) {
  Stack whole = Rebased(base, base_directory, variant_directory);
  Combine(variant.images(), whole.mutable_images());
  Combine(variant.releases(), whole.mutable_releases());
  Combine(variant.prepare(), whole.mutable_prepare());
  Combine(variant.steady_state(), whole.mutable_steady_state());
  for (const std::string& tree : HostTrees(variant, variant_directory)) whole.add_host_tree(tree);

  Stack rest = variant;
  rest.clear_images();
  rest.clear_releases();
  rest.clear_prepare();
  rest.clear_steady_state();
  rest.clear_host_tree();
  std::vector<const FieldDescriptor*> set;
  rest.GetReflection()->ListFields(rest, &set);
  for (const FieldDescriptor* field : set) whole.GetReflection()->ClearField(&whole, field);
  whole.MergeFrom(rest);
  if (rest.runbook().empty() && IsThere(variant_directory, kRunbook)) whole.set_runbook(kRunbook);
  return whole;
}

Stack InOrderOf(const Stack& variant, Stack whole) {
  Reorder(variant.images(), whole.mutable_images());
  Reorder(variant.releases(), whole.mutable_releases());
  Reorder(variant.prepare(), whole.mutable_prepare());
  Reorder(variant.steady_state(), whole.mutable_steady_state());
  // Directories have no key; the variant's come last.
  std::rotate(whole.mutable_host_tree()->begin(),
              whole.mutable_host_tree()->end() - variant.host_tree_size(),
              whole.mutable_host_tree()->end());
  return whole;
}

}  // namespace drill
