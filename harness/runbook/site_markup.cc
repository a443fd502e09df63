#include "harness/runbook/site_markup.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "harness/base/regex.h"

namespace drill {
namespace {

// Blanks that Python-Markdown takes as one level of indentation.
constexpr size_t kIndent = 4;

size_t IndentOf(const std::string& line) { return line.find_first_not_of(" \t"); }

bool IsBlank(const std::string& line) { return IndentOf(line) == std::string::npos; }

// With tabs as blanks where they indent.
std::string Detabbed(const std::string& line) {
  std::string lead;
  size_t at = 0;
  for (; at < line.size() && (line[at] == ' ' || line[at] == '\t'); ++at)
    lead.append(line[at] == '\t' ? kIndent - lead.size() % kIndent : 1, ' ');
  return lead + line.substr(at);
}

class MarkupReader {
 public:
  explicit MarkupReader(absl::string_view text) : lines_(absl::StrSplit(text, '\n')) {}

  SiteText Read() {
    for (size_t i = 0; i < lines_.size(); ++i) {
      if (fence_.empty() ? OpensFence(i) : ClosesFence(i)) continue;
      if (!fence_.empty()) continue;
      ReadIndented(i) || ReadColons(i) || ReadTag(i);
    }
    // A panel that is never closed reaches to the end of the document.
    for (const Open& open : open_) Close(open, lines_.size());
    std::stable_sort(result_.panels.begin(), result_.panels.end(),
                     [](const SitePanel& a, const SitePanel& b) { return a.line < b.line; });
    result_.text = absl::StrJoin(lines_, "\n");
    return std::move(result_);
  }

 private:
  struct Open {
    std::string kind;
    int panel = -1;
  };

  // A fence of code hides everything up to its end; a fence that holds prose is opened up.
  bool OpensFence(size_t i) {
    static const RE2* const fence =
        new RE2(R"(^((?:\s|>|[-*+]\s|\d+[.)]\s)*)(`{3,}|~{3,})\s*([^`]*)$)");
    static const RE2* const directive = new RE2(R"(^\{([\w:-]+)\}\s*(.*)$)");
    const std::optional<RegexMatch> found = FindRegex(*fence, lines_[i]);
    if (!found) return false;
    const std::optional<RegexMatch> named = FindRegex(*directive, found->groups[3]);
    const size_t end = named ? FindFenceEnd(i, found->str(2)) : lines_.size();
    if (named && HoldsProse(named->str(1)) && end < lines_.size()) {
      AddPanel(named->str(1), named->str(2), i, end);
      lines_[i].clear();
      lines_[end].clear();
      BlankOptions(i + 1);
      return true;
    }
    fence_ = found->str(2);
    return true;
  }

  size_t FindFenceEnd(size_t begin, const std::string& fence) {
    // A fence without an end was searched for already: it has none further down either.
    if (endless_.count(fence) > 0) return lines_.size();
    for (size_t i = begin + 1; i < lines_.size(); ++i)
      if (IsFenceEnd(lines_[i], fence)) return i;
    endless_.insert(fence);
    return lines_.size();
  }

  static bool IsFenceEnd(const std::string& line, const std::string& fence) {
    absl::string_view text = absl::StripAsciiWhitespace(line);
    while (absl::ConsumePrefix(&text, ">")) text = absl::StripLeadingAsciiWhitespace(text);
    return text.size() >= fence.size() &&
           text.find_first_not_of(fence[0]) == absl::string_view::npos;
  }

  bool ClosesFence(size_t i) {
    if (!IsFenceEnd(lines_[i], fence_)) return false;
    fence_.clear();
    return true;
  }

  // Directives whose content is a document, not code.
  static bool HoldsProse(const std::string& name) {
    static const RE2* const prose = new RE2(
        R"((?i)(?:note|tip|hint|important|warning|caution|danger|error|attention|seealso|)"
        R"(admonition|dropdown|details|info|success|question|example|todo|sidebar|margin|aside|)"
        R"(topic|card|grid|grid-item|grid-item-card|tab-set|tab-item|tabs|tab|tabbed|container|)"
        R"(only|versionadded|versionchanged|deprecated|callout[\w-]*|panel-tabset))");
    return IsRegex(*prose, name);
  }

  static bool IsTab(const std::string& name) {
    const std::string lower = absl::AsciiStrToLower(name);
    return lower == "tab-item" || lower == "tab" || lower == "tabbed";
  }

  // `:name: value` and a `---` block at the head of a directive are its settings.
  void BlankOptions(size_t i) {
    static const RE2* const option = new RE2(R"(^\s*:[\w-]+:.*$)");
    for (; i < lines_.size() && IsRegex(*option, lines_[i]); ++i) lines_[i].clear();
  }

  int AddPanel(const std::string& name, absl::string_view title, size_t first, size_t last) {
    const bool tab = IsTab(name);
    title = absl::StripAsciiWhitespace(title);
    if (title.size() > 1 && (title.front() == '"' || title.front() == '\''))
      title = title.substr(1, title.find_last_not_of("\"'"));
    if (title.empty() && !tab) return -1;
    result_.panels.push_back(
        {std::string(title), tab, static_cast<int>(first) + 1, static_cast<int>(last) + 1});
    return static_cast<int>(result_.panels.size()) - 1;
  }

  // `=== "Compose"`, `!!! warning "Title"`, `??? note`: what is indented below lies in it.
  bool ReadIndented(size_t i) {
    static const RE2* const opens = new RE2(
        R"re(^(\s*)(?:(===)[!+]*\s+["'](.+)["']|(?:!!!|\?\?\?)\+?\s+[\w -]+?(?:\s+"(.*)")?)\s*$)re");
    const std::optional<RegexMatch> found = FindRegex(*opens, lines_[i]);
    if (!found) return false;
    const size_t indent = Detabbed(found->str(1)).size();
    size_t last = i;
    for (size_t j = i + 1; j < lines_.size(); ++j) {
      if (IsBlank(lines_[j])) continue;
      const std::string line = Detabbed(lines_[j]);
      if (IndentOf(line) < indent + kIndent) break;
      last = j;
    }
    for (size_t j = i + 1; j <= last; ++j) {
      const std::string line = Detabbed(lines_[j]);
      lines_[j] = IsBlank(line) ? "" : line.substr(kIndent);
    }
    const bool tab = found->matched(2) && !found->groups[2].empty();
    AddPanel(tab ? "tab" : "note", found->str(tab ? 3 : 4), i, last);
    lines_[i].clear();
    return true;
  }

  // `:::{note}`, `:::tip Title`, `:::` (MyST, Docusaurus, Pandoc).
  bool ReadColons(size_t i) {
    static const RE2* const colons =
        new RE2(R"(^\s*:{3,}\s*(?:\{?[.]?([\w-]+)\}?(?:\[([^\]]*)\])?\s*(.*))?$)");
    const std::optional<RegexMatch> found = FindRegex(*colons, lines_[i]);
    if (!found) return false;
    lines_[i].clear();
    const std::string name = found->str(1);
    if (name.empty()) return CloseLast("colons", i);
    const std::string title = found->groups[2].empty() ? found->str(3) : found->str(2);
    open_.push_back({"colons", AddPanel(name, title, i, i)});
    BlankOptions(i + 1);
    return true;
  }

  // `{% tab title="X" %}`, `{{< tab "X" >}}`, `<TabItem label="X">`, each alone on its line.
  bool ReadTag(size_t i) {
    static const RE2* const tag = new RE2(
        R"((?i)^\s*(?:\{%-?\s*|\{\{[<%]\s*|<)(/|end)?)"
        R"((tabs?|tabitem|tabpane|tabset|hint|stepper|step|code|callout|note|notice|alert|warning|tip|)"
        R"(admonition|expand|columns?|card)\b(.*?)\s*(?:-?%\}|[>%]\}\}|>)\s*$)");
    static const RE2* const title =
        new RE2(R"((?i)(?:(?:label|title|name|header|tabname)\s*=\s*)["']([^"']+)["'])");
    static const RE2* const only_value = new RE2(R"(["']([^"']+)["'])");
    const std::optional<RegexMatch> found = FindRegex(*tag, lines_[i]);
    if (!found) return false;
    const std::string name = absl::AsciiStrToLower(found->str(2));
    const bool is_tab = name == "tab" || name == "tabitem";
    const std::string attributes = found->str(3);
    lines_[i].clear();
    if (!found->groups[1].empty()) return !is_tab || CloseLast("tag", i);
    if (!is_tab) return true;
    std::optional<RegexMatch> named = FindRegex(*title, attributes);
    if (!named) named = FindRegex(*only_value, attributes);
    open_.push_back({"tag", AddPanel("tab", named ? named->str(1) : "", i, i)});
    return true;
  }

  bool CloseLast(const std::string& kind, size_t i) {
    for (size_t at = open_.size(); at > 0; --at) {
      if (open_[at - 1].kind != kind) continue;
      Close(open_[at - 1], i + 1);
      open_.erase(open_.begin() + static_cast<long>(at) - 1);
      break;
    }
    return true;
  }

  void Close(const Open& open, size_t last_line) {
    if (open.panel >= 0) result_.panels[open.panel].last_line = static_cast<int>(last_line);
  }

  std::vector<std::string> lines_;
  // The fence that is open, as it was opened.
  std::string fence_;
  // Fences that no later line closes.
  std::set<std::string> endless_;
  std::vector<Open> open_;
  SiteText result_;
};

}  // namespace

SiteText ReadSiteMarkup(absl::string_view text) { return MarkupReader(text).Read(); }

}  // namespace drill
