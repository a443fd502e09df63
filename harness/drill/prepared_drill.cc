#include "harness/drill/prepared_drill.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/time.h"
#include "harness/base/file.h"
#include "harness/base/problem.h"
#include "harness/base/proto_duration.h"
#include "harness/base/status_macros.h"
#include "harness/runbook/procedure.h"
#include "harness/runbook/same_commands.h"
#include "harness/runbook/time_target.h"
#include "harness/stack/registry_mirror.h"

namespace drill {
namespace {

void AddProblem(const absl::Status& status, PreparedDrill& drill) {
  for (absl::string_view line :
       absl::StrSplit(std::string(status.message()), '\n', absl::SkipEmpty())) {
    drill.problems.emplace_back(line);
  }
}

// The document: the one given on the command line, else the stack's.
std::string RunbookFile(const LoadedStack& stack, const std::string& given) {
  if (!given.empty()) return given;
  const std::string& own = stack.stack.runbook();
  return absl::StrCat(stack.directory, "/", own.empty() ? "ROLLBACK.md" : own);
}

absl::StatusOr<Document> ReadDocument(const std::string& file) {
  ASSIGN_OR_RETURN(const std::string text, ReadInputFile(file));
  return ParseDocument(file, text);
}

// A document given on the command line may be the stack's own in other words: a procedure whose
// heading is not there is looked for by its commands. Where that fails, the plan says what is
// missing. Returns what was found, for a person; else nothing.
std::string FollowOtherWording(const Document& own, PreparedDrill& drill) {
  Rollback& rollback = *drill.loaded.scenario.scenario.mutable_rollback();
  if (rollback.heading().empty() || FindProcedure(drill.document, rollback.heading()).ok())
    return "";
  absl::StatusOr<std::string> heading =
      HeadingWithCommandsOf(own, rollback.heading(), drill.document);
  if (!heading.ok()) return "";
  std::string note = absl::StrCat(drill.runbook_file, ": \"", rollback.heading(), "\" is \"",
                                  *heading, "\" here, by its commands");
  rollback.set_heading(*std::move(heading));
  return note;
}

// The row of the document that is drilled; where that is another than the stack's own and lacks the
// row, of the stack's own.
absl::Status FindTargetInRow(const std::string& row, const std::optional<Document>& own,
                             const PreparedDrill& drill, Event::Target* target) {
  absl::StatusOr<TimeTarget> found = FindTarget(drill.document, row);
  std::string whose = "the runbook";
  if (absl::IsNotFound(found.status()) && own.has_value()) {
    if (absl::StatusOr<TimeTarget> in_own = FindTarget(*own, row); in_own.ok()) {
      found = std::move(in_own);
      whose = "the stack's own runbook";
    }
  }
  RETURN_IF_ERROR(found.status());
  target->set_name(found->name);
  target->set_limit_ms(absl::ToInt64Milliseconds(found->limit));
  target->set_source(absl::StrCat("\"", found->words, "\", line ", found->line, " of ", whose));
  return absl::OkStatus();
}

absl::Status FindTimeTarget(const std::optional<Document>& own, PreparedDrill& drill) {
  const Target& target = drill.scenario().expected().target();
  drill.target.set_name(RollbackName(drill.scenario().rollback()));
  if (target.source_case() == Target::kRunbookRow) {
    RETURN_IF_ERROR(FindTargetInRow(target.runbook_row(), own, drill, &drill.target));
  } else {
    drill.target.set_limit_ms(absl::ToInt64Milliseconds(FromProto(target.limit())));
    drill.target.set_source("the scenario");
  }
  return absl::OkStatus();
}

absl::Status FindSpanTargets(const std::optional<Document>& own, PreparedDrill& drill) {
  for (const SpanTarget& wanted : drill.stack().span_targets()) {
    Event::Target& target = drill.span_targets.emplace_back();
    target.set_span(wanted.span());
    RETURN_IF_ERROR(FindTargetInRow(wanted.runbook_row(), own, drill, &target));
  }
  return absl::OkStatus();
}

// What the team says of its programs, beside the stack, or beside the document that is another's.
PlanContext KnownBeside(PreparedDrill& drill) {
  PlanContext context;
  std::vector<Problem> problems;
  const std::string of_document = drill.runbook_file.substr(0, drill.runbook_file.rfind('/') + 1);
  context.programs = LoadPrograms({drill.loaded.stack.directory, of_document}, &problems);
  for (const Problem& problem : problems) drill.problems.push_back(FormatProblem(problem));
  context.host_names = {drill.stack().host_names().begin(), drill.stack().host_names().end()};
  context.has_mirror = HasRegistryMirror(drill.stack(), drill.loaded.stack.directory);
  return context;
}

absl::Status FindRevisions(PreparedDrill& drill) {
  if (!drill.stack().has_documented_revisions()) return absl::OkStatus();
  ASSIGN_OR_RETURN(
      drill.revisions,
      FindNamedRevisions(drill.document, drill.stack().documented_revisions().heading()));
  return absl::OkStatus();
}

// The stack's own document where another is given on the command line.
std::optional<Document> OwnDocument(const PreparedDrill& drill, const std::string& given) {
  if (given.empty() || drill.loaded.stack.directory.empty()) return std::nullopt;
  absl::StatusOr<Document> own = ReadDocument(RunbookFile(drill.loaded.stack, ""));
  if (!own.ok()) return std::nullopt;
  return *std::move(own);
}

absl::StatusOr<PreparedDrill> Prepare(const std::string& root, const std::string& scenario_file,
                                      const std::string& runbook) {
  ASSIGN_OR_RETURN(LoadedDrill loaded, LoadDrill(root, scenario_file));
  PreparedDrill drill(std::move(loaded));
  for (const Problem& problem : drill.loaded.problems)
    drill.problems.push_back(FormatProblem(problem));
  // Without its stack a scenario has no runbook either; more would only repeat the same problem.
  if (drill.loaded.stack.directory.empty() && runbook.empty()) return drill;
  drill.runbook_file = RunbookFile(drill.loaded.stack, runbook);
  absl::StatusOr<Document> document = ReadDocument(drill.runbook_file);
  if (!document.ok()) {
    AddProblem(document.status(), drill);
    return drill;
  }
  drill.document = *std::move(document);
  // A scenario that could not be read names no procedure; its own problem says so.
  if (!drill.problems.empty() && RollbackName(drill.scenario().rollback()).empty()) return drill;
  const std::optional<Document> own = OwnDocument(drill, runbook);
  const std::string note = own.has_value() ? FollowOtherWording(*own, drill) : "";
  const PlanContext known = KnownBeside(drill);
  drill.programs = known.programs;
  drill.plan = MakePlan(drill.document, drill.scenario().rollback(), known);
  RETURN_IF_ERROR(drill.plan.failure);
  if (!note.empty()) drill.plan.notes.insert(drill.plan.notes.begin(), note);
  drill.problems.insert(drill.problems.end(), drill.plan.problems.begin(),
                        drill.plan.problems.end());
  if (const absl::Status found = FindTimeTarget(own, drill); !found.ok()) AddProblem(found, drill);
  if (const absl::Status found = FindSpanTargets(own, drill); !found.ok()) AddProblem(found, drill);
  // What the stack quotes is in its own document; another may say it otherwise.
  const Document& quoted = own.has_value() ? *own : drill.document;
  drill.incident = ReadIncident(quoted, drill.stack(), drill.scenario(), &drill.problems);
  // A document given on the command line need not have the table of revisions; the stack's must.
  if (const absl::Status found = FindRevisions(drill); !found.ok() && runbook.empty())
    AddProblem(found, drill);
  const std::string& base_url = drill.stack().load().base_url();
  drill.endpoints = FindEndpoints(drill.document, base_url.empty() ? "http://localhost" : base_url);
  return drill;
}

}  // namespace

const std::string& PreparedDrill::starting_release() const {
  return scenario().release().empty() ? stack().baseline() : scenario().release();
}

const std::string& PreparedDrill::expected_release() const {
  return scenario().expected().release().empty() ? starting_release()
                                                 : scenario().expected().release();
}

void ExpectNothingChanged(PreparedDrill* drill) {
  Expected& expected = *drill->loaded.scenario.scenario.mutable_expected();
  expected.clear_release();
  expected.clear_service_releases();
  expected.clear_schema_release();
  expected.clear_recorded();
}

absl::StatusOr<PreparedDrill> PrepareDrill(const std::string& root,
                                           const std::string& scenario_file,
                                           const std::string& runbook) {
  absl::StatusOr<PreparedDrill> drill = Prepare(root, scenario_file, runbook);
  if (drill.ok()) LimitProblems(&drill->problems);
  return drill;
}

}  // namespace drill
