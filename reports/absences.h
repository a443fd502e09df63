// When nobody was at the terminal of a quarterly drill, in words.
#ifndef REPORTS_ABSENCES_H_
#define REPORTS_ABSENCES_H_

#include <string>
#include <vector>

#include "harness/journal/summary.pb.h"

namespace drill {

// "taken up again", "ended from elsewhere", "nobody came within the plan's limit".
std::string AbsenceEnding(const Absence& absence);

// How long nobody was there, of the time from `begin_ms` to `end_ms` since the drill began.
double AwayMs(const SummaryQuarterly& quarterly, double begin_ms, double end_ms);

// "the terminal was closed for 12 min of it", of the same time; empty where it was not.
std::string AwayRemark(const SummaryQuarterly& quarterly, double begin_ms, double end_ms);

// A sentence for each absence: how long, and which of the drill's times hold it.
std::vector<std::string> AbsenceSentences(const Summary& summary);

}  // namespace drill

#endif  // REPORTS_ABSENCES_H_
