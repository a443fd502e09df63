// Whom the drill host trusts: its own list of certificate authorities.
#ifndef HARNESS_PROBE_TRUSTED_CERTIFICATES_H_
#define HARNESS_PROBE_TRUSTED_CERTIFICATES_H_

#include "harness/base/descriptor.h"
#include "harness/host/drill_host.h"

namespace drill {

// The list, opened: its Path() is what HttpRequest::ca_file takes, for as long as it is open. None
// when there is no host (null) or the host has no list.
Descriptor OpenTrustedCertificates(const DrillHost* host);

}  // namespace drill

#endif  // HARNESS_PROBE_TRUSTED_CERTIFICATES_H_
