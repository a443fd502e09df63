#include "harness/seed/seed_key.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "google/protobuf/message.h"
#include "harness/base/hash.h"
#include "harness/base/message_bytes.h"
#include "harness/base/status_macros.h"
#include "harness/database/facts.h"
#include "harness/seed/debian_tree.h"
#include "harness/seed/npm_tree.h"
#include "harness/seed/tree_listing.h"
#include "harness/stack/stack_base.h"

namespace drill {
namespace {

// To be raised whenever the seed builder does something else with the same inputs.
constexpr char kFormat[] = "3";

SeedInput Input(std::string name, std::string digest) {
  SeedInput input;
  input.set_name(std::move(name));
  input.set_digest(std::move(digest));
  return input;
}

std::string DigestOf(const google::protobuf::Message& message) {
  return Sha256(MessageBytes(message));
}

absl::StatusOr<std::string> ImageDigest(const Image& image, const std::string& directory) {
  if (image.has_debian()) {
    ASSIGN_OR_RETURN(const std::string packages, DebianTreeKey(image.debian()));
    return Sha256(absl::StrCat("debian ", packages));
  }
  if (image.has_npm()) {
    ASSIGN_OR_RETURN(const std::string packages, NpmTreeKey(NpmPath(image.npm(), directory)));
    return Sha256(absl::StrCat("npm ", packages));
  }
  if (image.has_archive()) {
    ASSIGN_OR_RETURN(const std::string content, Sha256OfFile(ArchivePath(image, directory)));
    return Sha256(absl::StrCat("archive ", content));
  }
  ASSIGN_OR_RETURN(const std::string context,
                   TreeDigest(BuildContextPath(image.build(), directory)));
  // Where the context lies makes no difference.
  DockerBuild how = image.build();
  how.clear_context();
  return Sha256(absl::StrCat("build ", context, " ", DigestOf(how)));
}

// The stack without what its preparation does not read, and what other inputs stand for.
Stack ReadByPreparation(Stack stack) {
  for (const char* name :
       {"description",    "host_packages", "host_tree",    "runbook",
        "images",         "start",         "steady_state", "start_limit",
        "load",           "deploy",        "secret_files", "memory_bytes",
        "base",           "backups",       "migrations",   "documented_revisions",
        "procedures",     "requests",      "triggers",     "triggers_shortened",
        "decision_table", "span_targets",  "growth"}) {
    const google::protobuf::FieldDescriptor* field = Stack::descriptor()->FindFieldByName(name);
    if (field != nullptr) stack.GetReflection()->ClearField(&stack, field);
  }
  return stack;
}

std::string Summary(const std::vector<SeedInput>& inputs) {
  std::string summary;
  for (const SeedInput& input : inputs)
    absl::StrAppend(&summary, Sha256(input.name()), " ", input.digest(), "\n");
  return summary;
}

}  // namespace

std::vector<std::string> HostTreePaths(const Stack& stack, const std::string& stack_directory) {
  std::vector<std::string> paths;
  for (const std::string& tree : HostTrees(stack, stack_directory))
    paths.push_back(absl::StrCat(stack_directory, "/", tree));
  return paths;
}

std::string NpmPath(const NpmImage& npm, const std::string& stack_directory) {
  return absl::StrCat(stack_directory, "/", npm.directory());
}

std::string BuildContextPath(const DockerBuild& build, const std::string& stack_directory) {
  return absl::StrCat(stack_directory, "/", build.context());
}

std::string ArchivePath(const Image& image, const std::string& stack_directory) {
  return absl::StrCat(stack_directory, "/", image.archive());
}

absl::StatusOr<std::vector<SeedInput>> ImageInputs(const Stack& stack,
                                                   const std::string& stack_directory) {
  std::vector<SeedInput> inputs;
  for (const Image& image : stack.images()) {
    ASSIGN_OR_RETURN(std::string digest, ImageDigest(image, stack_directory));
    inputs.push_back(Input(image.reference(), std::move(digest)));
  }
  return inputs;
}

std::string ImagesKey(absl::string_view rootfs_key, const std::vector<SeedInput>& images) {
  return Sha256(absl::StrCat("images ", kFormat, "\n", rootfs_key, "\n", Summary(images)));
}

absl::StatusOr<std::vector<SeedInput>> SeedInputs(const Stack& stack,
                                                  const std::string& stack_directory,
                                                  absl::string_view images_key) {
  std::vector<SeedInput> inputs;
  inputs.push_back(Input("format", Sha256(kFormat)));
  inputs.push_back(Input("images", std::string(images_key)));
  inputs.push_back(Input("stack", DigestOf(ReadByPreparation(stack))));
  std::string queries = FactsQueries(stack.database());
  for (const Database& database : stack.further_databases())
    absl::StrAppend(&queries, database.id(), "\n", FactsQueries(database));
  inputs.push_back(Input("queries", Sha256(queries)));
  for (const std::string& tree : HostTreePaths(stack, stack_directory)) {
    ASSIGN_OR_RETURN(std::string digest, TreeDigest(tree));
    inputs.push_back(Input("host tree", std::move(digest)));
  }
  return inputs;
}

std::string SeedKey(const std::vector<SeedInput>& inputs) { return Sha256(Summary(inputs)); }

}  // namespace drill
