#include "harness/stack/databases_of.h"

namespace drill {

std::vector<const Database*> DatabasesOf(const Stack& stack) {
  std::vector<const Database*> databases;
  if (!stack.database().service().empty() || !stack.database().file().empty())
    databases.push_back(&stack.database());
  for (const Database& database : stack.further_databases()) databases.push_back(&database);
  return databases;
}

const Database& DatabaseOf(const Stack& stack, const std::string& id) {
  for (const Database& database : stack.further_databases())
    if (database.id() == id) return database;
  return stack.database();
}

}  // namespace drill
