#include "harness/database/sqlite_schema.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "harness/base/hash.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

// Two columns, a row an object: its line, and SQL that belongs to it as it was written. What SQLite
// keeps for itself is left out; an index without SQL is one that a key or UNIQUE makes.
constexpr char kQuery[] = R"sql(
WITH tables AS (
  SELECT l.name, l.wr, l.strict, s.sql FROM pragma_table_list l
  JOIN sqlite_schema s ON s.type = 'table' AND s.name = l.name
  WHERE l.schema = 'main' AND l.type IN ('table', 'virtual') AND l.name NOT LIKE 'sqlite\_%' ESCAPE '\'
)
SELECT 'table ' || name || iif(wr, ' without rowid', '') || iif(strict, ' strict', ''), NULL FROM tables
UNION ALL
SELECT 'column ' || t.name || '.' || c.name || ' ' || upper(c.type) || iif(c."notnull", ' not null', '')
       || coalesce(' default ' || c.dflt_value, '') || iif(c.pk, ' key ' || c.pk, '')
       || iif(c.hidden > 1, ' generated', ''), NULL
FROM tables t, pragma_table_xinfo(t.name) c
UNION ALL
SELECT 'foreign key ' || t.name || '.' || f."from" || ' to ' || f."table" || '.' || coalesce(f."to", 'its key')
       || ' on update ' || f.on_update || ' on delete ' || f.on_delete, NULL
FROM tables t, pragma_foreign_key_list(t.name) f
UNION ALL
SELECT 'unique ' || t.name || ' (' || (SELECT group_concat(coalesce(name, 'an expression'), ', ')
         FROM pragma_index_info(i.name)) || ')', NULL
FROM tables t, pragma_index_list(t.name) i WHERE i.origin <> 'c'
UNION ALL
SELECT 'written table ' || name, sql FROM tables WHERE sql LIKE '%check%' OR sql LIKE '%collate%' OR sql LIKE '%generated%'
UNION ALL
SELECT type || ' ' || name || ' on ' || tbl_name, sql FROM sqlite_schema
WHERE type IN ('index', 'view', 'trigger') AND sql IS NOT NULL
)sql";

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Behind a comment, or `at` where none stands.
size_t BehindComment(absl::string_view sql, size_t at) {
  const absl::string_view rest = sql.substr(at);
  const bool line = rest.substr(0, 2) == "--";
  if (!line && rest.substr(0, 2) != "/*") return at;
  const size_t end = sql.find(line ? "\n" : "*/", at + 2);
  if (end == absl::string_view::npos) return sql.size();
  return end + (line ? 1 : 2);
}

// A text in quotes from `at` on: strings stay as they are, names lose their quotes.
std::string Quoted(absl::string_view sql, size_t* at) {
  const char quote = sql[*at];
  const size_t begin = *at;
  for (++*at; *at < sql.size(); ++*at) {
    if (sql[*at] != quote) continue;
    if (*at + 1 < sql.size() && sql[*at + 1] == quote) {
      ++*at;
      continue;
    }
    ++*at;
    break;
  }
  const absl::string_view whole = sql.substr(begin, *at - begin);
  if (quote == '\'' || whole.size() < 2) return std::string(whole);
  return std::string(whole.substr(1, whole.size() - 2));
}

// Without comments, quotes around names and needless white space.
std::string Normal(absl::string_view sql) {
  std::vector<std::string> words;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (size_t at = 0; at < sql.size();) {
    const char c = sql[at];
    const size_t behind = BehindComment(sql, at);
    if (behind != at || IsSpace(c)) {
      end_word();
      at = behind != at ? behind : at + 1;
    } else if (c == '\'' || c == '"' || c == '`') {
      word += Quoted(sql, &at);
    } else if (c == '(' || c == ')' || c == ',') {
      end_word();
      words.emplace_back(1, c);
      ++at;
    } else {
      word += c;
      ++at;
    }
  }
  end_word();
  return absl::StrJoin(words, " ");
}

}  // namespace

absl::StatusOr<SchemaFingerprint> ReadSqliteSchema(const SqliteFile& file, absl::Duration timeout) {
  ASSIGN_OR_RETURN(const std::vector<SqlRow> rows, QuerySqlite(file, kQuery, timeout));
  std::vector<std::string> lines;
  for (const SqlRow& row : rows) {
    std::string line = row[0].value_or("");
    if (row[1]) absl::StrAppend(&line, ": ", Normal(*row[1]));
    lines.push_back(std::move(line));
  }
  std::sort(lines.begin(), lines.end());
  SchemaFingerprint fingerprint;
  for (const std::string& line : lines) absl::StrAppend(&fingerprint.text, line, "\n");
  fingerprint.sha256 = Sha256(fingerprint.text);
  return fingerprint;
}

}  // namespace drill
