#include "harness/runbook/document_text.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace drill {
namespace {

// The longest runbooks that people have published are a hundredth of that.
constexpr size_t kLargest = 8 << 20;

// Length of the UTF-8 sequence at `at`; 0 when there is none.
size_t SequenceLength(absl::string_view text, size_t at) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) return 1;
  const size_t length = lead >= 0xC2 && lead <= 0xDF   ? 2
                        : lead >= 0xE0 && lead <= 0xEF ? 3
                        : lead >= 0xF0 && lead <= 0xF4 ? 4
                                                       : 0;
  if (length == 0 || at + length > text.size()) return 0;
  for (size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return 0;
  }
  // Overlong forms, surrogates, and what lies beyond U+10FFFF.
  if ((lead == 0xE0 && byte(at + 1) < 0xA0) || (lead == 0xED && byte(at + 1) > 0x9F)) return 0;
  if ((lead == 0xF0 && byte(at + 1) < 0x90) || (lead == 0xF4 && byte(at + 1) > 0x8F)) return 0;
  return length;
}

absl::Status Refuse(const std::string& path, absl::string_view text, size_t at,
                    absl::string_view what) {
  const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<long>(at), '\n');
  return absl::InvalidArgumentError(absl::StrCat(path, ":", line, ": ", what));
}

absl::Status CheckUtf8(const std::string& path, absl::string_view text) {
  if (absl::StartsWith(text, "\xFF\xFE") || absl::StartsWith(text, "\xFE\xFF"))
    return Refuse(path, text, 0, "the file is UTF-16; save it as UTF-8");
  for (size_t at = 0; at < text.size();) {
    if (text[at] == '\0')
      return Refuse(path, text, at, "a NUL byte: UTF-16 or no text at all; save it as UTF-8");
    const size_t length = SequenceLength(text, at);
    if (length == 0) return Refuse(path, text, at, "bytes that are not UTF-8; save it as UTF-8");
    at += length;
  }
  return absl::OkStatus();
}

// CommonMark knows no front matter: it would read it as a rule and a heading.
void BlankFrontMatter(std::vector<std::string>& lines) {
  if (lines.empty() || lines[0] != "---") return;
  for (size_t end = 1; end < lines.size(); ++end) {
    // A document that merely begins with a rule has a heading or a fence before the next one.
    if (absl::StartsWith(lines[end], "# ") || absl::StartsWith(lines[end], "```")) return;
    if (lines[end] != "---" && lines[end] != "...") continue;
    for (size_t i = 0; i <= end; ++i) lines[i].clear();
    return;
  }
}

// What pandoc calls a format, by the ending of its files.
struct Format {
  const char* ending;
  const char* name;
  const char* pandoc;
};
constexpr Format kFormats[] = {
    {".adoc", "AsciiDoc", "asciidoc"},
    {".asciidoc", "AsciiDoc", "asciidoc"},
    {".asc", "AsciiDoc", "asciidoc"},
    {".docx", "a Word document", "docx"},
    {".htm", "HTML", "html"},
    {".html", "HTML", "html"},
    {".ipynb", "a notebook", "ipynb"},
    {".odt", "an OpenDocument text", "odt"},
    {".org", "Org", "org"},
    {".rest", "reStructuredText", "rst"},
    {".rst", "reStructuredText", "rst"},
    {".tex", "LaTeX", "latex"},
    {".textile", "Textile", "textile"},
    {".wiki", "MediaWiki", "mediawiki"},
};

}  // namespace

absl::Status CheckFormat(const std::string& path) {
  for (const Format& format : kFormats) {
    if (!absl::EndsWithIgnoreCase(path, format.ending)) continue;
    const std::string stem = path.substr(0, path.rfind('.'));
    // AsciiDoc has a converter of its own.
    const std::string remedy =
        absl::string_view(format.pandoc) == "asciidoc"
            ? absl::StrCat("asciidoctor -b docbook ", path, " && pandoc -f docbook -t gfm -o ",
                           stem, ".md ", stem, ".xml")
            : absl::StrCat("pandoc -f ", format.pandoc, " -t gfm -o ", stem, ".md ", path);
    return absl::InvalidArgumentError(absl::StrCat(path, ":1: this is ", format.name,
                                                   ", of which nothing is read: a runbook is ",
                                                   "Markdown here; convert it: ", remedy));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> NormalizeText(const std::string& path, absl::string_view text) {
  if (text.size() > kLargest)
    return Refuse(path, text, 0,
                  absl::StrCat("the file has ", text.size() >> 20, " MiB, more than the ",
                               kLargest >> 20, " that are read; is it the runbook?"));
  absl::ConsumePrefix(&text, "\xEF\xBB\xBF");
  if (absl::Status status = CheckUtf8(path, text); !status.ok()) return status;
  std::string normal = absl::StrReplaceAll(text, {{"\r\n", "\n"}, {"\r", "\n"}});
  if (!normal.empty() && normal.back() != '\n') normal += '\n';
  std::vector<std::string> lines = absl::StrSplit(normal, '\n');
  BlankFrontMatter(lines);
  return absl::StrJoin(lines, "\n");
}

}  // namespace drill
