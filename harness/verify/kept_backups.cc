#include "harness/verify/kept_backups.h"

#include <algorithm>
#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/one_line.h"
#include "harness/base/plural.h"

namespace drill {
namespace {

constexpr absl::Duration kDay = absl::Hours(24);
constexpr size_t kWidth = 600;

using ByPath = std::map<std::string, BackupFile>;

ByPath Indexed(const std::vector<BackupFile>& files) {
  ByPath by_path;
  for (const BackupFile& file : files) by_path[file.path] = file;
  return by_path;
}

// Those of `before` that a clean-up by the documented rule leaves, newest first.
std::vector<BackupFile> ToKeep(const Backup& backup, const std::vector<BackupFile>& before,
                               const ByPath& now_there, absl::Time now) {
  const ByPath earlier = Indexed(before);
  std::vector<BackupFile> files = before;
  for (const auto& [path, file] : now_there)
    if (earlier.count(path) == 0) files.push_back(file);
  std::stable_sort(files.begin(), files.end(), [](const BackupFile& a, const BackupFile& b) {
    return a.modified > b.modified;
  });
  if (backup.keep_latest() > 0) {
    files.resize(std::min<size_t>(files.size(), backup.keep_latest()));
  } else if (backup.keep_days() > 0) {
    files.erase(std::remove_if(files.begin(), files.end(),
                               [&](const BackupFile& file) {
                                 return now - file.modified > backup.keep_days() * kDay;
                               }),
                files.end());
  } else {
    files.resize(std::min<size_t>(files.size(), 1));
  }
  files.erase(std::remove_if(files.begin(), files.end(),
                             [&](const BackupFile& file) { return earlier.count(file.path) == 0; }),
              files.end());
  return files;
}

// What is wrong with the order of two files, the first of which was newer. Procedures take "the
// newest" by the time of its last change: one that was touched is taken for another.
std::string WrongOrder(const BackupFile& newer, const BackupFile& older, const ByPath& there) {
  const auto first = there.find(newer.path);
  const auto second = there.find(older.path);
  if (first == there.end() || second == there.end() || newer.modified == older.modified ||
      first->second.modified >= second->second.modified)
    return "";
  return absl::StrCat(older.path, " has a later time than ", newer.path,
                      ", which was the newer one: whoever takes the newest takes another");
}

std::string Rule(const Backup& backup) {
  if (backup.keep_latest() > 0) return absl::StrCat("the ", backup.keep_latest(), " newest");
  if (backup.keep_days() > 0) return absl::StrCat("those of ", backup.keep_days(), " days");
  return "the newest one";
}

}  // namespace

CheckResult CheckKept(const Backup& backup, const std::vector<BackupFile>& before,
                      const std::vector<BackupFile>& after, absl::Time now) {
  const ByPath there = Indexed(after);
  const std::vector<BackupFile> wanted = ToKeep(backup, before, there, now);
  std::vector<std::string> wrong;
  for (const BackupFile& file : wanted) {
    const auto found = there.find(file.path);
    if (found == there.end()) {
      wrong.push_back(absl::StrCat(file.path, " is gone"));
    } else if (found->second.bytes == 0 && file.bytes > 0) {
      wrong.push_back(absl::StrCat(file.path, " is empty"));
    }
  }
  for (size_t i = 1; i < wanted.size(); ++i) {
    const std::string order = WrongOrder(wanted[i - 1], wanted[i], there);
    if (!order.empty()) wrong.push_back(order);
  }
  CheckResult check;
  check.set_name(absl::StrCat("backups/", backup.name(), "/kept"));
  check.set_phase(CHECK_PHASE_VERIFICATION);
  check.set_source("stack");
  check.set_passed(wrong.empty());
  check.set_expected(absl::StrCat("of those that were there before the procedure, ", Rule(backup)));
  check.set_actual(OneLine(
      wrong.empty()
          ? absl::StrCat(Counted(static_cast<int64_t>(wanted.size()), "file"), ", there still")
          : absl::StrJoin(wrong, "; "),
      kWidth));
  return check;
}

}  // namespace drill
