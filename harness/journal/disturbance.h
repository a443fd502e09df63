// What a disturbed machine cannot witness: the harness was late, or the wall clock was set.
#ifndef HARNESS_JOURNAL_DISTURBANCE_H_
#define HARNESS_JOURNAL_DISTURBANCE_H_

#include <string>

#include "harness/journal/journal.pb.h"
#include "harness/journal/journal_facts.h"

namespace drill {

// Whether the harness was so late that what it missed in that phase may have been there. Pure.
bool IsLate(const Lateness& lateness);

// How late the harness was in this phase; empty where it was in time. Pure.
std::string LateIn(const JournalFacts& facts, const std::string& phase);

// Why what was not seen in time in this phase may have been there all the same: the harness was
// late, or the clock that the system waits by was set. Empty: neither. Pure.
std::string Disturbance(const JournalFacts& facts, const std::string& phase);

// Makes undecided what failed by the clock in a disturbed phase, and what failed after a recovery
// that was not decided, or where users were not served before the fault either. What is compared
// with recorded facts (images, schema, rows) fails at any pace. Pure.
void ExcuseDisturbed(JournalFacts& facts);

}  // namespace drill

#endif  // HARNESS_JOURNAL_DISTURBANCE_H_
