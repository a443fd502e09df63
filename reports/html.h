// The report as one self-contained HTML page: no script, nothing fetched.
#ifndef REPORTS_HTML_H_
#define REPORTS_HTML_H_

#include <string>

#include "harness/journal/summary.pb.h"

namespace drill {

std::string HtmlReport(const Summary& summary);

}  // namespace drill

#endif  // REPORTS_HTML_H_
