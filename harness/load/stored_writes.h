// Which of the load's writes the system has.
#ifndef HARNESS_LOAD_STORED_WRITES_H_
#define HARNESS_LOAD_STORED_WRITES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "harness/probe/probe_context.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// A write as the system has it.
struct StoredWrite {
  std::string key;
  // What else is told of it.
  std::vector<std::string> contents = {};
};

// This drill's writes: from the database by the stack's `keys_query`, or from the application by
// its `keys_request`. Enters the host's network itself. Errors: as SqlDatabase's and
// ExchangeHttp()'s; InvalidArgument where the stack has neither, FailedPrecondition where the
// application's answer is no such list.
absl::StatusOr<std::vector<StoredWrite>> ReadStoredWrites(const ProbeContext& context,
                                                          const LoadShape& shape,
                                                          const std::string& key_prefix);

// The writes in an application's answer. Pure.
absl::StatusOr<std::vector<StoredWrite>> WritesInAnswer(const KeysRequest& request,
                                                        const std::string& body);

}  // namespace drill

#endif  // HARNESS_LOAD_STORED_WRITES_H_
