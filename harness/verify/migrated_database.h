// The database as the migration tool moves it.
#ifndef HARNESS_VERIFY_MIGRATED_DATABASE_H_
#define HARNESS_VERIFY_MIGRATED_DATABASE_H_

#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "harness/base/stop_token.h"
#include "harness/probe/probe_context.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// What the tool said of one command.
struct ToolAnswer {
  bool succeeded = false;
  std::string words;
};

// An error of any function: it could not be done or looked at; proves nothing.
class MigratedDatabase {
 public:
  virtual ~MigratedDatabase() = default;

  // A command of the stack's `migrations`, with $REVISION.
  virtual absl::StatusOr<ToolAnswer> Run(const std::string& command,
                                         const std::string& revision) = 0;
  // Empty where no revision is recorded: at the base.
  virtual absl::StatusOr<std::string> Revision() = 0;
  // Canonical text, see schema_fingerprint.h.
  virtual absl::StatusOr<std::string> Schema() = 0;
};

// That of a drill host.
class SystemMigratedDatabase : public MigratedDatabase {
 public:
  // `stop` may be null; nothing is owned.
  SystemMigratedDatabase(ProbeContext context, const Stack& stack, const StopToken* stop)
      : context_(std::move(context)), stack_(stack), stop_(stop) {}

  absl::StatusOr<ToolAnswer> Run(const std::string& command, const std::string& revision) override;
  absl::StatusOr<std::string> Revision() override;
  absl::StatusOr<std::string> Schema() override;

 private:
  absl::StatusOr<const ProbeContext*> Migrated() const {
    return ContextOf(context_, stack_.migrations().database());
  }

  const ProbeContext context_;
  const Stack& stack_;
  const StopToken* const stop_;
};

}  // namespace drill

#endif  // HARNESS_VERIFY_MIGRATED_DATABASE_H_
