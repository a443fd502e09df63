// The PostgreSQL server under drill with its files: asked while it runs, broken while it does not.
#ifndef HARNESS_FAULT_DATABASE_SERVER_H_
#define HARNESS_FAULT_DATABASE_SERVER_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "harness/base/descriptor.h"
#include "harness/fault/injection.h"
#include "harness/fault/stoppable_container.h"

namespace drill {

// FailedPrecondition, with what was seen, for everything that this system does not allow.
class DatabaseServer {
 public:
  // `service`: empty for the stack's database service. Its data directory must lie on a volume.
  static absl::StatusOr<DatabaseServer> Locate(const FaultContext& context,
                                               const std::string& service);

  // What psql prints (no headers, columns separated by "|") as the stack's database user.
  absl::StatusOr<std::string> Query(const std::string& sql) const;
  // The columns of the one row that the query returns.
  absl::StatusOr<std::vector<std::string>> Row(const std::string& sql) const;

  StoppableContainer& container() { return container_; }
  const StoppableContainer& container() const { return container_; }

  // A file of the data directory ("base/16384/16402"); FailedPrecondition when it is not there.
  absl::StatusOr<Descriptor> OpenFile(absl::string_view relative) const;

  // Switches data checksums while the server is cleanly stopped.
  absl::Status SetChecksums(bool on) const;

 private:
  DatabaseServer(const FaultContext& context, StoppableContainer container)
      : context_(context), container_(std::move(container)) {}

  absl::Status LocateFiles();

  FaultContext context_;
  StoppableContainer container_;
  // In the container, and on the drill host.
  std::string data_directory_;
  std::string host_directory_;
};

// An SQL literal.
std::string SqlQuote(absl::string_view text);

}  // namespace drill

#endif  // HARNESS_FAULT_DATABASE_SERVER_H_
