#include "harness/database/catalog.h"

#include "absl/strings/str_cat.h"
#include "harness/base/status_macros.h"
#include "harness/database/stored_password.h"

namespace drill {
namespace {

// Four text columns: object, field, value, meaning. Grants in an order of their own, and those that
// go without saying written out: a dump that is restored says them otherwise. What belongs to the
// server itself (pg_*) and to extensions is left out.
constexpr char kQuery[] = R"sql(
WITH own_namespaces AS (
  SELECT oid, nspname, nspowner, nspacl FROM pg_namespace
  WHERE nspname <> 'information_schema' AND nspname !~ '^pg_'
), of_extensions AS (
  SELECT classid, objid FROM pg_depend WHERE deptype = 'e'
), relations AS (
  SELECT c.*, format('%s.%s', n.nspname, c.relname) AS name,
         CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'S' THEN 'sequence'
           WHEN 'f' THEN 'foreign table' ELSE 'table' END AS kind
  FROM pg_class c JOIN own_namespaces n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
    AND NOT EXISTS (SELECT FROM of_extensions e
                    WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid)
), functions AS (
  SELECT p.*, format('function %s.%s(%s)', n.nspname, p.proname,
                     pg_get_function_identity_arguments(p.oid)) AS name
  FROM pg_proc p JOIN own_namespaces n ON n.oid = p.pronamespace
  WHERE NOT EXISTS (SELECT FROM of_extensions e
                    WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid)
), roles AS (
  SELECT * FROM pg_roles WHERE rolname !~ '^pg_'
), lines (object, field, value, meaning) AS (
  SELECT 'role ' || rolname, '', '', CASE WHEN rolcanlogin OR rolsuper THEN 'acts' ELSE 'idle' END FROM roles
UNION ALL
  SELECT 'role ' || rolname, 'may',
         concat_ws(', ', CASE WHEN rolsuper THEN 'everything' END, CASE WHEN rolcanlogin THEN 'log in' END,
                   CASE WHEN rolcreaterole THEN 'make roles' END, CASE WHEN rolcreatedb THEN 'make databases' END,
                   CASE WHEN rolreplication THEN 'replicate' END,
                   CASE WHEN rolbypassrls THEN 'pass row security' END,
                   CASE WHEN NOT rolinherit THEN 'inherit nothing' END,
                   CASE WHEN rolconnlimit >= 0 THEN format('have %s connections', rolconnlimit) END,
                   CASE WHEN rolvaliduntil IS NOT NULL THEN format('log in until %s', rolvaliduntil) END), 'acts'
  FROM roles
UNION ALL
  SELECT 'role ' || m.rolname, 'member of ' || g.rolname, CASE WHEN a.admin_option THEN 'admin' ELSE 'member' END, 'acts'
  FROM pg_auth_members a JOIN roles m ON m.oid = a.member JOIN pg_roles g ON g.oid = a.roleid
UNION ALL
  SELECT coalesce('role ' || r.rolname, 'database'),
         format('setting%s', CASE WHEN r.oid IS NOT NULL AND d.oid IS NOT NULL THEN ' in ' || d.datname ELSE '' END),
         (SELECT string_agg(one, '; ' ORDER BY one) FROM unnest(s.setconfig) one), 'acts'
  FROM pg_db_role_setting s LEFT JOIN pg_roles r ON r.oid = s.setrole LEFT JOIN pg_database d ON d.oid = s.setdatabase
  WHERE s.setdatabase = 0 OR d.datname = current_database()
UNION ALL
  SELECT 'database', f.field, f.value, 'acts' FROM pg_database d, LATERAL (VALUES
    ('owner', pg_get_userbyid(d.datdba)), ('encoding', pg_encoding_to_char(d.encoding)),
    ('collation', d.datcollate || ' ' || d.datctype),
    ('connections', CASE WHEN d.datallowconn THEN d.datconnlimit::text ELSE 'none' END),
    ('grants', (SELECT string_agg(one::text, ' ' ORDER BY one::text)
                FROM unnest(coalesce(d.datacl, acldefault('d', d.datdba))) one))) f (field, value)
  WHERE d.datname = current_database()
UNION ALL
  SELECT 'databases', datname, 'there', 'idle' FROM pg_database WHERE NOT datistemplate
UNION ALL
  SELECT 'server', name, setting || CASE WHEN pending_restart THEN ', another after a restart' ELSE '' END, 'acts'
  FROM pg_settings WHERE source IN ('configuration file', 'command line', 'environment variable')
UNION ALL
  SELECT 'schema ' || nspname, f.field, f.value, 'acts' FROM own_namespaces, LATERAL (VALUES
    ('owner', pg_get_userbyid(nspowner)),
    ('grants', (SELECT string_agg(one::text, ' ' ORDER BY one::text)
                FROM unnest(coalesce(nspacl, acldefault('n', nspowner))) one))) f (field, value)
UNION ALL
  SELECT kind || ' ' || name, f.field, f.value, f.meaning FROM relations, LATERAL (VALUES
    ('owner', pg_get_userbyid(relowner), 'acts'),
    ('grants', (SELECT string_agg(one::text, ' ' ORDER BY one::text)
                FROM unnest(coalesce(relacl, acldefault(CASE relkind WHEN 'S' THEN 's'::"char" ELSE 'r'::"char" END,
                                                        relowner))) one), 'acts'),
    ('row security', CASE WHEN relforcerowsecurity THEN 'forced' WHEN relrowsecurity THEN 'on' END, 'acts'),
    ('kept', CASE relpersistence WHEN 'u' THEN 'unlogged' WHEN 't' THEN 'temporary' END, 'acts'),
    ('options', array_to_string(reloptions, ' '), 'acts'),
    ('filled', CASE WHEN NOT relispopulated THEN 'no' END, 'acts'),
    ('told to replicas by', CASE relreplident WHEN 'n' THEN 'nothing' WHEN 'f' THEN 'the whole row'
                            WHEN 'i' THEN 'an index' END, 'acts'),
    ('tablespace', (SELECT spcname FROM pg_tablespace WHERE pg_tablespace.oid = reltablespace), 'acts'),
    ('comment', obj_description(oid, 'pg_class'), 'remark')) f (field, value, meaning)
UNION ALL
  SELECT r.kind || ' ' || r.name, 'grants on ' || a.attname,
         (SELECT string_agg(one::text, ' ' ORDER BY one::text) FROM unnest(a.attacl) one), 'acts'
  FROM relations r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE a.attacl IS NOT NULL
UNION ALL
  SELECT r.kind || ' ' || r.name, 'order of columns', string_agg(a.attname, ', ' ORDER BY a.attnum), 'remark'
  FROM relations r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE r.relkind IN ('r', 'p') GROUP BY r.kind, r.name
UNION ALL
  SELECT r.kind || ' ' || r.name, f.field || a.attname, f.value, 'remark'
  FROM relations r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_type t ON t.oid = a.atttypid, LATERAL (VALUES
    ('comment on ', col_description(r.oid, a.attnum)),
    ('storage of ', CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage::text END)) f (field, value)
UNION ALL
  SELECT 'large objects', 'of ' || pg_get_userbyid(lomowner), count(*)::text, 'acts'
  FROM pg_largeobject_metadata GROUP BY lomowner
UNION ALL
  SELECT 'default privileges', format('of %s for %s%s', pg_get_userbyid(d.defaclrole), d.defaclobjtype,
                                      coalesce(' in ' || n.nspname, '')),
         (SELECT string_agg(one::text, ' ' ORDER BY one::text) FROM unnest(d.defaclacl) one), 'acts'
  FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
UNION ALL
  SELECT name, f.field, f.value, 'acts' FROM functions, LATERAL (VALUES
    ('', ''), ('owner', pg_get_userbyid(proowner)), ('runs as', CASE WHEN prosecdef THEN 'its owner' END),
    ('settings', array_to_string(proconfig, ' ')),
    ('grants', (SELECT string_agg(one::text, ' ' ORDER BY one::text)
                FROM unnest(coalesce(proacl, acldefault('f', proowner))) one))) f (field, value)
UNION ALL
  SELECT 'trigger ' || t.tgname || ' on ' || r.name, f.field, f.value, 'acts'
  FROM relations r JOIN pg_trigger t ON t.tgrelid = r.oid, LATERAL (VALUES
    ('', ''), ('enabled', t.tgenabled::text)) f (field, value)
  WHERE NOT t.tgisinternal
UNION ALL
  SELECT r.kind || ' ' || r.name, 'foreign keys are checked',
         string_agg(DISTINCT CASE t.tgenabled WHEN 'O' THEN 'yes' WHEN 'A' THEN 'yes, always' WHEN 'R' THEN 'on replicas'
           ELSE 'no' END, ', '), 'acts'
  FROM relations r JOIN pg_trigger t ON t.tgrelid = r.oid WHERE t.tgisinternal GROUP BY r.kind, r.name
UNION ALL
  SELECT 'rule ' || w.rulename || ' on ' || r.name, f.field, f.value, 'acts'
  FROM relations r JOIN pg_rewrite w ON w.ev_class = r.oid, LATERAL (VALUES
    ('', ''), ('enabled', w.ev_enabled::text), ('does', md5(pg_get_ruledef(w.oid)))) f (field, value)
  WHERE w.rulename <> '_RETURN'
UNION ALL
  SELECT 'event trigger ' || evtname, f.field, f.value, 'acts' FROM pg_event_trigger, LATERAL (VALUES
    ('', ''), ('enabled', evtenabled::text), ('on', evtevent::text), ('runs', evtfoid::regproc::text)) f (field, value)
UNION ALL
  SELECT 'index ' || i.indexrelid::regclass::text, 'usable',
         CASE WHEN i.indisvalid AND i.indisready AND i.indislive THEN 'yes' ELSE 'no' END, 'acts'
  FROM relations r JOIN pg_index i ON i.indrelid = r.oid
UNION ALL
  SELECT r.kind || ' ' || r.name, 'constraint ' || c.conname, CASE WHEN c.convalidated THEN 'valid' ELSE 'not valid' END, 'acts'
  FROM relations r JOIN pg_constraint c ON c.conrelid = r.oid WHERE c.contype <> 'n'
UNION ALL
  SELECT 'replication slot ' || slot_name, f.field, f.value, 'acts' FROM pg_replication_slots, LATERAL (VALUES
    ('', ''), ('kind', slot_type), ('in use', active::text)) f (field, value)
UNION ALL
  SELECT 'publication ' || pubname, f.field, f.value, 'acts' FROM pg_publication, LATERAL (VALUES
    ('', ''), ('of all tables', puballtables::text)) f (field, value)
UNION ALL
  SELECT 'publication ' || pubname, format('of %s.%s', schemaname, tablename), 'yes', 'acts' FROM pg_publication_tables
UNION ALL
  SELECT 'subscription ' || s.subname, f.field, f.value, 'acts' FROM pg_subscription s, LATERAL (VALUES
    ('', ''), ('enabled', s.subenabled::text)) f (field, value)
  WHERE s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
UNION ALL
  -- The next row of a column whose sequence is behind it is refused as a duplicate.
  SELECT 'sequence ' || r.name, format('behind %s.%s', t.oid::regclass, a.attname),
         CASE WHEN NOT has_table_privilege(t.oid, 'SELECT') OR NOT has_sequence_privilege(r.oid, 'USAGE, SELECT')
           THEN 'cannot be read'
           WHEN coalesce(pg_sequence_last_value(r.oid), 0) < coalesce((xpath('/row/max/text()', query_to_xml(
             format('SELECT max(%I) FROM %s', a.attname, t.oid::regclass), false, true, '')))[1]::text::numeric, 0)
           THEN 'yes' ELSE 'no' END, 'acts'
  FROM relations r
  JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass
    AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
  JOIN pg_class t ON t.oid = d.refobjid JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
  WHERE r.relkind = 'S'
UNION ALL
  SELECT 'extension ' || extname, 'owner', pg_get_userbyid(extowner), 'acts' FROM pg_extension
)
SELECT object, field, coalesce(value, ''), meaning FROM lines
WHERE field = '' OR coalesce(value, '') <> ''
ORDER BY object COLLATE "C", field COLLATE "C"
)sql";

CatalogLine::Meaning MeaningOf(const std::string& word) {
  if (word == "idle") return CatalogLine::Meaning::kIdleWhenNew;
  return word == "remark" ? CatalogLine::Meaning::kRemark : CatalogLine::Meaning::kActs;
}

// Another password is not seen by a program that is connected, which comes back no more once it is
// not. Only a superuser may read them.
constexpr char kMayReadPasswords[] = "SELECT has_table_privilege('pg_authid', 'SELECT')::text";
constexpr char kPasswords[] = "SELECT rolname, rolpassword FROM pg_authid WHERE rolname !~ '^pg_'";

CatalogLine PasswordLine(const SqlRow& row, const KnownPasswords& known) {
  const std::string role = row.at(0).value_or("");
  return {absl::StrCat("role ", role), "password", DescribeStoredPassword(row.at(1), role, known),
          CatalogLine::Meaning::kActs};
}

}  // namespace

absl::StatusOr<std::vector<CatalogLine>> ReadCatalog(const PostgresLogin& login,
                                                     absl::Duration timeout) {
  ASSIGN_OR_RETURN(const std::vector<SqlRow> rows, QueryPostgres(login, kQuery, timeout));
  ASSIGN_OR_RETURN(const std::vector<SqlRow> may, QueryPostgres(login, kMayReadPasswords, timeout));
  std::vector<CatalogLine> lines;
  for (const SqlRow& row : rows) {
    lines.push_back({row.at(0).value_or(""), row.at(1).value_or(""), row.at(2).value_or(""),
                     MeaningOf(row.at(3).value_or(""))});
  }
  if (may.at(0).at(0) == "true") {
    ASSIGN_OR_RETURN(const std::vector<SqlRow> passwords,
                     QueryPostgres(login, kPasswords, timeout));
    const KnownPasswords known = login.known_passwords ? login.known_passwords() : KnownPasswords();
    for (const SqlRow& row : passwords) lines.push_back(PasswordLine(row, known));
  }
  return lines;
}

}  // namespace drill
