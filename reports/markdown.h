// The report as Markdown, for a pull request's comment or an incident's file.
#ifndef REPORTS_MARKDOWN_H_
#define REPORTS_MARKDOWN_H_

#include <string>

#include "harness/journal/summary.pb.h"

namespace drill {

std::string MarkdownReport(const Summary& summary);

}  // namespace drill

#endif  // REPORTS_MARKDOWN_H_
