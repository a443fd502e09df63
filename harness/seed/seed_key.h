// What a seed is named by: a digest of everything that is laid on, built in, or said about its
// machine. Change any of it, and it is another seed.
#ifndef HARNESS_SEED_SEED_KEY_H_
#define HARNESS_SEED_SEED_KEY_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "harness/seed/seed_manifest.pb.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// The stack's host trees, in their order, archives and build contexts, as paths on this machine.
std::vector<std::string> HostTreePaths(const Stack& stack, const std::string& stack_directory);
std::string ArchivePath(const Image& image, const std::string& stack_directory);
std::string BuildContextPath(const DockerBuild& build, const std::string& stack_directory);

// Every input of the stack's seed with its digest: the bytes of the stack's file and of its base's,
// the host trees, the build contexts, the packages of images and of the machine (`rootfs_key`), and
// the format that this harness gives a seed. The runbook is none: it is read when a drill is
// planned, and only what lies in a host tree is on the machine.
//
// `stack_file` is read for its bytes. NotFound, with its path, when a tree or a file is missing; a
// stack without a host tree needs none.
absl::StatusOr<std::vector<SeedInput>> SeedInputs(const Stack& stack, const std::string& stack_file,
                                                  absl::string_view rootfs_key);

// 64 hexadecimal digits.
std::string SeedKey(const std::vector<SeedInput>& inputs);

}  // namespace drill

#endif  // HARNESS_SEED_SEED_KEY_H_
