// What a package-lock.json must say for an image of npm packages to be the same wherever it is
// made.
#ifndef HARNESS_STACK_NPM_LOCK_H_
#define HARNESS_STACK_NPM_LOCK_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "harness/base/problem.h"

namespace drill {

// What is wrong with the lock file's content: it is of a form that older programs wrote, or one of
// its packages has no checksum, or does not come from a registry. `file` is named in the problems.
// https://docs.npmjs.com/cli/v10/configuring-npm/package-lock-json describes the file.
std::vector<Problem> NpmLockProblems(const std::string& file, absl::string_view content);

}  // namespace drill

#endif  // HARNESS_STACK_NPM_LOCK_H_
