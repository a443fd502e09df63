#include "harness/probe/trusted_certificates.h"

#include <fcntl.h>

#include <utility>

#include "absl/status/statusor.h"
#include "harness/host/root_directory.h"
#include "harness/probe/http_exchange.h"

namespace drill {

Descriptor OpenTrustedCertificates(const DrillHost* host) {
  if (host == nullptr) return Descriptor();
  const absl::StatusOr<RootDirectory> root = host->Root();
  if (!root.ok()) return Descriptor();
  absl::StatusOr<Descriptor> list = root->OpenPath(kTrustedCertificates, O_RDONLY);
  return list.ok() ? *std::move(list) : Descriptor();
}

}  // namespace drill
