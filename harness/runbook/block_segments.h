// Alternatives inside one shell block, from its comments and its commands.
#ifndef HARNESS_RUNBOOK_BLOCK_SEGMENTS_H_
#define HARNESS_RUNBOOK_BLOCK_SEGMENTS_H_

#include <string>
#include <vector>

#include "harness/runbook/alternatives.h"

namespace drill {

// A stretch of the procedure and how it is opened.
struct Unit {
  OpenerKind kind = OpenerKind::kNone;
  // Of a unit that names one of several rivals, see rival_ways.h.
  std::string family;
  Alternative part;
  // Has at least one command.
  bool runnable = true;
};

// Puts units that exclude each other, or are conditional, into groups. Units are in order.
std::vector<AlternativeGroup> GroupUnits(const std::vector<Unit>& units);

// A segment is what stands under one comment, up to the next comment that has commands under it.
std::vector<Unit> SegmentsOf(const ShellBlock& shell);

std::vector<AlternativeGroup> FindSegmentGroups(const ParsedBlock& block);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_BLOCK_SEGMENTS_H_
