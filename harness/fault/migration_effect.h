// What a bad migration does to a system, and the probes that see it.
#ifndef HARNESS_FAULT_MIGRATION_EFFECT_H_
#define HARNESS_FAULT_MIGRATION_EFFECT_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "harness/fault/injection.h"
#include "harness/scenario/fault.pb.h"
#include "harness/stack/databases_of.h"

namespace drill {

// One effect of one fault; used once, in the order of its functions. Both arguments of Prepare()
// must outlive it.
class MigrationEffect {
 public:
  // Before the migration is there: looks at what the effect is compared with, and makes what it
  // needs, such as a lock. FailedPrecondition, with what was seen, where it cannot take hold.
  static absl::StatusOr<MigrationEffect> Prepare(const MigrationFault& fault,
                                                 const FaultContext& context);

  // Tries the way back where the effect is that there is none.
  absl::Status AfterApplied();

  // Probes that are all green when the effect has taken hold. Empty for a fault without an effect.
  std::vector<Probe> Proof() const;

 private:
  MigrationEffect(const MigrationFault& fault, const FaultContext& context)
      : fault_(&fault), context_(&context) {}

  // Of the database that the stack's tool migrates.
  const std::string& Id() const { return context_->stack.migrations().database(); }
  const Database& Migrated() const { return DatabaseOf(context_->stack, Id()); }

  absl::Status LookAround();
  absl::Status NoteRevision();
  absl::Status ToolMustHaveOneHead();
  absl::Status HoldLock();

  std::vector<Probe> SchemaOfNoRelease() const;
  Probe RevisionIs(const std::string& revision) const;
  Probe RedProbe() const;
  Probe ToolRefuses() const;
  Probe MigrationWaits() const;
  Probe StatementRuns() const;

  const MigrationFault* fault_;
  const FaultContext* context_;
  // The revision, and the database's clock, before the migration.
  std::string revision_before_;
  std::string time_before_;
};

}  // namespace drill

#endif  // HARNESS_FAULT_MIGRATION_EFFECT_H_
