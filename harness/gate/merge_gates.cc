#include "harness/gate/merge_gates.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "harness/base/file.h"
#include "harness/base/proto_json.h"
#include "harness/gate/judge_gate.h"
#include "harness/gate/utc_day.h"

namespace drill {
namespace {

std::string Named(const GatePart& part) {
  return absl::StrCat(part.directory, " (shard ", part.report.shard(), "/", part.report.shards(),
                      ")");
}

// Why the parts are not one whole, a line each.
std::vector<std::string> Misfits(const std::vector<GatePart>& parts) {
  std::vector<std::string> misfits;
  const GatePart& first = parts.front();
  std::map<int, const GatePart*> seen;
  for (const GatePart& part : parts) {
    if (part.report.gate_sha256() != first.report.gate_sha256())
      misfits.push_back(absl::StrCat(Named(part),
                                     " is of another gate file, or another state of it, than ",
                                     Named(first), "; run all shards on one commit"));
    if (part.report.shards() != first.report.shards())
      misfits.push_back(absl::StrCat(Named(part), " is of another number of shards than ",
                                     Named(first), "; run them with the same N"));
    const auto [other, is_new] = seen.emplace(part.report.shard(), &part);
    if (!is_new)
      misfits.push_back(absl::StrCat(Named(part), " is there twice: ", other->second->directory,
                                     "; name each shard once"));
    if (!ParseInstant(part.report.judged_at()).has_value())
      misfits.push_back(absl::StrCat(Named(part), " does not say when it ended; run it again"));
  }
  for (int shard = 1; shard <= first.report.shards(); ++shard) {
    if (seen.count(shard) == 0)
      misfits.push_back(absl::StrCat("shard ", shard, "/", first.report.shards(),
                                     " is missing; name its directory, too"));
  }
  return misfits;
}

std::string Below(const std::string& directory, const std::string& path) {
  if (path.empty() || absl::StartsWith(path, "/")) return path;
  return absl::StrCat(directory, "/", path);
}

// What the parts say of one scenario; that of the shard that it belongs to counts.
absl::Status MergeResult(const std::vector<GatePart>& parts, GateResult& result) {
  for (const GatePart& part : parts) {
    for (const GateResult& other : part.report.results()) {
      if (other.scenario() != result.scenario() || other.fate() == GATE_FATE_OTHER_SHARD) continue;
      result = other;
      // A reused drill's directory is where the history says, on that machine.
      if (other.fate() == GATE_FATE_RUN)
        result.set_run_directory(Below(part.directory, other.run_directory()));
      return absl::OkStatus();
    }
  }
  return absl::InvalidArgumentError(
      absl::StrCat(result.scenario(), " is of no shard; run all of them with the same program"));
}

// Sights of all machines: one may have a history that another one lacks.
void MergeEvidence(const std::vector<GatePart>& parts, GateEvidence& evidence) {
  evidence.clear_sights();
  for (const GatePart& part : parts) {
    for (const GateEvidence& other : part.report.evidence()) {
      if (other.what() == evidence.what() && other.max_age_seconds() == evidence.max_age_seconds())
        evidence.mutable_sights()->MergeFrom(other.sights());
    }
  }
}

absl::Time LastEnd(const std::vector<GatePart>& parts) {
  absl::Time last = absl::InfinitePast();
  for (const GatePart& part : parts)
    last = std::max(last, ParseInstant(part.report.judged_at()).value_or(last));
  return last;
}

double LongestSeconds(const std::vector<GatePart>& parts) {
  double longest = 0;
  for (const GatePart& part : parts) longest = std::max(longest, part.report.took_seconds());
  return longest;
}

}  // namespace

absl::StatusOr<std::vector<GatePart>> ReadGateParts(const std::vector<std::string>& directories) {
  std::vector<GatePart> parts;
  std::vector<std::string> unreadable;
  bool machine = false;
  for (const std::string& directory : directories) {
    const std::string file = absl::StrCat(directory, "/gate.json");
    GatePart part;
    part.directory = directory;
    const absl::StatusOr<std::string> json = ReadFile(file);
    const absl::Status read = json.ok() ? ProtoFromJson(*json, &part.report) : json.status();
    if (read.ok()) {
      parts.push_back(std::move(part));
      continue;
    }
    machine = machine || absl::IsUnavailable(read);
    unreadable.push_back(json.ok() ? absl::StrCat(file, ": is no gate's result: ", read.message())
                                   : std::string(read.message()));
  }
  if (unreadable.empty()) return parts;
  const std::string all = absl::StrJoin(unreadable, "\n");
  return machine ? absl::UnavailableError(all) : absl::InvalidArgumentError(all);
}

absl::StatusOr<GateReport> MergeGates(const std::vector<GatePart>& parts) {
  if (parts.empty()) return absl::InvalidArgumentError("there is nothing to merge");
  std::vector<std::string> misfits = Misfits(parts);
  GateReport merged = parts.front().report;
  if (misfits.empty()) {
    for (GateResult& result : *merged.mutable_results()) {
      const absl::Status found = MergeResult(parts, result);
      if (!found.ok()) misfits.emplace_back(found.message());
    }
  }
  if (!misfits.empty()) return absl::InvalidArgumentError(absl::StrJoin(misfits, "\n"));
  for (GateEvidence& evidence : *merged.mutable_evidence()) MergeEvidence(parts, evidence);
  merged.set_shard(1);
  merged.set_shards(1);
  merged.set_took_seconds(LongestSeconds(parts));
  merged.clear_notes();
  for (const GatePart& part : parts) {
    for (const std::string& note : part.report.notes())
      merged.add_notes(absl::StrCat("shard ", part.report.shard(), ": ", note));
  }
  JudgeGate(LastEnd(parts), merged);
  return merged;
}

}  // namespace drill
