#include "harness/stack/database_validator.h"

#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "harness/scenario/probe_validator.h"

namespace drill {
namespace {

// A file has neither a service nor users.
void ValidateFile(const std::string& at, const Database& database, FieldChecker* checker) {
  checker->AbsolutePath(FieldPath(at, "file"), database.file());
  for (const char* field : {"service", "port", "name", "user", "password_from"}) {
    const std::string path = FieldPath(at, field);
    if (checker->Has(path))
      checker->Add(path, "is of a server, and the database is a file", "leave it or `file` out");
  }
}

void ValidateDatabase(const std::string& at, const Database& database, FieldChecker* checker) {
  if (database.file().empty()) {
    checker->RequireText(FieldPath(at, "service"), database.service(),
                         "the database's compose service, or `file` for one of SQLite");
  } else {
    ValidateFile(at, database, checker);
  }
  const std::string port = FieldPath(at, "port");
  if (checker->Has(port) && (database.port() < 1 || database.port() > 65535)) {
    checker->Add(port, absl::StrCat("is not a port: ", database.port()), "1 to 65535");
  }
  const std::string& from = database.password_from();
  const size_t colon = from.rfind(':');
  if (!from.empty() && (from.front() != '/' || colon == std::string::npos || colon < 2 ||
                        colon + 1 == from.size())) {
    checker->Add(FieldPath(at, "password_from"), absl::StrCat("is not a file and a key: ", from),
                 "such as /home/you/.env:POSTGRES_PASSWORD");
  }
  std::set<std::string> seen;
  for (int i = 0; i < database.seeded_tables_size(); ++i) {
    const SeededTable& table = database.seeded_tables(i);
    const std::string path = FieldPath(at, "seeded_tables", i);
    checker->RequireText(FieldPath(path, "table"), table.table(), "a table's name");
    checker->Unique(FieldPath(path, "table"), table.table(), &seen);
    checker->Require(FieldPath(path, "columns"), table.columns_size() > 0,
                     "the columns that are checksummed");
  }
}

// Who names a further database names one that is there.
void ValidateIds(const Stack& stack, const std::vector<std::string>& ids, FieldChecker* checker) {
  const auto known = [&](const std::string& path, const std::string& id) {
    checker->OneOf(path, id, ids, "further_databases");
  };
  known("load.keys_database", stack.load().keys_database());
  known("migrations.database", stack.migrations().database());
  for (int i = 0; i < stack.backups_size(); ++i)
    known(FieldPath(FieldPath("", "backups", i), "restore.database"),
          stack.backups(i).restore().database());
}

void ValidateFurther(const Stack& stack, FieldChecker* checker) {
  std::vector<std::string> ids;
  std::set<std::string> seen;
  for (int i = 0; i < stack.further_databases_size(); ++i) {
    const Database& database = stack.further_databases(i);
    const std::string path = FieldPath("", "further_databases", i);
    if (checker->RequireText(FieldPath(path, "id"), database.id(), "checks are named after it"))
      checker->Unique(FieldPath(path, "id"), database.id(), &seen);
    if (absl::StrContains(database.id(), "/"))
      checker->Add(FieldPath(path, "id"), absl::StrCat("holds a slash: ", database.id()));
    ValidateDatabase(path, database, checker);
    ids.push_back(database.id());
  }
  if (!stack.database().id().empty())
    checker->Add("database.id", "is for further_databases",
                 "leave it out: this is the one that is "
                 "meant where none is named");
  if (!ids.empty() && !stack.has_database())
    checker->Add("further_databases", "stand beside no `database`", "call the first one that");
  ValidateIds(stack, ids, checker);
}

void ValidateMigrations(const Migrations& migrations, const std::vector<std::string>& versions,
                        FieldChecker* checker) {
  const auto command = [&](absl::string_view field, const std::string& value) {
    checker->RequireText(FieldPath("migrations", field), value, "a bash command line");
  };
  command("upgrade", migrations.upgrade());
  command("downgrade", migrations.downgrade());
  command("downgrade_one", migrations.downgrade_one());
  command("downgrade_base", migrations.downgrade_base());
  command("heads", migrations.heads());
  checker->Positive("migrations.timeout", migrations.timeout());
  for (int i = 0; i < migrations.irreversible_size(); ++i) {
    const Irreversible& irreversible = migrations.irreversible(i);
    const std::string path = FieldPath("migrations", "irreversible", i);
    checker->RequireText(FieldPath(path, "revision"), irreversible.revision(),
                         "the revision without a way back");
    for (int j = 0; j < irreversible.releases_size(); ++j) {
      checker->OneOf(FieldPath(path, "releases", j), irreversible.releases(j), versions,
                     "releases");
    }
  }
}

void ValidateRequest(const std::string& path, const LoadRequest& request, FieldChecker* checker) {
  checker->Method(FieldPath(path, "method"), request.method());
  if (request.path().empty() || request.path().front() == '/') return;
  checker->Add(FieldPath(path, "path"), absl::StrCat("does not begin with /: ", request.path()));
}

void AsksForPrefix(const std::string& path, const std::string& text, FieldChecker* checker) {
  if (absl::StrContains(text, "{prefix}")) return;
  checker->Add(path, "does not ask for this drill's keys", "put {prefix} where they begin");
}

void ValidateKeysRequest(const LoadShape& load, FieldChecker* checker) {
  const KeysRequest& request = load.keys_request();
  const std::string path = "load.keys_request";
  if (!load.keys_query().empty()) {
    checker->Add(path, "stands beside keys_query, and one of them is asked",
                 "leave one of the two out");
  }
  if (checker->RequireText(FieldPath(path, "path"), request.path(), "such as /keys?like={prefix}"))
    AsksForPrefix(FieldPath(path, "path"), request.path(), checker);
  checker->RequireText(FieldPath(path, "key"), request.key(), "the name of the key in each write");
}

void ValidateLoad(const LoadShape& load, FieldChecker* checker) {
  checker->RequireText("load.base_url", load.base_url(), "such as http://localhost:5000");
  checker->Url("load.base_url", load.base_url());
  ValidateRequest("load.write", load.write(), checker);
  ValidateRequest("load.read", load.read(), checker);
  ValidateRequest("load.read_back", load.read_back(), checker);
  if (load.has_login()) ValidateLogin("load.login", load.login(), checker);
  if (load.has_read_back() && !load.has_write())
    checker->Add("load.read_back", "has no write to read", "describe it under load.write");
  if (!load.has_write()) return;
  if (!absl::StrContains(load.write().path() + load.write().body(), "{key}")) {
    checker->Add("load.write", "carries no key", "put {key} into path or body");
  }
  if (load.has_keys_request()) {
    ValidateKeysRequest(load, checker);
  } else if (checker->RequireText("load.keys_query", load.keys_query(),
                                  "SQL that returns the keys of all writes that are there, or "
                                  "`keys_request` that asks the application")) {
    AsksForPrefix("load.keys_query", load.keys_query(), checker);
  }
}

}  // namespace

void ValidateDatabaseAndLoad(const Stack& stack, FieldChecker* checker) {
  if (stack.has_database()) ValidateDatabase("database", stack.database(), checker);
  ValidateFurther(stack, checker);
  if (stack.has_load()) ValidateLoad(stack.load(), checker);
  if (stack.has_migrations()) {
    std::vector<std::string> versions;
    for (const Release& release : stack.releases()) versions.push_back(release.version());
    ValidateMigrations(stack.migrations(), versions, checker);
  }
  const absl::string_view remedy = "describe it under database";
  if (stack.load().has_write() && !stack.load().has_keys_request() && !stack.has_database()) {
    checker->Add("load.write", "needs a database to look for its keys in", remedy);
  }
  for (int i = 0; i < stack.steady_state_size(); ++i) {
    const Probe& probe = stack.steady_state(i);
    if (stack.has_database() || !(probe.has_sql() || probe.has_rate() || probe.has_schema())) {
      continue;
    }
    checker->Add(FieldPath("", "steady_state", i), "needs a database", remedy);
  }
}

}  // namespace drill
