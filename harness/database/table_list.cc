#include "harness/database/table_list.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

// Seven columns: the table's name as shown, and as written in a statement; its key's columns as
// written, empty where there is none; the column that alone is the key and holds whole numbers;
// whether it may be read; a column's name, and as written in a statement.
constexpr char kQuery[] = R"sql(
SELECT format('%s.%s', n.nspname, c.relname), format('%I.%I', n.nspname, c.relname),
       coalesce((SELECT string_agg(format('drilled_row.%I', k.attname), ', ' ORDER BY k.attnum)
                 FROM pg_index i JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = ANY (i.indkey)
                 WHERE i.indrelid = c.oid AND i.indisprimary), ''),
       coalesce((SELECT format('%I', k.attname)
                 FROM pg_index i JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = i.indkey[0]
                 WHERE i.indrelid = c.oid AND i.indisprimary AND i.indnatts = 1
                   AND k.atttypid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype)), ''),
       has_table_privilege(c.oid, 'SELECT')::text, a.attname, quote_ident(a.attname)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE n.nspname <> 'information_schema' AND n.nspname !~ '^pg_' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.deptype = 'e' AND e.classid = 'pg_class'::regclass AND e.objid = c.oid)
ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C", a.attnum
)sql";

std::string KeyHash(const std::string& key_columns) {
  return absl::StrCat("hashtextextended(",
                      key_columns.empty() ? "drilled_row" : absl::StrCat("ROW(", key_columns, ")"),
                      "::text, 0)");
}

}  // namespace

absl::StatusOr<std::vector<ListedTable>> ListTables(const PostgresLogin& login,
                                                    absl::Duration timeout) {
  ASSIGN_OR_RETURN(const std::vector<SqlRow> rows, QueryPostgres(login, kQuery, timeout));
  std::vector<ListedTable> tables;
  for (const SqlRow& row : rows) {
    const auto cell = [&row](size_t index) { return row.at(index).value_or(""); };
    if (tables.empty() || tables.back().written != cell(1))
      tables.push_back({cell(0), cell(1), KeyHash(cell(2)), cell(3), cell(4) == "true", {}});
    if (row.at(5).has_value()) tables.back().columns.push_back({cell(5), cell(6)});
  }
  return tables;
}

std::string WrittenColumn(const ListedTable& table, absl::string_view name) {
  for (const ListedColumn& column : table.columns)
    if (column.name == name) return column.written;
  return "";
}

std::string SqlText(absl::string_view text) {
  return absl::StrCat("'", absl::StrReplaceAll(text, {{"'", "''"}}), "'");
}

std::string HoldsNothing(absl::string_view column) {
  return absl::StrCat("coalesce(", column, "::text, '') IN ('', '0', '{}', '[]')");
}

std::string TableListQuery() { return absl::StrCat(kQuery, KeyHash(""), KeyHash("key")); }

}  // namespace drill
