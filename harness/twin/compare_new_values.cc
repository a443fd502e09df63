#include "harness/twin/compare_new_values.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "harness/database/newest_rows.h"
#include "harness/twin/portrait.h"

namespace drill {
namespace {

constexpr int kLeastMachines = 2;

// Of one column, over all healthy machines that can tell.
struct HealthyValues {
  int machines = 0;
  int empty = 0;
  int unknown = 0;
};

HealthyValues ValuesOf(const std::vector<Portrait>& healthy, const std::string& table,
                       const std::string& column) {
  HealthyValues all;
  for (const Portrait& portrait : healthy) {
    const NewRows* const rows = NewRowsOf(portrait, table);
    if (rows == nullptr || !rows->newest().contains(column)) continue;
    const NewValues& values = rows->newest().at(column);
    ++all.machines;
    all.empty += values.empty();
    all.unknown += values.unknown();
  }
  return all;
}

void Judge(const std::string& table, const std::string& column, const NewValues& values,
           std::vector<Portrait>* healthy, Portrait* found) {
  const HealthyValues usual = ValuesOf(*healthy, table, column);
  if (usual.machines < kLeastMachines) return;
  const std::string field = absl::StrCat(kNewValuesField, column);
  if (values.empty() == kNewestRows && usual.empty == 0) {
    PaintJudgement({DATABASE, table, field, "nothing", "something in each"}, healthy, found);
  } else if (values.unknown() == kNewestRows && usual.unknown == 0) {
    PaintJudgement({DATABASE, table, field, "values that none of the seed's rows has",
                    "values that the seed's rows have"},
                   healthy, found);
  }
}

}  // namespace

void AddNewValues(std::vector<Portrait>* healthy, Portrait* found) {
  // A judgement is painted among the traits: the rows are looked through as they were.
  for (const NewRows& one : found->new_rows())
    for (const auto& [column, values] : one.newest())
      Judge(one.table(), column, values, healthy, found);
}

}  // namespace drill
