// New files that nobody names and that are read all the same: a program that takes every file of a
// directory (migrations, parts of a configuration, rules) takes one more.
#ifndef HARNESS_TWIN_READ_FILES_H_
#define HARNESS_TWIN_READ_FILES_H_

#include "harness/stack/stack.pb.h"
#include "harness/twin/engine_portrait.h"
#include "harness/twin/portrait.pb.h"

namespace drill {

// Sets FileChange::is_read of the machine's new files among their like, where
//   - a container sees the directory and may not write to it: it is there to be read;
//   - an image is built from the directory (Portrait::build_contexts), but for its top, where
//     whatever concerns the whole lies.
// Not of backups, logs and documents, of what git or an interpreter keeps for itself, and of the
// directories that a container sees to watch the machine: /, /proc, /var/log. Pure.
void MarkReadFiles(const EngineAnswers& engine, const Stack& stack, Portrait* portrait);

}  // namespace drill

#endif  // HARNESS_TWIN_READ_FILES_H_
