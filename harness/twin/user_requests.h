// What users ask a stack.
#ifndef HARNESS_TWIN_USER_REQUESTS_H_
#define HARNESS_TWIN_USER_REQUESTS_H_

#include <string>
#include <vector>

#include "harness/probe/http_exchange.h"
#include "harness/stack/stack.pb.h"

namespace drill {

struct AskedRequest {
  // The object of its traits: "request sessions", "request GET http://localhost/".
  std::string object;
  // The request; its timeout and certificates are set by the caller.
  HttpRequest request;
  // Whether the request is sent logged in, by the load's login.
  bool logged_in = false;
  // Whether the request changes nothing, and so may be sent repeatedly.
  bool safe = true;
};

// The stack's `requests`, its load's read, and each HTTP probe of its steady state; a request that
// is there already is left out, and so are the last two where they may change something. Pure.
std::vector<AskedRequest> RequestsToAsk(const Stack& stack);

// Twelve digits for everything of the stack that a portrait asks and that its seed does not depend
// on: healthy machines that were asked something else are no yardstick. Pure.
std::string PortraitKey(const Stack& stack);

}  // namespace drill

#endif  // HARNESS_TWIN_USER_REQUESTS_H_
