// Digests of the files that a drill was made from.
#ifndef HARNESS_JOURNAL_SOURCE_DIGEST_H_
#define HARNESS_JOURNAL_SOURCE_DIGEST_H_

#include <string>

#include "absl/strings/string_view.h"
#include "harness/journal/summary.pb.h"

namespace drill {

// `what`: document, scenario, stack. Empty where the summary has none.
std::string SourceDigest(const Summary& summary, absl::string_view what);

}  // namespace drill

#endif  // HARNESS_JOURNAL_SOURCE_DIGEST_H_
