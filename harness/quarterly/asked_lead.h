// Whoever sits at the terminal leads the drill.
#ifndef HARNESS_QUARTERLY_ASKED_LEAD_H_
#define HARNESS_QUARTERLY_ASKED_LEAD_H_

#include <memory>
#include <ostream>

#include "harness/base/clock.h"
#include "harness/base/mask.h"
#include "harness/base/stop_token.h"
#include "harness/drill/lead.h"
#include "harness/drill/presence.h"

namespace drill {

struct AskedLeadOptions {
  // Asked before each command; else each is shown and run.
  bool each_step = false;
  // Descriptor from which the answers are read, a line each; not owned.
  int answers = 0;
  // May be null.
  const StopToken* stop = nullptr;
  // Keeps secrets out of what is shown. Not owned; null: it is shown as it is.
  const Masker* masker = nullptr;
  // By which the drill may be taken up at another terminal, where an open question is shown again.
  // Not owned; null: it cannot.
  Presence* presence = nullptr;
};

// Is told what to answer on `say`. At every question a line "note TEXT" is a note, "improve TEXT"
// one on what is to be improved, and the question is asked again. `say` and `clock` must outlive
// it.
std::unique_ptr<Lead> AskedLead(const AskedLeadOptions& options, std::ostream& say, Clock& clock);

}  // namespace drill

#endif  // HARNESS_QUARTERLY_ASKED_LEAD_H_
