#include "harness/twin/machine_files.h"

#include <fcntl.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "harness/base/descriptor.h"
#include "harness/base/short_digest.h"
#include "harness/host/host_file.h"
#include "harness/host/root_directory.h"
#include "harness/twin/account_answers.h"
#include "harness/twin/portrait.h"
#include "harness/twin/words.h"

namespace drill {
namespace {

namespace fs = std::filesystem;

constexpr char kUnits[] = "/etc/systemd/system";

// A name that cron and run-parts take: not one that is put aside with a dot or a tilde.
bool IsTaken(const std::string& name) {
  return std::all_of(name.begin(), name.end(), [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-';
  });
}

bool IsVisible(const std::string& name) { return name[0] != '.'; }

// A table of cron without its comments: `crontab` writes the day into one each time.
std::string WithoutComments(absl::string_view table) {
  std::string lines;
  for (const absl::string_view line : LinesOf(table)) {
    const absl::string_view text = absl::StripAsciiWhitespace(line);
    if (text[0] != '#') absl::StrAppend(&lines, text, "\n");
  }
  return lines;
}

class Files {
 public:
  Files(const DrillHost& host, RootDirectory root, Portrait* portrait)
      : host_(host), root_(std::move(root)), portrait_(portrait), painter_(MACHINE, portrait) {}

  void Paint() {
    PaintAccounts();
    PaintTable("/etc/crontab");
    PaintTable("/etc/anacrontab");
    for (const std::string& name : NamesIn("/etc/cron.d"))
      if (IsTaken(name)) PaintTable(absl::StrCat("/etc/cron.d/", name));
    for (const std::string& name : NamesIn("/var/spool/cron/crontabs"))
      if (IsVisible(name)) PaintTable(absl::StrCat("/var/spool/cron/crontabs/", name));
    for (const char* often : {"hourly", "daily", "weekly", "monthly"}) {
      const std::string directory = absl::StrCat("/etc/cron.", often);
      for (const std::string& name : NamesIn(directory))
        if (IsTaken(name)) PaintProgram("cron", absl::StrCat(directory, "/", name));
    }
    for (const std::string& name : NamesIn("/var/spool/cron/atjobs"))
      if (IsVisible(name)) PaintWhole("at", absl::StrCat("/var/spool/cron/atjobs/", name));
    PaintProgram("boot", "/etc/rc.local");
    PaintUnits();
  }

 private:
  // Empty: no such file, or no regular one.
  std::string Content(const std::string& path) {
    const absl::StatusOr<HostFile> file = ReadHostFile(host_, path);
    if (file.ok()) return file->content;
    if (!absl::IsNotFound(file.status())) painter_.NotObserved(path, file.status().message());
    return "";
  }

  std::vector<std::string> NamesIn(const std::string& directory) const {
    std::vector<std::string> names;
    const absl::StatusOr<Descriptor> opened = root_.OpenPath(directory, O_RDONLY | O_DIRECTORY);
    if (!opened.ok()) return names;
    std::error_code error;
    for (fs::directory_iterator it(opened->Path(), error), end; !error && it != end;
         it.increment(error))
      names.push_back(it->path().filename().string());
    return names;
  }

  void PaintAccounts() {
    const std::string passwd = Content("/etc/passwd");
    PaintUsers(passwd, Content("/etc/shadow"), portrait_);
    PaintGroups(Content("/etc/group"), portrait_);
    for (const Account& account : AccountsOf(passwd)) {
      if (account.home.empty() || account.home[0] != '/') continue;
      for (const char* name : {"authorized_keys", "authorized_keys2"})
        PaintAuthorizedKeys(account.name, Content(absl::StrCat(account.home, "/.ssh/", name)),
                            portrait_);
    }
    PaintWhole("sudo", "/etc/sudoers");
    for (const std::string& name : NamesIn("/etc/sudoers.d"))
      if (IsTaken(name)) PaintWhole("sudo", absl::StrCat("/etc/sudoers.d/", name));
  }

  void PaintContent(const std::string& object, const std::string& content) {
    painter_.Object(object);
    painter_.Field(object, "content", DigestOf(content));
  }

  // Adds nothing when the file does not exist or is empty.
  void PaintWhole(const char* kind, const std::string& path) {
    const std::string content = Content(path);
    if (!content.empty()) PaintContent(absl::StrCat(kind, " ", path), content);
  }

  void PaintTable(const std::string& path) {
    const std::string table = WithoutComments(Content(path));
    if (!table.empty()) PaintContent(absl::StrCat("cron ", path), table);
  }

  // A program that is not executable is never run, so that is noted as a field.
  void PaintProgram(const char* kind, const std::string& path) {
    PaintWhole(kind, path);
    const absl::StatusOr<Descriptor> file = root_.OpenPath(path, O_PATH);
    if (!file.ok()) return;
    std::error_code error;
    const fs::perms mode = fs::status(file->Path(), error).permissions();
    if (error || (mode & fs::perms::owner_exec) != fs::perms::none) return;
    painter_.Field(absl::StrCat(kind, " ", path), "executable", "no");
  }

  // Units of the machine's own, and those that are enabled: links in *.wants.
  void PaintUnits() {
    const absl::StatusOr<Descriptor> opened = root_.OpenPath(kUnits, O_RDONLY | O_DIRECTORY);
    if (!opened.ok()) return;
    const std::string top = opened->Path() + "/";
    std::error_code error;
    for (fs::recursive_directory_iterator it(top, error), end; !error && it != end;
         it.increment(error)) {
      const std::string name = it->path().string().substr(top.size());
      const std::string object = absl::StrCat("unit ", name);
      std::error_code of_entry;
      if (it->is_symlink(of_entry)) {
        painter_.Object(object);
        painter_.Field(object, "is", fs::read_symlink(it->path(), of_entry).string());
      } else if (it->is_regular_file(of_entry)) {
        PaintContent(object, Content(absl::StrCat(kUnits, "/", name)));
      }
    }
  }

  const DrillHost& host_;
  const RootDirectory root_;
  Portrait* const portrait_;
  Painter painter_;
};

}  // namespace

void PaintMachineFiles(const DrillHost& host, Portrait* portrait) {
  absl::StatusOr<RootDirectory> root = host.Root();
  if (!root.ok())
    return Painter(MACHINE, portrait).NotObserved("the machine's files", root.status().message());
  Files(host, *std::move(root), portrait).Paint();
}

}  // namespace drill
