// From an endpoint of the document's table to the check that looks at it.
#ifndef HARNESS_DRILL_PROMISED_ENDPOINT_H_
#define HARNESS_DRILL_PROMISED_ENDPOINT_H_

#include <string>

#include "harness/runbook/endpoint.h"
#include "harness/verify/checks.h"

namespace drill {

// `runbook_file` is quoted, with the endpoint's line, as the source of the expectation.
PromisedEndpoint ToPromised(const Endpoint& endpoint, const std::string& runbook_file);

}  // namespace drill

#endif  // HARNESS_DRILL_PROMISED_ENDPOINT_H_
