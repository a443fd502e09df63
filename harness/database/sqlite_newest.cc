#include "harness/database/sqlite_newest.h"

#include "harness/database/sqlite_value.h"

namespace drill {

SqliteNewest::SqliteNewest(std::vector<std::string> columns)
    : columns_(std::move(columns)), held_(columns_.size()) {}

void SqliteNewest::Add(const SqlRow& row, bool recorded) {
  if (recorded) {
    for (size_t i = 0; i < columns_.size(); ++i) held_[i].insert(row[i + 1].value_or(""));
    return;
  }
  newest_.push_back(row);
  if (newest_.size() > kNewestRows) newest_.pop_front();
}

std::map<std::string, NewestValues> SqliteNewest::Get() const {
  std::map<std::string, NewestValues> values;
  if (newest_.size() < kNewestRows) return values;
  for (size_t i = 0; i < columns_.size(); ++i) values[columns_[i]] = Of(i);
  return values;
}

NewestValues SqliteNewest::Of(size_t column) const {
  NewestValues values;
  for (const SqlRow& row : newest_) {
    const std::string value = row[column + 1].value_or("");
    if (IsNothing(value)) ++values.empty;
    // NULL among texts is as unknown as another text.
    const bool is_kept = IsText(value) || value == "NULL";
    if (is_kept && held_[column].count(value) == 0) ++values.unknown;
  }
  return values;
}

}  // namespace drill
