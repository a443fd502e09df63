// What generators of documentation sites add to Markdown: admonitions and tabs by indentation
// (MkDocs), by directives (MyST, Docusaurus) and by tags (GitBook, Hugo). CommonMark takes the
// first for code and the rest for text.
#ifndef HARNESS_RUNBOOK_SITE_MARKUP_H_
#define HARNESS_RUNBOOK_SITE_MARKUP_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace drill {

// A tab, of which a reader sees one at a time, or an admonition with a title of its own.
struct SitePanel {
  std::string title;
  bool tab = false;
  // Lines of the text, 1-based, both inclusive; the title's line is the first.
  int line = 0;
  int last_line = 0;
};

struct SiteText {
  // Plain CommonMark with as many lines: what only opens or closes a panel is blank, and what was
  // indented to lie in one is not.
  std::string text;
  // Outer ones before those that lie in them.
  std::vector<SitePanel> panels;
};

SiteText ReadSiteMarkup(absl::string_view text);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_SITE_MARKUP_H_
