#include "harness/database/schema_fingerprint.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "harness/base/hash.h"
#include "harness/base/one_line.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

// How an expression is printed depends on how it came in: `role IN ('a', 'b')` on a varchar is
// printed otherwise once it was dumped and restored. So each is read and printed once more, as a
// dump's restore would do, by a view that nobody else sees; an expression that cannot stand in a
// view stays as it is. `relation`: what the expression's columns are of; empty: `written` is a
// whole query.
constexpr char kReadAgain[] = R"sql(
SET LOCAL lock_timeout = '2s';
CREATE FUNCTION pg_temp.drilled_read_again(relation text, written text) RETURNS text
LANGUAGE plpgsql AS $function$
DECLARE again text;
BEGIN
  IF written IS NULL THEN RETURN ''; END IF;
  EXECUTE 'CREATE TEMP VIEW drilled_view AS ' || CASE relation WHEN '' THEN written
    ELSE format('SELECT %s AS drilled_value FROM %s', written, relation) END;
  again := pg_get_viewdef('pg_temp.drilled_view'::regclass);
  EXECUTE 'DROP VIEW pg_temp.drilled_view';
  IF relation = '' THEN RETURN again; END IF;
  RETURN regexp_replace(again, '^\s*SELECT (.*) AS drilled_value\s+FROM .*$', '\1');
EXCEPTION
  WHEN lock_not_available THEN RAISE;
  WHEN OTHERS THEN RETURN written;
END $function$)sql";

// One text column, a row an object. What an extension brings along is the extension's line. The
// order of columns is left out: a column that a downgrade adds again comes last.
constexpr char kQuery[] = R"sql(
WITH own_namespaces AS (
  SELECT oid, nspname FROM pg_namespace
  WHERE nspname <> 'information_schema' AND nspname !~ '^pg_'
), of_extensions AS (
  SELECT classid, objid FROM pg_depend WHERE deptype = 'e'
), relations AS (
  SELECT c.oid, c.relkind, c.relpersistence, c.relrowsecurity, c.relforcerowsecurity, c.relam, c.relpartbound,
         format('%s.%s', n.nspname, c.relname) AS name, format('%I.%I', n.nspname, c.relname) AS written
  FROM pg_class c JOIN own_namespaces n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'c', 'f')
    AND NOT EXISTS (SELECT FROM of_extensions e
                    WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid)
), types AS (
  SELECT t.*, format('%s.%s', n.nspname, t.typname) AS name
  FROM pg_type t JOIN own_namespaces n ON n.oid = t.typnamespace
  WHERE t.typtype IN ('e', 'd', 'r') AND NOT EXISTS (SELECT FROM of_extensions e
    WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid)
), lines AS (
  SELECT format('extension %s %s', extname, extversion) AS line FROM pg_extension
UNION ALL
  SELECT format('schema %s', nspname) FROM own_namespaces
UNION ALL
  SELECT concat(CASE r.relkind WHEN 'r' THEN 'table ' WHEN 'p' THEN 'partitioned table '
                  WHEN 'v' THEN 'view ' WHEN 'm' THEN 'materialized view ' WHEN 'S' THEN 'sequence '
                  WHEN 'c' THEN 'composite type ' ELSE 'foreign table ' END,
                r.name, CASE r.relpersistence WHEN 'u' THEN ' unlogged' END,
                CASE WHEN r.relforcerowsecurity THEN ' forced' END, CASE WHEN r.relrowsecurity THEN ' row security' END,
                CASE WHEN m.amname <> 'heap' THEN ' using ' || m.amname END,
                CASE WHEN r.relkind = 'p' THEN ' by ' || pg_get_partkeydef(r.oid) END)
  FROM relations r LEFT JOIN pg_am m ON m.oid = r.relam
UNION ALL
  SELECT format('%s %s of %s %s', CASE WHEN r.relpartbound IS NULL THEN 'child' ELSE 'partition' END, r.name,
                i.inhparent::regclass, pg_get_expr(r.relpartbound, r.oid))
  FROM relations r JOIN pg_inherits i ON i.inhrelid = r.oid
UNION ALL
  SELECT format('column %s.%s %s%s%s%s%s%s', r.name, a.attname, format_type(a.atttypid, a.atttypmod),
                CASE WHEN a.attcollation <> t.typcollation THEN ' collate ' || a.attcollation::regcollation::text END,
                CASE WHEN a.attnotnull THEN ' not null' ELSE '' END,
                CASE WHEN a.attidentity <> '' THEN ' identity ' || a.attidentity::text ELSE '' END,
                CASE WHEN d.adbin IS NULL THEN '' WHEN a.attgenerated <> '' THEN ' generated '
                  ELSE ' default ' END,
                pg_temp.drilled_read_again(r.written, pg_get_expr(d.adbin, d.adrelid)))
  FROM relations r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0
    AND NOT a.attisdropped
  JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE r.relkind <> 'S'
UNION ALL
  SELECT format('constraint %s.%s %s', r.name, c.conname,
                CASE c.contype WHEN 'c' THEN
                  concat('CHECK ', pg_temp.drilled_read_again(r.written, pg_get_expr(c.conbin, c.conrelid)),
                         CASE WHEN c.connoinherit THEN ' NO INHERIT' END,
                         CASE WHEN NOT c.convalidated THEN ' NOT VALID' END)
                ELSE pg_get_constraintdef(c.oid) END)
  FROM relations r JOIN pg_constraint c ON c.conrelid = r.oid WHERE c.contype <> 'n'
UNION ALL
  SELECT format('index %s%s',
                replace(pg_get_indexdef(i.indexrelid), coalesce(pg_get_expr(i.indpred, i.indrelid), ''),
                        pg_temp.drilled_read_again(r.written, pg_get_expr(i.indpred, i.indrelid))),
                CASE WHEN i.indisvalid THEN '' ELSE ' INVALID' END)
  FROM relations r JOIN pg_index i ON i.indrelid = r.oid
UNION ALL
  SELECT format('sequence options %s %s start %s by %s from %s to %s cycle %s cache %s', r.name,
                s.seqtypid::regtype, s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcycle, s.seqcache)
  FROM relations r JOIN pg_sequence s ON s.seqrelid = r.oid
UNION ALL
  SELECT format('sequence %s of %s.%s', r.name, d.refobjid::regclass, a.attname)
  FROM relations r
  JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass
    AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
  JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
  WHERE r.relkind = 'S'
UNION ALL
  SELECT format('view definition %s %s', name, pg_temp.drilled_read_again('', pg_get_viewdef(oid)))
  FROM relations WHERE relkind IN ('v', 'm')
UNION ALL
  SELECT format('trigger %s.%s %s %s', r.name, t.tgname, t.tgenabled, pg_get_triggerdef(t.oid))
  FROM relations r JOIN pg_trigger t ON t.tgrelid = r.oid WHERE NOT t.tgisinternal
UNION ALL
  SELECT format('rule %s.%s %s %s', r.name, w.rulename, w.ev_enabled, pg_get_ruledef(w.oid))
  FROM relations r JOIN pg_rewrite w ON w.ev_class = r.oid WHERE w.rulename <> '_RETURN'
UNION ALL
  SELECT format('policy %s.%s %s%s for %s using %s check %s', r.name, p.polname,
                CASE WHEN NOT p.polpermissive THEN 'restrictive ' END, p.polcmd,
                (SELECT string_agg(CASE one WHEN 0 THEN 'public' ELSE pg_get_userbyid(one)::text END, ', '
                                   ORDER BY pg_get_userbyid(one)) FROM unnest(p.polroles) one),
                pg_temp.drilled_read_again(r.written, pg_get_expr(p.polqual, p.polrelid)),
                pg_temp.drilled_read_again(r.written, pg_get_expr(p.polwithcheck, p.polrelid)))
  FROM relations r JOIN pg_policy p ON p.polrelid = r.oid
UNION ALL
  SELECT format('enum %s %s', t.name,
                (SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)
                 FROM pg_enum e WHERE e.enumtypid = t.oid))
  FROM types t WHERE t.typtype = 'e'
UNION ALL
  SELECT format('domain %s %s%s%s %s %s', t.name, format_type(t.typbasetype, t.typtypmod),
                CASE WHEN t.typcollation <> b.typcollation THEN ' collate ' || t.typcollation::regcollation::text END,
                CASE WHEN t.typnotnull THEN ' not null' ELSE '' END, t.typdefault,
                (SELECT string_agg(concat(c.conname, ' CHECK ', pg_temp.drilled_read_again(
                                     format('(SELECT NULL::%s AS value) drilled_domain',
                                            format_type(t.typbasetype, t.typtypmod)), pg_get_expr(c.conbin, 0)),
                                     CASE WHEN NOT c.convalidated THEN ' NOT VALID' END), ', '
                                   ORDER BY c.conname)
                 FROM pg_constraint c WHERE c.contypid = t.oid AND c.contype <> 'n'))
  FROM types t JOIN pg_type b ON b.oid = t.typbasetype WHERE t.typtype = 'd'
UNION ALL
  SELECT format('range %s of %s', t.name, g.rngsubtype::regtype)
  FROM types t JOIN pg_range g ON g.rngtypid = t.oid
UNION ALL
  SELECT CASE p.prokind WHEN 'a' THEN
           format('aggregate %s.%s(%s) by %s into %s from %s then %s', n.nspname, p.proname,
                  pg_get_function_identity_arguments(p.oid), g.aggtransfn, format_type(g.aggtranstype, NULL),
                  g.agginitval, g.aggfinalfn)
         ELSE format('function %s', pg_get_functiondef(p.oid)) END
  FROM pg_proc p JOIN own_namespaces n ON n.oid = p.pronamespace LEFT JOIN pg_aggregate g ON g.aggfnoid = p.oid
  WHERE NOT EXISTS (SELECT FROM of_extensions e
                    WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid)
UNION ALL
  SELECT format('operator %s.%s(%s, %s) %s', n.nspname, o.oprname, format_type(o.oprleft, NULL),
                format_type(o.oprright, NULL), o.oprcode)
  FROM pg_operator o JOIN own_namespaces n ON n.oid = o.oprnamespace
  WHERE NOT EXISTS (SELECT FROM of_extensions e
                    WHERE e.classid = 'pg_operator'::regclass AND e.objid = o.oid)
UNION ALL
  -- The server's own casts have numbers below 16384, as all that it brings along.
  SELECT format('cast %s to %s %s %s', c.castsource::regtype, c.casttarget::regtype, c.castcontext,
                CASE c.castfunc WHEN 0 THEN '' ELSE c.castfunc::regprocedure::text END)
  FROM pg_cast c WHERE c.oid >= 16384 AND NOT EXISTS (SELECT FROM of_extensions e
    WHERE e.classid = 'pg_cast'::regclass AND e.objid = c.oid)
UNION ALL
  SELECT format('collation %s.%s %s %s', n.nspname, c.collname, c.collprovider, c.collcollate)
  FROM pg_collation c JOIN own_namespaces n ON n.oid = c.collnamespace
UNION ALL
  SELECT format('statistics %s', pg_get_statisticsobjdef(s.oid))
  FROM pg_statistic_ext s JOIN own_namespaces n ON n.oid = s.stxnamespace
UNION ALL
  SELECT format('text search configuration %s.%s %s', n.nspname, c.cfgname,
                (SELECT string_agg(format('%s: %s', m.maptokentype, m.mapdict::regdictionary), ', '
                                   ORDER BY m.maptokentype, m.mapseqno)
                 FROM pg_ts_config_map m WHERE m.mapcfg = c.oid))
  FROM pg_ts_config c JOIN own_namespaces n ON n.oid = c.cfgnamespace
UNION ALL
  SELECT format('text search dictionary %s.%s %s', n.nspname, d.dictname, d.dictinitoption)
  FROM pg_ts_dict d JOIN own_namespaces n ON n.oid = d.dictnamespace
UNION ALL
  SELECT format('foreign server %s %s %s', s.srvname, w.fdwname, array_to_string(s.srvoptions, ' '))
  FROM pg_foreign_server s JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
UNION ALL
  SELECT format('foreign table %s at %s %s', r.name, s.srvname, array_to_string(f.ftoptions, ' '))
  FROM relations r JOIN pg_foreign_table f ON f.ftrelid = r.oid JOIN pg_foreign_server s ON s.oid = f.ftserver
)
SELECT regexp_replace(line, '\s+', ' ', 'g') FROM lines ORDER BY line COLLATE "C"
)sql";

// A server on which this login may make nothing, such as a standby, is read with every expression
// as it is printed: concat_ws() returns its second argument, and an empty text for NULL.
std::string AsPrinted(absl::string_view query) {
  return absl::StrReplaceAll(query, {{"pg_temp.drilled_read_again(", "concat_ws("}});
}

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

std::string SchemaQuery() { return absl::StrCat(kReadAgain, kQuery); }

absl::StatusOr<SchemaFingerprint> ReadSchemaFingerprint(const PostgresLogin& login,
                                                        absl::Duration timeout) {
  absl::StatusOr<std::vector<SqlRow>> rows =
      QueryPostgresUndone(login, kReadAgain, kQuery, timeout);
  if (absl::IsUnimplemented(rows.status())) rows = QueryPostgres(login, AsPrinted(kQuery), timeout);
  RETURN_IF_ERROR(rows.status());
  SchemaFingerprint schema;
  for (const SqlRow& row : *rows) absl::StrAppend(&schema.text, row.at(0).value_or(""), "\n");
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
