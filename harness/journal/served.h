// How much of the load's requests was answered.
#ifndef HARNESS_JOURNAL_SERVED_H_
#define HARNESS_JOURNAL_SERVED_H_

#include <cstdint>
#include <string>
#include <vector>

#include "harness/journal/journal.pb.h"

namespace drill {

// The requests of one kind in one window.
struct Served {
  int64_t sent = 0;
  int64_t answered = 0;

  // Share of the requests sent that were answered; `sent` must not be 0.
  double share() const { return static_cast<double>(answered) / static_cast<double>(sent); }
};

Served WritesOf(const LoadWindow& window);
Served ReadsOf(const LoadWindow& window);

// "40 of 41 writes".
std::string ToText(const Served& served, const std::string& kind);

// "; not answered: status 504 (7), no answer in time (2)"; empty where all were answered.
std::string UnansweredText(const LoadWindow& window);

// Null where there is none of that name. `windows` holds what is pointed to.
const LoadWindow* FindWindow(const std::vector<LoadWindow>& windows, const std::string& name);

// The median latency by which the system is compared with another time: of the window's quietest
// part where it has one, since a system that is slower is so all the time, and a machine that
// others use only for a while.
double ComparedMedianMs(const LoadWindow& window);

// Why the window "before" can be no yardstick: users were not served before anything was broken.
// Empty: they were, or nothing was sent.
std::string UnservedBefore(const std::vector<LoadWindow>& windows);

}  // namespace drill

#endif  // HARNESS_JOURNAL_SERVED_H_
