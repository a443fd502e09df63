// What restoring a backup of a prepared machine was found to come to. Every drill's machine is a
// copy of one that was prepared once: a backup that lies in it as it was prepared need not be
// restored again by each drill before its fault.
#ifndef HARNESS_VERIFY_KEPT_RESTORES_H_
#define HARNESS_VERIFY_KEPT_RESTORES_H_

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "harness/journal/journal.pb.h"
#include "harness/stack/stack.pb.h"

namespace drill {

class KeptRestores {
 public:
  // `directory`: made when something is kept; empty: nothing is kept and nothing is known.
  // `made_from`: digest of all that the machine, and the program that judges, are made from.
  KeptRestores(std::string directory, std::string made_from)
      : directory_(std::move(directory)), made_from_(std::move(made_from)) {}

  // `content` stands for the file's content, as its name, size and times in the copied file system
  // do: a copy keeps them, and whoever writes to the file changes one of them.
  std::optional<BackupState> Find(const Backup& backup, absl::string_view content) const;

  // One that cannot be kept costs the next drill its time, no more.
  void Keep(const Backup& backup, absl::string_view content, const BackupState& state) const;

 private:
  std::string PathOf(const Backup& backup, absl::string_view content) const;

  std::string directory_;
  std::string made_from_;
};

}  // namespace drill

#endif  // HARNESS_VERIFY_KEPT_RESTORES_H_
