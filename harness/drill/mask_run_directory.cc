#include "harness/drill/mask_run_directory.h"

#include "absl/strings/str_cat.h"
#include "harness/base/file.h"
#include "harness/base/mask_file.h"
#include "harness/base/proto_json.h"
#include "harness/base/status_macros.h"
#include "harness/journal/journal_reader.h"

namespace drill {
namespace {

constexpr char kJournal[] = "journal.jsonl";

absl::Status MaskJournal(const std::string& path, const Masker& masker) {
  ASSIGN_OR_RETURN(Journal journal, ReadJournal(path));
  std::string text;
  for (Event& event : journal.events) {
    masker.MaskMessage(&event);
    ASSIGN_OR_RETURN(const std::string line, ProtoToJson(event));
    absl::StrAppend(&text, line, "\n");
  }
  return WriteFile(path, text);
}

}  // namespace

absl::Status MaskRunDirectory(const std::string& directory, const Masker& masker) {
  ASSIGN_OR_RETURN(const std::vector<std::string> files, ListFiles(directory));
  absl::Status first;
  for (const std::string& file : files) {
    const std::string path = absl::StrCat(directory, "/", file);
    const absl::Status masked =
        file == kJournal ? MaskJournal(path, masker) : MaskFile(path, masker);
    if (first.ok()) first = masked;
  }
  return first;
}

}  // namespace drill
