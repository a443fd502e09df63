#include "harness/twin/compare_new_rows.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "harness/twin/portrait.h"

namespace drill {
namespace {

constexpr int64_t kMargin = 100;
constexpr double kFactor = 2;

std::optional<int64_t> RowsOf(const Portrait& portrait, const std::string& table) {
  for (const NewRows& one : portrait.new_rows())
    if (one.table() == table) return one.rows();
  return std::nullopt;
}

// How many may have come; nullopt where not every healthy machine can tell.
std::optional<int64_t> MostRows(const std::vector<Portrait>& healthy, const Portrait& found,
                                const std::string& table) {
  double for_writes = 0, for_time = 0;
  for (const Portrait& portrait : healthy) {
    const std::optional<int64_t> rows = RowsOf(portrait, table);
    if (!rows || portrait.ran_seconds() <= 0) return std::nullopt;
    for_time = std::max(for_time, static_cast<double>(*rows) / portrait.ran_seconds());
    if (portrait.writes_sent() == 0) continue;
    for_writes = std::max(for_writes,
                          static_cast<double>(*rows) / static_cast<double>(portrait.writes_sent()));
  }
  return kMargin +
         static_cast<int64_t>(kFactor * (for_writes * static_cast<double>(found.writes_sent()) +
                                         for_time * found.ran_seconds()));
}

}  // namespace

void AddNewRows(std::vector<Portrait>* healthy, Portrait* found) {
  for (const NewRows& one : found->new_rows()) {
    const std::optional<int64_t> most = MostRows(*healthy, *found, one.table());
    if (!most || one.rows() <= *most) continue;
    Painter(DATABASE, found)
        .Field(one.table(), kNewRowsField,
               absl::StrCat(one.rows(), ", where ", found->writes_sent(), " writes bring ", *most,
                            " at most"));
    for (Portrait& portrait : *healthy)
      Painter(DATABASE, &portrait).Field(one.table(), kNewRowsField, "as many as users wrote");
  }
}

}  // namespace drill
