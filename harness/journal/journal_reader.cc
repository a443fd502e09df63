#include "harness/journal/journal_reader.h"

#include "absl/strings/str_cat.h"
#include "harness/base/file.h"
#include "harness/base/proto_json.h"
#include "harness/base/status_macros.h"

namespace drill {

absl::StatusOr<Journal> ReadJournal(const std::string& path) {
  ASSIGN_OR_RETURN(const std::string content, ReadFile(path));
  return ParseJournal(path, content);
}

absl::StatusOr<Journal> ParseJournal(const std::string& path, absl::string_view content) {
  Journal journal;
  for (int number = 1; !content.empty(); ++number) {
    const size_t end = content.find('\n');
    if (end == absl::string_view::npos) {
      journal.torn = true;
      break;
    }
    Event event;
    const absl::Status parsed = ProtoFromJson(content.substr(0, end), &event);
    if (!parsed.ok() || event.kind_case() == Event::KIND_NOT_SET) {
      return absl::InvalidArgumentError(absl::StrCat(path, ":", number,
                                                     ": not an event of a journal",
                                                     parsed.ok() ? "" : ": ", parsed.message()));
    }
    journal.events.push_back(std::move(event));
    content.remove_prefix(end + 1);
  }
  return journal;
}

}  // namespace drill
