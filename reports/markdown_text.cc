#include "reports/markdown_text.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "reports/text.h"

namespace drill {
namespace {

constexpr size_t kCell = 160;

}  // namespace

std::string EscapeMarkdown(absl::string_view text) {
  return absl::StrReplaceAll(text, {{"\\", "\\\\"},
                                    {"|", "\\|"},
                                    {"<", "&lt;"},
                                    {"*", "\\*"},
                                    {"_", "\\_"},
                                    {"`", "\\`"},
                                    {"[", "\\["},
                                    {"&", "&amp;"}});
}

std::string MarkdownCell(absl::string_view text) { return EscapeMarkdown(ShortLine(text, kCell)); }

std::string MarkdownCode(absl::string_view text) {
  if (text.empty()) return "";
  return absl::StrCat("`", absl::StrReplaceAll(ShortLine(text, kCell), {{"`", "'"}, {"|", "\\|"}}),
                      "`");
}

MarkdownTable::MarkdownTable(const std::vector<std::string>& head) {
  Row(head);
  Row(std::vector<std::string>(head.size(), "---"));
}

void MarkdownTable::Row(const std::vector<std::string>& cells) {
  absl::StrAppend(&text_, "| ", absl::StrJoin(cells, " | "), " |\n");
}

std::string MarkdownTable::Text() const { return absl::StrCat(text_, "\n"); }

}  // namespace drill
