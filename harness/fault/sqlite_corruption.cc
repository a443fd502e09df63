#include "harness/fault/sqlite_corruption.h"

#include <fcntl.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "harness/base/descriptor.h"
#include "harness/base/hash.h"
#include "harness/base/shell_quote.h"
#include "harness/base/status_macros.h"
#include "harness/fault/page_file.h"
#include "harness/fault/sqlite_file.h"
#include "harness/fault/stoppable_container.h"
#include "harness/host/root_directory.h"

namespace drill {
namespace {

constexpr int kDefaultBits = 8;
constexpr int kDefaultStalePages = 3;
constexpr size_t kHeaderBytes = 100;

absl::StatusOr<SqliteHeader> Header(const std::string& path, const std::string& name) {
  std::string beginning(kHeaderBytes, '\0');
  std::ifstream file(path, std::ios::binary);
  if (!file.read(beginning.data(), static_cast<std::streamsize>(beginning.size()))) {
    return absl::FailedPreconditionError(absl::StrCat(name, " is not there, or has no header"));
  }
  absl::StatusOr<SqliteHeader> header = ParseSqliteHeader(beginning);
  if (header.ok()) return header;
  return absl::FailedPreconditionError(absl::StrCat(name, " ", header.status().message()));
}

absl::Status BreakPages(const CorruptionFault& fault, const SqliteHeader& header,
                        const PageFile& file) {
  ASSIGN_OR_RETURN(const std::vector<int64_t> pages,
                   file.Draw(1, header.pages, std::max(fault.pages(), 1), UsedOfSqlitePage));
  for (const int64_t page : pages) {
    RETURN_IF_ERROR(
        file.FlipBits(page, fault.bits() > 0 ? fault.bits() : kDefaultBits, UsedOfSqlitePage));
  }
  return absl::OkStatus();
}

// The log gives each of the drawn pages the content of the next one: what an older layout of the
// file would have had there.
absl::Status LeaveStaleWal(const CorruptionFault& fault, const SqliteHeader& header,
                           const PageFile& file, const RootDirectory& root, FaultRandom* random) {
  const int count = fault.pages() > 0 ? fault.pages() + 1 : kDefaultStalePages;
  ASSIGN_OR_RETURN(const std::vector<int64_t> pages,
                   file.Draw(1, header.pages, count, UsedOfSqlitePage));
  std::vector<std::pair<int64_t, std::string>> frames;
  for (size_t i = 0; i + 1 < pages.size(); ++i) {
    ASSIGN_OR_RETURN(std::string content, file.Read(pages[i + 1]));
    frames.emplace_back(pages[i] + 1, std::move(content));
  }
  const auto salt1 = static_cast<uint32_t>(random->Below(uint64_t{1} << 32, "salt"));
  const auto salt2 = static_cast<uint32_t>(random->Below(uint64_t{1} << 32, "salt"));
  const std::string wal = MakeSqliteWal(header, frames, salt1, salt2);
  random->Note(absl::StrCat(fault.file(), "-wal, ", wal.size(), " bytes"),
               absl::StrCat("sha256 ", Sha256(wal).substr(0, 16)));
  // The -shm index of an earlier log would hide the new one.
  RETURN_IF_ERROR(root.Remove(absl::StrCat(fault.file(), "-shm")));
  const absl::Status written = root.Write(absl::StrCat(fault.file(), "-wal"), wal);
  if (written.ok()) return written;
  return absl::FailedPreconditionError(absl::StrCat("it cannot be written: ", written.message()));
}

// Looks at a copy: reading a database beside a log may write the one into the other.
Probe IntegrityBroken(const std::string& file) {
  Probe probe;
  probe.set_name("integrity_check_fails");
  probe.mutable_timeout()->set_seconds(30);
  const std::string quoted = ShellQuote(file);
  probe.mutable_command()->set_command(absl::StrCat(
      "copy=$(mktemp -d) && trap 'rm -rf \"$copy\"' EXIT && cp ", quoted,
      " \"$copy/db\" && { [ ! -e ", quoted, "-wal ] || cp ", quoted,
      "-wal \"$copy/db-wal\"; } && said=$(sqlite3 \"$copy/db\" 'PRAGMA integrity_check' 2>&1 | "
      "head -n 3); echo \"integrity_check: $said\"; [ -n \"$said\" ] && [ \"$said\" != ok ]"));
  probe.mutable_command()->set_contains("integrity_check: ");
  return probe;
}

absl::Status Break(const CorruptionFault& fault, const FaultContext& context) {
  ASSIGN_OR_RETURN(const RootDirectory root, context.host.Root());
  const absl::StatusOr<Descriptor> opened = root.OpenPath(fault.file(), O_PATH);
  if (!opened.ok()) {
    return absl::FailedPreconditionError(absl::StrCat(fault.file(), " is not there"));
  }
  ASSIGN_OR_RETURN(const SqliteHeader header, Header(opened->Path(), fault.file()));
  const PageFile file(opened->Path(), fault.file(), header.page_size, context.random);
  if (fault.kind() == CorruptionFault::SQLITE_PAGES) return BreakPages(fault, header, file);
  return LeaveStaleWal(fault, header, file, root, context.random);
}

}  // namespace

absl::StatusOr<Injection> InjectSqliteCorruption(const CorruptionFault& fault,
                                                 const FaultContext& context) {
  std::optional<StoppableContainer> container;
  if (!fault.service().empty()) {
    ASSIGN_OR_RETURN(StoppableContainer located,
                     StoppableContainer::Locate(context, fault.service()));
    container.emplace(std::move(located));
    RETURN_IF_ERROR(container->Stop());
  }
  const absl::Status broken = Break(fault, context);
  if (container) RETURN_IF_ERROR(container->Start());
  RETURN_IF_ERROR(broken);
  Injection injection;
  injection.facts.set_output(absl::StrCat(
      fault.file(),
      fault.kind() == CorruptionFault::SQLITE_PAGES ? " is broken" : " has a log of other pages"));
  injection.proof.push_back(IntegrityBroken(fault.file()));
  return injection;
}

}  // namespace drill
