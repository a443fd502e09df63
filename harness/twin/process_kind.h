// Which command lines are of one kind.
#ifndef HARNESS_TWIN_PROCESS_KIND_H_
#define HARNESS_TWIN_PROCESS_KIND_H_

#include <string>

#include "absl/strings/string_view.h"

namespace drill {

struct ProcessKind {
  // The command line without secrets, digits and ids; a long one is cut and gets a digest. Empty
  // where such processes come and go on a healthy machine: a short sleep, a connection to a
  // database server.
  std::string name;
  // Nothing was taken out of it: two of this name are two of the same.
  bool exact = false;
};

// Of a command line as ps shows it. Pure.
ProcessKind KindOfProcess(absl::string_view command);

// The program of a command line, without its directory: "sshd:" of "sshd: /usr/sbin/sshd".
absl::string_view ProgramOf(absl::string_view command);

}  // namespace drill

#endif  // HARNESS_TWIN_PROCESS_KIND_H_
