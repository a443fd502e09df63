#include "harness/probe/backup_restore.h"

#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "harness/base/one_line.h"
#include "harness/base/status_macros.h"
#include "harness/database/recorded_rows.h"
#include "harness/database/table_checksum.h"
#include "harness/host/container_id_command.h"
#include "harness/probe/sight.h"

namespace drill {
namespace {

// Values as text must not depend on the server's settings: as for the recorded checksums.
constexpr char kScript[] = R"bash(
set -u
queries=$(mktemp)
cat >"$queries"
original=$(eval "$DRILL_FIND")
[ -n "$original" ] || { echo "$DRILL_SERVICE has no container" >&2; exit 3; }
work=$(mktemp -d)
scratch=rollback-drill-scratch-$(basename "$work")
trap 'docker rm -fv "$scratch" >/dev/null 2>&1; rm -rf "$work" "$queries"' EXIT
docker inspect -f '{{range .Config.Env}}{{println .}}{{end}}' "$original" >"$work/env"
docker run -d --name "$scratch" --network none --env-file "$work/env" --shm-size 256m \
  "$(docker inspect -f '{{.Image}}' "$original")" >/dev/null || exit 3
exec </dev/null
inside() { docker exec -i -e PGOPTIONS="$DRILL_SETTINGS" "$scratch" "$@"; }
as_user() { inside psql -X -q -A -t -v ON_ERROR_STOP=1 -U "$DRILL_USER" -d "$DRILL_DATABASE" "$@"; }
for _ in $(seq 300); do
  inside pg_isready -q -h 127.0.0.1 -d "$DRILL_DATABASE" -U "$DRILL_USER" && break
  sleep 0.1
done
as_user -c 'SELECT 1' >/dev/null || exit 3
content() { if gzip -t "$DRILL_FILE" 2>/dev/null; then zcat "$DRILL_FILE"; else cat "$DRILL_FILE"; fi; }
if [ ! -f "$DRILL_FILE" ]; then
  echo "$DRILL_FILE is no file" >"$work/said"; loaded=0
elif [ "$(content | head -c 5)" = PGDMP ]; then
  content | inside pg_restore --exit-on-error -U "$DRILL_USER" -d "$DRILL_DATABASE" \
    >/dev/null 2>"$work/said" && loaded=1 || loaded=0
else
  content | as_user --single-transaction >/dev/null 2>"$work/said" && loaded=1 || loaded=0
fi
echo "loaded $loaded"
grep -m 1 . "$work/said" | sed 's/^/said /'
# Each by itself: what a broken backup lacks is no reason to lose the rest.
while IFS= read -r -d '' query; do
  result=$(as_user -c "$query" 2>/dev/null </dev/null) && printf '%s\n' "$result"
done <"$queries"
true
)bash";

// If the line's first word is `word`, sets `rest` to the text after it and returns true.
bool Takes(absl::string_view line, absl::string_view word, std::string* rest) {
  if (!absl::ConsumePrefix(&line, absl::StrCat(word, " "))) return false;
  *rest = std::string(line);
  return true;
}

// The queries whose answers the script prints, each a line of its own.
std::string Queries(const ProbeContext& context) {
  std::string queries = absl::StrCat("SELECT 'revision ' || (", context.revision_query, ")");
  queries.push_back('\0');
  for (size_t i = 0; i < context.seeded_tables.size(); ++i) {
    absl::StrAppend(&queries, "SELECT 'table ", i, " ' || count || ' ' || checksum FROM (",
                    ChecksumQuery(context.seeded_tables[i]), ") AS facts (count, checksum)");
    queries.push_back('\0');
  }
  return queries;
}

// Empty where all rows were recovered as they were recorded.
std::string Difference(const std::vector<TableFacts>& recorded,
                       const std::vector<TableFacts>& found) {
  for (const TableFacts& wanted : recorded) {
    const TableFacts* const table = FactsOf(found, wanted.table());
    if (table == nullptr) return absl::StrCat("it holds no table ", wanted.table());
    if (!SameRows(wanted, *table)) return absl::StrCat("it holds ", RowsFound(wanted, *table));
  }
  return "";
}

}  // namespace

RestoredBackup ParseRestored(const ProbeContext& context, absl::string_view output) {
  RestoredBackup restored;
  for (absl::string_view line : absl::StrSplit(output, '\n')) {
    std::string rest;
    if (Takes(line, "loaded", &rest)) restored.loaded = rest == "1";
    if (Takes(line, "said", &rest)) restored.said = OneLine(rest);
    if (Takes(line, "revision", &rest)) restored.revision = rest;
    if (!Takes(line, "table", &rest)) continue;
    const std::vector<std::string> parts = absl::StrSplit(rest, ' ');
    size_t index;
    int64_t rows;
    if (parts.size() != 3 || !absl::SimpleAtoi(parts[0], &index) ||
        index >= context.seeded_tables.size() || !absl::SimpleAtoi(parts[1], &rows)) {
      continue;
    }
    TableFacts& facts = restored.tables.emplace_back();
    facts.set_table(context.seeded_tables[index].table());
    facts.set_rows(rows);
    facts.set_checksum(parts[2]);
  }
  return restored;
}

absl::StatusOr<RestoredBackup> RestoreIntoScratch(const ProbeContext& context,
                                                  const std::string& service,
                                                  const std::string& path, absl::Duration timeout) {
  const std::string& name = service.empty() ? context.database_service : service;
  ExecOptions options;
  options.timeout = timeout;
  options.env = {
      {"DRILL_FIND", StoppedContainerIdCommand(context.compose_projects, name)},
      {"DRILL_SERVICE", name},
      {"DRILL_USER", context.database.user},
      {"DRILL_DATABASE", context.database.name},
      {"DRILL_FILE", path},
      {"DRILL_SETTINGS",
       "-c client_min_messages=warning -c timezone=UTC -c datestyle=ISO -c bytea_output=hex "
       "-c extra_float_digits=1 -c synchronous_commit=off"}};
  options.stdin_content = Queries(context);
  ASSIGN_OR_RETURN(const SubprocessResult result,
                   context.host->Exec({"bash", "-c", kScript}, options));
  if (result.timed_out) {
    return absl::DeadlineExceededError(
        absl::StrCat(path, " was not restored within ", absl::FormatDuration(timeout)));
  }
  if (!result.succeeded()) {
    return absl::FailedPreconditionError(
        absl::StrCat("no scratch server for ", path, ": ", OneLine(result.stderr_content)));
  }
  return ParseRestored(context, result.stdout_content);
}

std::string WhyNotRestorable(const ProbeContext& context, const RestoredBackup& restored,
                             const std::string& release) {
  if (!restored.loaded) {
    return absl::StrCat("it does not load: ",
                        restored.said.empty() ? "no reason given" : restored.said);
  }
  if (restored.wrong_facts) return *restored.wrong_facts;
  std::string difference = "nothing was recorded to compare it with";
  const absl::StatusOr<const ProbeContext*> of_database = ContextOf(context, restored.database);
  if (!of_database.ok()) return std::string(of_database.status().message());
  for (const auto& [version, tables] : (*of_database)->recorded_tables) {
    if (!release.empty() && version != release) continue;
    difference = Difference(tables, restored.tables);
    if (difference.empty()) return "";
  }
  return difference;
}

}  // namespace drill
