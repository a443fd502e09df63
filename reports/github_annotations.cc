#include "reports/github_annotations.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "harness/base/plural.h"
#include "reports/text.h"

namespace drill {
namespace {

// Of each kind, in a step.
constexpr size_t kMostShown = 10;

std::string Command(const std::string& kind, const std::string& properties,
                    const std::string& message) {
  return absl::StrCat("::", kind, properties.empty() ? "" : " ", properties,
                      "::", EscapeWorkflowData(XmlCharacters(message)), "\n");
}

std::string Annotation(const std::string& kind, const RunbookFinding& finding) {
  std::string properties;
  if (!finding.file.empty())
    properties = absl::StrCat("file=", EscapeWorkflowProperty(finding.file), ",");
  if (!finding.file.empty() && finding.line > 0)
    absl::StrAppend(&properties, "line=", finding.line, ",");
  absl::StrAppend(&properties, "title=", EscapeWorkflowProperty(finding.rule));
  return Command(kind, properties, finding.message);
}

std::string OfLevel(const std::vector<RunbookFinding>& findings, FindingLevel level,
                    const std::string& kind) {
  std::vector<const RunbookFinding*> shown;
  for (const RunbookFinding& finding : findings)
    if (finding.level == level) shown.push_back(&finding);
  const size_t whole = shown.size() <= kMostShown ? shown.size() : kMostShown - 1;
  std::string text;
  for (size_t i = 0; i < whole; ++i) absl::StrAppend(&text, Annotation(kind, *shown[i]));
  if (whole == shown.size()) return text;
  const auto more = static_cast<int64_t>(shown.size() - whole);
  return absl::StrCat(text, Command(kind, "",
                                    absl::StrCat(Counted(more, absl::StrCat("more ", kind)),
                                                 "; the job summary has all of them")));
}

}  // namespace

std::string GithubAnnotations(const std::vector<RunbookFinding>& findings) {
  return absl::StrCat(OfLevel(findings, FindingLevel::kError, "error"),
                      OfLevel(findings, FindingLevel::kWarning, "warning"));
}

std::string EscapeWorkflowData(absl::string_view text) {
  return absl::StrReplaceAll(text, {{"%", "%25"}, {"\r", "%0D"}, {"\n", "%0A"}});
}

std::string EscapeWorkflowProperty(absl::string_view text) {
  return absl::StrReplaceAll(
      text, {{"%", "%25"}, {"\r", "%0D"}, {"\n", "%0A"}, {":", "%3A"}, {",", "%2C"}});
}

}  // namespace drill
