#include "harness/database/schema_fingerprint.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "harness/base/hash.h"
#include "harness/base/one_line.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

// One text column, a row an object. What an extension brings along is the extension's line. The
// order of columns is left out: a column that a downgrade adds again comes last.
constexpr char kQuery[] = R"sql(
WITH own_namespaces AS (
  SELECT oid, nspname FROM pg_namespace
  WHERE nspname <> 'information_schema' AND nspname !~ '^pg_'
), of_extensions AS (
  SELECT classid, objid FROM pg_depend WHERE deptype = 'e'
), relations AS (
  SELECT c.oid, c.relkind, c.relpersistence, c.relrowsecurity,
         format('%s.%s', n.nspname, c.relname) AS name
  FROM pg_class c JOIN own_namespaces n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'c', 'f')
    AND NOT EXISTS (SELECT FROM of_extensions e
                    WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid)
), lines AS (
  SELECT format('extension %s %s', extname, extversion) AS line FROM pg_extension
UNION ALL
  SELECT format('schema %s', nspname) FROM own_namespaces
UNION ALL
  SELECT format('%s %s%s%s',
                CASE relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table'
                  WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'S' THEN 'sequence'
                  WHEN 'c' THEN 'composite type' ELSE 'foreign table' END,
                name, CASE relpersistence WHEN 'u' THEN ' unlogged' ELSE '' END,
                CASE WHEN relrowsecurity THEN ' row security' ELSE '' END)
  FROM relations
UNION ALL
  SELECT format('column %s.%s %s%s%s%s%s', r.name, a.attname, format_type(a.atttypid, a.atttypmod),
                CASE WHEN a.attnotnull THEN ' not null' ELSE '' END,
                CASE WHEN a.attidentity <> '' THEN ' identity ' || a.attidentity::text ELSE '' END,
                CASE WHEN d.adbin IS NULL THEN '' WHEN a.attgenerated <> '' THEN ' generated '
                  ELSE ' default ' END, pg_get_expr(d.adbin, d.adrelid))
  FROM relations r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0
    AND NOT a.attisdropped
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE r.relkind <> 'S'
UNION ALL
  SELECT format('constraint %s.%s %s', r.name, c.conname, pg_get_constraintdef(c.oid))
  FROM relations r JOIN pg_constraint c ON c.conrelid = r.oid WHERE c.contype <> 'n'
UNION ALL
  SELECT format('index %s%s', pg_get_indexdef(i.indexrelid),
                CASE WHEN i.indisvalid THEN '' ELSE ' INVALID' END)
  FROM relations r JOIN pg_index i ON i.indrelid = r.oid
UNION ALL
  SELECT format('sequence options %s %s start %s by %s from %s to %s cycle %s', r.name,
                s.seqtypid::regtype, s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcycle)
  FROM relations r JOIN pg_sequence s ON s.seqrelid = r.oid
UNION ALL
  SELECT format('view definition %s %s', name, pg_get_viewdef(oid))
  FROM relations WHERE relkind IN ('v', 'm')
UNION ALL
  SELECT format('trigger %s.%s %s %s', r.name, t.tgname, t.tgenabled, pg_get_triggerdef(t.oid))
  FROM relations r JOIN pg_trigger t ON t.tgrelid = r.oid WHERE NOT t.tgisinternal
UNION ALL
  SELECT format('policy %s.%s %s %s %s', r.name, p.polname, p.polcmd,
                pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
  FROM relations r JOIN pg_policy p ON p.polrelid = r.oid
UNION ALL
  SELECT format('enum %s.%s %s', n.nspname, t.typname,
                (SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)
                 FROM pg_enum e WHERE e.enumtypid = t.oid))
  FROM pg_type t JOIN own_namespaces n ON n.oid = t.typnamespace
  WHERE t.typtype = 'e' AND NOT EXISTS (SELECT FROM of_extensions e
    WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid)
UNION ALL
  SELECT format('domain %s.%s %s%s %s %s', n.nspname, t.typname,
                format_type(t.typbasetype, t.typtypmod),
                CASE WHEN t.typnotnull THEN ' not null' ELSE '' END, t.typdefault,
                (SELECT string_agg(c.conname || ' ' || pg_get_constraintdef(c.oid), ', '
                                   ORDER BY c.conname)
                 FROM pg_constraint c WHERE c.contypid = t.oid AND c.contype <> 'n'))
  FROM pg_type t JOIN own_namespaces n ON n.oid = t.typnamespace
  WHERE t.typtype = 'd' AND NOT EXISTS (SELECT FROM of_extensions e
    WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid)
UNION ALL
  SELECT CASE p.prokind WHEN 'a' THEN format('aggregate %s.%s(%s)', n.nspname, p.proname,
                                             pg_get_function_identity_arguments(p.oid))
           ELSE format('function %s', pg_get_functiondef(p.oid)) END
  FROM pg_proc p JOIN own_namespaces n ON n.oid = p.pronamespace
  WHERE NOT EXISTS (SELECT FROM of_extensions e
                    WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid)
)
SELECT regexp_replace(line, '\s+', ' ', 'g') FROM lines ORDER BY line COLLATE "C"
)sql";

std::vector<std::string> Lines(absl::string_view text) {
  std::vector<std::string> lines = absl::StrSplit(text, '\n', absl::SkipEmpty());
  std::sort(lines.begin(), lines.end());
  return lines;
}

void AppendDifference(const std::vector<std::string>& from, const std::vector<std::string>& without,
                      absl::string_view label, std::vector<std::string>& lines) {
  std::vector<std::string> difference;
  std::set_difference(from.begin(), from.end(), without.begin(), without.end(),
                      std::back_inserter(difference));
  for (const std::string& line : difference) lines.push_back(absl::StrCat(label, OneLine(line)));
}

}  // namespace

absl::string_view SchemaQuery() { return kQuery; }

absl::StatusOr<SchemaFingerprint> ReadSchemaFingerprint(const PostgresLogin& login,
                                                        absl::Duration timeout) {
  ASSIGN_OR_RETURN(const std::vector<PostgresRow> rows, QueryPostgres(login, kQuery, timeout));
  SchemaFingerprint schema;
  for (const PostgresRow& row : rows) absl::StrAppend(&schema.text, row.at(0).value_or(""), "\n");
  schema.sha256 = Sha256(schema.text);
  return schema;
}

std::vector<std::string> DiffSchemas(absl::string_view expected, absl::string_view actual,
                                     int limit) {
  const std::vector<std::string> wanted = Lines(expected);
  const std::vector<std::string> found = Lines(actual);
  std::vector<std::string> lines;
  AppendDifference(wanted, found, "missing: ", lines);
  AppendDifference(found, wanted, "unexpected: ", lines);
  const int more = static_cast<int>(lines.size()) - limit;
  if (more > 0) {
    lines.resize(limit);
    lines.push_back(absl::StrCat("... and ", more, " more"));
  }
  return lines;
}

}  // namespace drill
