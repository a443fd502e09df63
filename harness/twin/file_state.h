// What one file is, as far as it can be compared with the same file of another machine.
#ifndef HARNESS_TWIN_FILE_STATE_H_
#define HARNESS_TWIN_FILE_STATE_H_

#include <sys/stat.h>

#include <string>

#include "harness/twin/portrait.pb.h"

namespace drill {

// Of `name` in an open directory; `found` is what stat said of it, links not followed.
// `first_owner`: what this machine shows as the owner that the observed machine calls root.
// Contents that cannot be read, or not any more, are "unreadable"; of more than 128 MiB
// their size and as much in pieces from all over the file is compared.
FileState ReadFileState(int directory, const std::string& name, const struct stat& found,
                        uid_t first_owner);

// A file by its directory, which is open, and its name.
struct FileIn {
  int directory;
  std::string name;
};

// Whether `after` begins with all that `before` holds. False for what is no file, and for files of
// more than some megabytes.
bool GoesOnFrom(const FileIn& before, const FileIn& after);

}  // namespace drill

#endif  // HARNESS_TWIN_FILE_STATE_H_
