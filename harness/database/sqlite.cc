#include "harness/database/sqlite.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <iterator>
#include <memory>
#include <system_error>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "harness/base/clock.h"
#include "harness/base/file.h"
#include "harness/base/one_line.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

namespace fs = std::filesystem;

constexpr char kMoreThanReads[] = ": the statement does more than read";

// Between two looks at the clock, in SQLite's own instructions.
constexpr int kInstructions = 1000;

// A pragma that only tells something. Others switch the connection, and some open files.
constexpr const char* kReadingPragmas[] = {
    "application_id", "auto_vacuum", "encoding",    "foreign_key_check", "foreign_key_list",
    "freelist_count", "index_info",  "index_list",  "index_xinfo",       "integrity_check",
    "page_count",     "page_size",   "quick_check", "schema_version",    "table_info",
    "table_list",     "table_xinfo", "user_version"};

// SQLite follows links in a path before it opens it, and what /proc says of a directory in another
// mount namespace leads nowhere. So the path is taken as it is.
int TakeAsItIs(sqlite3_vfs* /*vfs*/, const char* path, int size, char* full) {
  if (std::strlen(path) >= static_cast<size_t>(size)) return SQLITE_CANTOPEN;
  std::strcpy(full, path);
  return SQLITE_OK;
}

int TakeNoLock(sqlite3_file* /*file*/, int /*lock*/) { return SQLITE_OK; }

int NobodyReserves(sqlite3_file* /*file*/, int* reserved) {
  *reserved = 0;
  return SQLITE_OK;
}

// A reader with a lock on the database's own file keeps an application that is closing it from
// emptying the write-ahead log into the file, and the log stays behind. With a log what is read is
// the snapshot that the log's index has of it, which needs no such lock while the log is there;
// whether it stayed is looked at afterwards.
void LeaveUnlocked(sqlite3_file* file) {
  static const sqlite3_io_methods* const methods = [file] {
    auto* const made = new sqlite3_io_methods(*file->pMethods);
    made->xLock = TakeNoLock;
    made->xUnlock = TakeNoLock;
    made->xCheckReservedLock = NobodyReserves;
    return made;
  }();
  file->pMethods = methods;
}

// Without this SQLite would make an empty log where there is none, which belongs to root then.
int OpenWithoutWriting(sqlite3_vfs* vfs, sqlite3_filename path, sqlite3_file* file, int flags,
                       int* out_flags) {
  if (path != nullptr) {
    flags &= ~(SQLITE_OPEN_CREATE | SQLITE_OPEN_READWRITE);
    flags |= SQLITE_OPEN_READONLY;
  }
  const int code = sqlite3_vfs_find("unix")->xOpen(vfs, path, file, flags, out_flags);
  if (code == SQLITE_OK && (flags & SQLITE_OPEN_MAIN_DB) != 0 &&
      access(absl::StrCat(path, "-wal").c_str(), F_OK) == 0)
    LeaveUnlocked(file);
  return code;
}

// The name of SQLite's access to files, with these differences. Registered once.
const char* FileAccess() {
  static sqlite3_vfs* const access = [] {
    static sqlite3_vfs made = *sqlite3_vfs_find("unix");
    made.zName = "rollback-drill";
    made.pNext = nullptr;
    made.xFullPathname = TakeAsItIs;
    made.xOpen = OpenWithoutWriting;
    sqlite3_vfs_register(&made, /*makeDflt=*/0);
    return &made;
  }();
  return access->zName;
}

int OnlyReads(void* /*unused*/, int action, const char* first, const char* second,
              const char* /*database*/, const char* /*trigger*/) {
  switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_FUNCTION:
    case SQLITE_RECURSIVE:
      return SQLITE_OK;
    case SQLITE_UPDATE:
      // What a table function of a pragma seems to do when it is made known. A statement that
      // really does it is refused by Query().
      return std::strcmp(first, "sqlite_master") == 0 ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_PRAGMA: {
      const bool reads =
          std::any_of(std::begin(kReadingPragmas), std::end(kReadingPragmas),
                      [&](const char* pragma) { return absl::EqualsIgnoreCase(pragma, first); });
      // With a value, these three are set.
      const bool sets = second != nullptr && (absl::EqualsIgnoreCase(first, "user_version") ||
                                              absl::EqualsIgnoreCase(first, "application_id") ||
                                              absl::EqualsIgnoreCase(first, "schema_version"));
      return reads && !sets ? SQLITE_OK : SQLITE_DENY;
    }
    default:
      return SQLITE_DENY;
  }
}

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;

struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Prepared = std::unique_ptr<sqlite3_stmt, Finalize>;

// A database as it lies somewhere, and one statement's time.
class Reader {
 public:
  // `access`: SQLite's access to files; null: the usual one.
  Reader(std::string uri, int flags, const char* access, const std::string& shown,
         absl::Duration end)
      : uri_(std::move(uri)), flags_(flags), access_(access), shown_(shown), end_(end) {}

  absl::StatusOr<std::vector<SqlRow>> Query(const std::string& statement) {
    RETURN_IF_ERROR(Open());
    const char* rest = nullptr;
    sqlite3_stmt* raw = nullptr;
    code_ = sqlite3_prepare_v2(database_.get(), statement.c_str(), -1, &raw, &rest);
    const Prepared prepared(raw);
    if (code_ != SQLITE_OK) return Failed();
    if (raw != nullptr && sqlite3_stmt_readonly(raw) == 0)
      return absl::FailedPreconditionError(absl::StrCat(shown_, kMoreThanReads));
    if (raw == nullptr ||
        absl::string_view(rest).find_first_not_of(" \t\n;") != absl::string_view::npos)
      return absl::FailedPreconditionError("one statement is wanted");
    std::vector<SqlRow> rows;
    while ((code_ = sqlite3_step(raw)) == SQLITE_ROW) rows.push_back(RowOf(raw));
    if (code_ != SQLITE_DONE) return Failed();
    return rows;
  }

  // Whether the database could not be read where it lies, but may be from a copy: its write-ahead
  // log or journal must be applied, and nobody who could has it open.
  bool needs_copy() const {
    return (code_ & 0xff) == SQLITE_CANTOPEN || (code_ & 0xff) == SQLITE_READONLY;
  }

 private:
  absl::Status Open() {
    sqlite3* opened = nullptr;
    code_ = sqlite3_open_v2(uri_.c_str(), &opened, flags_ | SQLITE_OPEN_URI, access_);
    database_.reset(opened);
    if (code_ != SQLITE_OK) return Failed();
    sqlite3_extended_result_codes(opened, 1);
    // The file comes from a machine on which anything may have been done to it.
    sqlite3_db_config(opened, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(opened, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_set_authorizer(opened, OnlyReads, nullptr);
    sqlite3_busy_timeout(opened, static_cast<int>(absl::ToInt64Milliseconds(Left())));
    sqlite3_progress_handler(
        opened, kInstructions,
        [](void* self) {
          return static_cast<Reader*>(self)->Left() <= absl::ZeroDuration() ? 1 : 0;
        },
        this);
    return absl::OkStatus();
  }

  absl::Duration Left() const { return end_ - RealClock().Monotonic(); }

  absl::Status Failed() const {
    const std::string message =
        OneLine(database_ == nullptr ? sqlite3_errstr(code_) : sqlite3_errmsg(database_.get()));
    switch (code_ & 0xff) {
      case SQLITE_INTERRUPT:
        return absl::DeadlineExceededError(absl::StrCat(shown_, ": the statement took too long"));
      case SQLITE_AUTH:
        return absl::FailedPreconditionError(absl::StrCat(shown_, kMoreThanReads, ": ", message));
      case SQLITE_CANTOPEN:
      case SQLITE_BUSY:
      case SQLITE_LOCKED:
      case SQLITE_IOERR:
      case SQLITE_PERM:
      case SQLITE_READONLY:
        return absl::UnavailableError(absl::StrCat(shown_, ": ", message));
      default:
        return absl::FailedPreconditionError(absl::StrCat(shown_, ": ", message));
    }
  }

  static SqlRow RowOf(sqlite3_stmt* statement) {
    SqlRow row;
    for (int i = 0; i < sqlite3_column_count(statement); ++i) {
      if (sqlite3_column_type(statement, i) == SQLITE_NULL) {
        row.emplace_back(std::nullopt);
        continue;
      }
      const auto* const text = reinterpret_cast<const char*>(sqlite3_column_text(statement, i));
      row.emplace_back(std::string(text == nullptr ? "" : text,
                                   static_cast<size_t>(sqlite3_column_bytes(statement, i))));
    }
    return row;
  }

  const std::string uri_;
  const int flags_;
  const char* const access_;
  const std::string& shown_;
  const absl::Duration end_;
  Database database_;
  int code_ = SQLITE_OK;
};

// As part of a URI's path.
std::string Escaped(const std::string& path) {
  std::string escaped;
  for (const char c : path) {
    if (c == '%' || c == '?' || c == '#') {
      absl::StrAppend(&escaped, "%", absl::Hex(c, absl::kZeroPad2));
    } else {
      escaped += c;
    }
  }
  return escaped;
}

absl::Status CopyFile(const SqliteFile& file, const std::string& end, const std::string& to) {
  const std::string name = file.name + end;
  const Descriptor source(
      openat(file.directory.get(), name.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (!source.valid()) {
    if (errno == ENOENT && !end.empty()) return absl::OkStatus();
    return absl::UnavailableError(absl::StrCat(file.shown, end, ": ", std::strerror(errno)));
  }
  std::error_code error;
  fs::copy_file(source.Path(), to + end, error);
  if (error)
    return absl::UnavailableError(absl::StrCat("copy of ", file.shown, end, ": ", error.message()));
  return absl::OkStatus();
}

// With the log or journal that lies beside it, which SQLite applies to the copy.
absl::StatusOr<std::vector<SqlRow>> QueryCopy(const SqliteFile& file, const std::string& statement,
                                              absl::Duration end) {
  std::string directory = (fs::temp_directory_path() / "rollback-drill-sqlite-XXXXXX").string();
  if (mkdtemp(directory.data()) == nullptr)
    return absl::InternalError(absl::StrCat("mkdtemp: ", std::strerror(errno)));
  const absl::Cleanup remove = [&directory] { RemoveAll(directory).IgnoreError(); };
  const std::string copy = absl::StrCat(directory, "/database");
  for (const char* beside : {"", "-wal", "-journal"}) RETURN_IF_ERROR(CopyFile(file, beside, copy));
  Reader reader(absl::StrCat("file:", Escaped(copy)), SQLITE_OPEN_READWRITE, nullptr, file.shown,
                end);
  return reader.Query(statement);
}

// A link could lead out of the host.
absl::Status MustBeAFile(const SqliteFile& file, const std::string& end) {
  const std::string name = file.name + end;
  struct stat found = {};
  if (fstatat(file.directory.get(), name.c_str(), &found, AT_SYMLINK_NOFOLLOW) != 0)
    return absl::UnavailableError(absl::StrCat(file.shown, end, ": ", std::strerror(errno)));
  if (S_ISREG(found.st_mode)) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(file.shown, end, " is no file"));
}

// Which log lies beside the file, or that none does.
struct Log {
  bool there = false;
  ino_t inode = 0;

  friend bool operator==(const Log& a, const Log& b) {
    return a.there == b.there && a.inode == b.inode;
  }
};

Log LogOf(const SqliteFile& file) {
  struct stat found = {};
  const std::string name = absl::StrCat(file.name, "-wal");
  if (fstatat(file.directory.get(), name.c_str(), &found, AT_SYMLINK_NOFOLLOW) != 0) return {};
  return {true, found.st_ino};
}

absl::StatusOr<std::vector<SqlRow>> QueryOnce(const SqliteFile& file, const std::string& statement,
                                              absl::Duration end) {
  for (const char* beside : {"", "-wal", "-shm", "-journal"}) {
    const absl::Status there = MustBeAFile(file, beside);
    if (!there.ok() && (*beside == '\0' || !absl::IsUnavailable(there))) return there;
  }
  // `readonly_shm`: the index of the log is the application's; none is made in its place.
  Reader reader(absl::StrCat("file:", Escaped(file.directory.Path()), "/", Escaped(file.name),
                             "?readonly_shm=1"),
                SQLITE_OPEN_READONLY, FileAccess(), file.shown, end);
  absl::StatusOr<std::vector<SqlRow>> rows = reader.Query(statement);
  if (rows.ok() || !reader.needs_copy()) return rows;
  return QueryCopy(file, statement, end);
}

}  // namespace

absl::StatusOr<std::vector<SqlRow>> QuerySqlite(const SqliteFile& file,
                                                const std::string& statement,
                                                absl::Duration timeout) {
  const absl::Duration end = RealClock().Monotonic() + timeout;
  while (true) {
    const Log before = LogOf(file);
    absl::StatusOr<std::vector<SqlRow>> rows = QueryOnce(file, statement, end);
    // The application closed or opened the database meanwhile: what was read may be of both times.
    if (LogOf(file) == before || RealClock().Monotonic() >= end) return rows;
  }
}

}  // namespace drill
