#include "harness/database/sqlite_newest.h"

#include "harness/database/sqlite_value.h"
#include "re2/re2.h"

namespace drill {
namespace {

// A value as it is looked for among those of other rows.
std::string Known(std::string value) {
  static const RE2* const name_of_one = new RE2(kNameOfOne);
  RE2::GlobalReplace(&value, *name_of_one, "#");
  return value;
}

}  // namespace

SqliteNewest::SqliteNewest(std::vector<std::string> columns) : columns_(std::move(columns)) {}

void SqliteNewest::Add(const SqlRow& row, bool recorded) {
  if (recorded) {
    recorded_.push_back(&row);
    return;
  }
  newest_.push_back(&row);
  if (newest_.size() > kNewestRows) newest_.pop_front();
}

std::set<std::string> SqliteNewest::Held(size_t column) const {
  std::set<std::string> held;
  for (const SqlRow* const row : recorded_) held.insert(Known((*row)[column + 1].value_or("")));
  return held;
}

std::map<std::string, NewestValues> SqliteNewest::Get() const {
  std::map<std::string, NewestValues> values;
  if (newest_.size() < kNewestRows) return values;
  for (size_t i = 0; i < columns_.size(); ++i) values[columns_[i]] = Of(i);
  return values;
}

NewestValues SqliteNewest::Of(size_t column) const {
  NewestValues values;
  const std::set<std::string> held = Held(column);
  for (const SqlRow* const row : newest_) {
    const std::string value = (*row)[column + 1].value_or("");
    if (IsNothing(value)) ++values.empty;
    // NULL among texts is as unknown as another text.
    const bool is_kept = IsText(value) || value == "NULL";
    if (is_kept && held.count(Known(value)) == 0) ++values.unknown;
  }
  return values;
}

}  // namespace drill
