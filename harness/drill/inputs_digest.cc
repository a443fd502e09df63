#include "harness/drill/inputs_digest.h"

#include <filesystem>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "harness/base/hash.h"
#include "harness/base/message_bytes.h"
#include "harness/base/status_macros.h"
#include "harness/seed/tree_listing.h"

namespace drill {
namespace {

// Pieces whose ends cannot be mistaken: each with its length in front.
class Pieces {
 public:
  void Add(absl::string_view piece) { absl::StrAppend(&text_, piece.size(), ":", piece, "\n"); }
  template <typename Number>
  void AddNumber(Number number) {
    Add(absl::StrCat(number));
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

void AddStep(const Step& step, Pieces& pieces) {
  pieces.Add(step.text);
  pieces.Add(step.run_text);
  pieces.AddNumber(step.block);
  for (const bool flag : {step.tolerated, step.enters, step.leaves, step.leaves_first, step.manual})
    pieces.Add(flag ? "1" : "0");
  for (const int code : step.finds_nothing) pieces.AddNumber(code);
  pieces.AddNumber(step.added_lines);
  pieces.Add(step.entered_directory);
  pieces.Add(absl::FormatDuration(step.given));
  for (const OutputRule& rule : step.output_rules) {
    pieces.Add(rule.pattern);
    pieces.Add(rule.lacks ? "lacks" : "has");
  }
}

void AddTarget(const Event::Target& target, Pieces& pieces) {
  pieces.Add(target.name());
  pieces.AddNumber(target.limit_ms());
  pieces.AddNumber(static_cast<int>(target.span()));
}

void AddEndpoint(const Endpoint& endpoint, Pieces& pieces) {
  pieces.Add(endpoint.method);
  pieces.Add(endpoint.url);
  for (const int status : endpoint.statuses) pieces.AddNumber(status);
  for (const auto& [key, value] : endpoint.json) {
    pieces.Add(key);
    pieces.Add(value);
  }
  for (const std::string& text : endpoint.contains) pieces.Add(text);
}

void AddIncident(const Incident& incident, Pieces& pieces) {
  for (const DocumentedTrigger& documented : incident.triggers)
    pieces.Add(MessageBytes(documented.trigger));
  for (const DecisionRow& row : incident.decisions)
    for (const std::string& cell : row.cells) pieces.Add(cell);
  pieces.Add(incident.issue);
}

void AddFromDocument(const PreparedDrill& drill, Pieces& pieces) {
  pieces.Add("steps");
  for (const Step& step : drill.plan.steps) AddStep(step, pieces);
  for (const ValueLookup& lookup : drill.plan.lookups) {
    pieces.Add(lookup.placeholder);
    pieces.Add(lookup.command);
  }
  pieces.Add("targets");
  AddTarget(drill.target, pieces);
  for (const Event::Target& target : drill.span_targets) AddTarget(target, pieces);
  pieces.Add("endpoints");
  for (const Endpoint& endpoint : drill.endpoints) AddEndpoint(endpoint, pieces);
  pieces.Add("revisions");
  for (const NamedRevision& revision : drill.revisions) pieces.Add(revision.name);
  pieces.Add("incident");
  AddIncident(drill.incident, pieces);
}

// The files that the scenario lays over the machine's; empty without any.
absl::StatusOr<std::string> OverlayDigest(const PreparedDrill& drill) {
  if (drill.scenario().overlay().empty()) return "";
  return TreeDigest(absl::StrCat(drill.loaded.scenario.directory, "/", drill.scenario().overlay()));
}

// Beside the stack and beside the document; where there is none it is as if it were empty.
void AddPrograms(const PreparedDrill& drill, Pieces& pieces) {
  const std::filesystem::path document(drill.runbook_file);
  for (const std::string& directory :
       {drill.loaded.stack.directory, document.parent_path().string()}) {
    pieces.Add(Sha256OfFile(absl::StrCat(directory, "/programs.textproto")).value_or(""));
  }
}

}  // namespace

absl::StatusOr<std::string> InputsDigest(const PreparedDrill& drill, const std::string& seed_key,
                                         const std::string& harness_sha256) {
  Pieces pieces;
  pieces.Add(harness_sha256);
  pieces.Add(seed_key);
  pieces.Add(MessageBytes(drill.stack()));
  pieces.Add(MessageBytes(drill.scenario()));
  ASSIGN_OR_RETURN(const std::string overlay, OverlayDigest(drill));
  pieces.Add(overlay);
  AddPrograms(drill, pieces);
  AddFromDocument(drill, pieces);
  return Sha256(pieces.text());
}

}  // namespace drill
