#include "harness/twin/behaviour_portrait.h"

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/base/descriptor.h"
#include "harness/base/status_macros.h"
#include "harness/probe/http_exchange.h"
#include "harness/probe/http_session.h"
#include "harness/probe/trusted_certificates.h"
#include "harness/twin/request_record.h"
#include "harness/twin/user_requests.h"

namespace drill {
namespace {

constexpr absl::Duration kRequestLimit = absl::Seconds(2);

}  // namespace

absl::Status PaintBehaviour(DrillHost& host, const Stack& stack, const RoundsOptions& options,
                            Portrait* portrait) {
  std::vector<AskedRequest> requests = RequestsToAsk(stack);
  if (requests.empty()) return absl::OkStatus();
  const Descriptor trusted = OpenTrustedCertificates(&host);
  std::vector<bool> many;
  for (AskedRequest& asked : requests) {
    if (trusted.valid()) asked.request.ca_file = trusted.Path();
    asked.request.timeout = kRequestLimit;
    many.push_back(asked.safe);
  }
  const std::vector<std::string> names(stack.host_names().begin(), stack.host_names().end());
  HttpSession anybody(HttpLogin(), names, options.clock);
  HttpSession logged_in(stack.load().login(), names, options.clock);
  std::vector<RequestRecord> records;
  // Threads that are started in it are in the host's network, too.
  RETURN_IF_ERROR(host.InNetwork([&] {
    const auto ask = [&](size_t i) {
      return (requests[i].logged_in ? logged_in : anybody).Exchange(requests[i].request);
    };
    records = AskInRounds(many, ask, options);
    return absl::OkStatus();
  }));
  if (options.stop != nullptr && options.stop->stopped()) return absl::CancelledError("stopped");
  for (size_t i = 0; i < requests.size(); ++i) records[i].Paint(requests[i].object, portrait);
  return absl::OkStatus();
}

}  // namespace drill
