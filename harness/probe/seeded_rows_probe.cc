#include "harness/probe/seeded_rows_probe.h"

#include <algorithm>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "harness/database/recorded_rows.h"
#include "harness/database/sql_database.h"

namespace drill {

Sight JudgeSeededRows(const SeededRowsProbe& probe, const TableFacts& recorded,
                      const absl::StatusOr<TableFacts>& found) {
  if (!found.ok()) {
    Sight sight = SightOfDatabase(found.status());
    // The server answers and cannot read the rows, or breaks down over them: without checksums it
    // takes a damaged row's length at its word. One that does not answer says nothing of its rows.
    if (probe.must_differ() &&
        (absl::IsFailedPrecondition(found.status()) || absl::IsAborted(found.status()))) {
      sight.colour = Observation::Colour::kGreen;
    }
    return sight;
  }
  return GreenIf(SameRows(recorded, *found) != probe.must_differ(), RowsFound(recorded, *found));
}

Sight LookAtSeededRows(const ProbeContext& whole, const SeededRowsProbe& probe,
                       absl::Duration timeout) {
  const absl::StatusOr<const ProbeContext*> of_database = ContextOf(whole, probe.database());
  if (!of_database.ok()) return NotSeen(std::string(of_database.status().message()));
  const ProbeContext& context = **of_database;
  const std::string release = probe.release().empty() ? context.baseline : probe.release();
  const auto facts = context.recorded_tables.find(release);
  const auto named = [&](const auto& table) { return table.table() == probe.table(); };
  const auto table =
      std::find_if(context.seeded_tables.begin(), context.seeded_tables.end(), named);
  if (table == context.seeded_tables.end()) {
    return NotSeen(absl::StrCat(probe.table(), " is none of the stack's seeded tables"));
  }
  if (facts == context.recorded_tables.end()) {
    return NotSeen(absl::StrCat("no rows were recorded for release ", release));
  }
  const TableFacts* const recorded = FactsOf(facts->second, probe.table());
  if (recorded == nullptr) {
    return NotSeen(absl::StrCat("no rows of ", probe.table(), " were recorded"));
  }
  const absl::StatusOr<std::unique_ptr<SqlDatabase>> database = OpenDatabase(context, "");
  if (!database.ok()) return SightOfLocation(database.status());
  return JudgeSeededRows(probe, *recorded, (*database)->Checksum(*table, timeout));
}

}  // namespace drill
