// What a seed and its layers are named by: a digest of everything that is laid on, built in, or
// asked of their machine. Change any of it, and it is another one.
//
// The layers, each with a key of its own that holds the key of the one below:
//
//     machine    the Debian packages of the machine (rootfs.h)
//     images     the machine whose engine holds the stack's images
//     seed       the stack brought to its baseline by its own prepare steps
#ifndef HARNESS_SEED_SEED_KEY_H_
#define HARNESS_SEED_SEED_KEY_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "harness/seed/seed_manifest.pb.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// The stack's host trees, in their order, archives, directories of npm packages and build contexts,
// as paths on this machine.
std::vector<std::string> HostTreePaths(const Stack& stack, const std::string& stack_directory);
std::string ArchivePath(const Image& image, const std::string& stack_directory);
std::string NpmPath(const NpmImage& npm, const std::string& stack_directory);
std::string BuildContextPath(const DockerBuild& build, const std::string& stack_directory);

// Every image of the stack by its reference, in the stack's order, with a digest of what it is
// itself made from: packages, lock file, build context and arguments, archive. What it is built
// upon is an image before it. NotFound, with its path, when a context or an archive is missing.
absl::StatusOr<std::vector<SeedInput>> ImageInputs(const Stack& stack,
                                                   const std::string& stack_directory);

// Key of a machine of these packages (`rootfs_key`) whose engine holds these images.
std::string ImagesKey(absl::string_view rootfs_key, const std::vector<SeedInput>& images);

// Every input of the stack's seed with its digest: the layer of its images, the host trees, the
// fields of the stack that its preparation reads, the queries by which the facts of a release are
// recorded, and the format that this harness gives a seed. Fields that are only read when a drill
// is planned or judged (description, load, probes, backups, procedures, …) are none, nor are
// comments, nor the runbook. A field that is not known to be one of these is an input.
//
// NotFound, with its path, when a tree is missing; a stack without a host tree needs none.
absl::StatusOr<std::vector<SeedInput>> SeedInputs(const Stack& stack,
                                                  const std::string& stack_directory,
                                                  absl::string_view images_key);

// 64 hexadecimal digits.
std::string SeedKey(const std::vector<SeedInput>& inputs);

}  // namespace drill

#endif  // HARNESS_SEED_SEED_KEY_H_
