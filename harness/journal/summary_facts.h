// Parts of the summary that are facts of the journal under other names.
#ifndef HARNESS_JOURNAL_SUMMARY_FACTS_H_
#define HARNESS_JOURNAL_SUMMARY_FACTS_H_

#include "google/protobuf/repeated_field.h"
#include "harness/journal/journal.pb.h"
#include "harness/journal/summary.pb.h"

namespace drill {

// What exactly was run: files with their digests, the program.
void AddIdentity(const DrillStarted& started, Summary& summary);

void AddMachine(const Machine& machine, Summary& summary);
void AddManualStep(const ManualStepTaken& step, Summary& summary);
// Of the detection's event, whose instant is that of the detection.
void AddDetection(const Event& event, Summary& summary);
void AddDecision(const DecisionMade& decision, Summary& summary);
void AddGrowth(const RowsGrown& grown, Summary& summary);
void AddHostChanges(const HostChanges& changes, Summary& summary);

// Of a command or of the whole procedure.
void AddUnreached(const google::protobuf::RepeatedPtrField<UnreachedCommand>& unreached,
                  Summary& summary);

}  // namespace drill

#endif  // HARNESS_JOURNAL_SUMMARY_FACTS_H_
