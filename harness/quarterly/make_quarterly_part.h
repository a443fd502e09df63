// A plan and what was asked for on the command line, as a drill's quarterly part.
#ifndef HARNESS_QUARTERLY_MAKE_QUARTERLY_PART_H_
#define HARNESS_QUARTERLY_MAKE_QUARTERLY_PART_H_

#include <cstddef>

#include "harness/drill/quarterly_part.h"
#include "harness/quarterly/prepared_quarterly.h"
#include "harness/quarterly/unattended_lead.h"

namespace drill {

struct QuarterlyChoices {
  // Which of the plan's scenarios was drawn.
  size_t drawn = 0;
  bool blind = false;
  bool each_step = false;
  bool unattended = false;
};

// The times that pass where nobody leads.
LeadDelays DelaysOf(const QuarterlyPlan& plan);

// Lead and last drill are the caller's to set. `prepared` must outlive it.
QuarterlyPart MakeQuarterlyPart(const PreparedQuarterly& prepared, const QuarterlyChoices& choices);

}  // namespace drill

#endif  // HARNESS_QUARTERLY_MAKE_QUARTERLY_PART_H_
