#include "harness/journal/source_digest.h"

namespace drill {

std::string SourceDigest(const Summary& summary, absl::string_view what) {
  for (const SummarySource& source : summary.sources())
    if (source.what() == what) return source.sha256();
  return "";
}

}  // namespace drill
