// The load's requests, as they are sent.
#ifndef HARNESS_LOAD_LOAD_REQUEST_H_
#define HARNESS_LOAD_LOAD_REQUEST_H_

#include <string>

#include "absl/strings/string_view.h"
#include "harness/probe/http_exchange.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// With the load's base URL and headers; `key` and `number` in the places of "{key}" and "{n}".
// Limit and trusted certificates are the caller's to set.
HttpRequest ToHttpRequest(const LoadShape& load, const LoadRequest& request, absl::string_view key,
                          absl::string_view number);

}  // namespace drill

#endif  // HARNESS_LOAD_LOAD_REQUEST_H_
