#include "harness/drill/prepared_drill.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/time.h"
#include "harness/base/file.h"
#include "harness/base/problem.h"
#include "harness/base/proto_duration.h"
#include "harness/base/status_macros.h"
#include "harness/runbook/time_target.h"

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

absl::Status ReadRunbook(PreparedDrill& drill) {
  ASSIGN_OR_RETURN(const std::string text, ReadInputFile(drill.runbook_file));
  ASSIGN_OR_RETURN(drill.document, ParseDocument(drill.runbook_file, text));
  return absl::OkStatus();
}

absl::Status FindTimeTarget(PreparedDrill& drill) {
  const Target& target = drill.scenario().expected().target();
  drill.target.set_name(RollbackName(drill.scenario().rollback()));
  if (target.source_case() == Target::kRunbookRow) {
    ASSIGN_OR_RETURN(const TimeTarget found, FindTarget(drill.document, target.runbook_row()));
    drill.target.set_name(found.name);
    drill.target.set_limit_ms(absl::ToInt64Milliseconds(found.limit));
    drill.target.set_source(
        absl::StrCat("\"", found.words, "\", line ", found.line, " of the runbook"));
  } else {
    drill.target.set_limit_ms(absl::ToInt64Milliseconds(FromProto(target.limit())));
    drill.target.set_source("the scenario");
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
  return context;
}

absl::Status FindRevisions(PreparedDrill& drill) {
  if (!drill.stack().has_documented_revisions()) return absl::OkStatus();
  ASSIGN_OR_RETURN(
      drill.revisions,
      FindNamedRevisions(drill.document, drill.stack().documented_revisions().heading()));
  return absl::OkStatus();
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
  if (const absl::Status read = ReadRunbook(drill); !read.ok()) {
    AddProblem(read, drill);
    return drill;
  }
  // A scenario that could not be read names no procedure; its own problem says so.
  if (!drill.problems.empty() && RollbackName(drill.scenario().rollback()).empty()) return drill;
  const PlanContext known = KnownBeside(drill);
  drill.programs = known.programs;
  drill.plan = MakePlan(drill.document, drill.scenario().rollback(), known);
  RETURN_IF_ERROR(drill.plan.failure);
  drill.problems.insert(drill.problems.end(), drill.plan.problems.begin(),
                        drill.plan.problems.end());
  if (const absl::Status found = FindTimeTarget(drill); !found.ok()) AddProblem(found, drill);
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

absl::StatusOr<PreparedDrill> PrepareDrill(const std::string& root,
                                           const std::string& scenario_file,
                                           const std::string& runbook) {
  absl::StatusOr<PreparedDrill> drill = Prepare(root, scenario_file, runbook);
  if (drill.ok()) LimitProblems(&drill->problems);
  return drill;
}

}  // namespace drill
