// The tables of a history, and how an older one becomes one of this program's.
#ifndef HARNESS_HISTORY_HISTORY_SCHEMA_H_
#define HARNESS_HISTORY_HISTORY_SCHEMA_H_

#include "absl/status/status.h"
#include "harness/history/history_store.h"

namespace drill {

// Version of the schema that this program reads and writes.
int HistorySchemaVersion();

// Makes the tables where there are none, and takes every step from the version that is there to
// this program's, all of them or none. FailedPrecondition, with what to do, where the store holds a
// newer history or other tables; it is left as it is then.
absl::Status EnsureHistorySchema(HistoryStore& store);

}  // namespace drill

#endif  // HARNESS_HISTORY_HISTORY_SCHEMA_H_
