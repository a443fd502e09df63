#include "harness/twin/behaviour_portrait.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "harness/base/descriptor.h"
#include "harness/base/status_macros.h"
#include "harness/probe/http_exchange.h"
#include "harness/probe/http_session.h"
#include "harness/probe/trusted_certificates.h"

namespace drill {
namespace {

constexpr absl::Duration kRequestLimit = absl::Seconds(2);
constexpr int kAsksLater = 2;

// A record for each request.
absl::StatusOr<std::vector<RequestRecord>> Ask(DrillHost& host, const Stack& stack,
                                               const RoundsOptions& options,
                                               std::vector<AskedRequest> requests) {
  if (requests.empty()) return std::vector<RequestRecord>();
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
  return records;
}

}  // namespace

absl::StatusOr<UsersAnswers> AskUsersRequests(DrillHost& host, const Stack& stack,
                                              const RoundsOptions& options) {
  UsersAnswers answers;
  answers.requests = RequestsToAsk(stack);
  ASSIGN_OR_RETURN(answers.records, Ask(host, stack, options, answers.requests));
  return answers;
}

absl::Status AskOnceMore(DrillHost& host, const Stack& stack, RoundsOptions options,
                         UsersAnswers* answers) {
  options.asks = kAsksLater;
  std::vector<size_t> places;
  std::vector<AskedRequest> requests;
  for (size_t i = 0; i < answers->requests.size(); ++i) {
    const RequestRecord& record = answers->records[i];
    const bool is_broken = record.had_errors() || record.unanswered();
    if (!answers->requests[i].safe || is_broken) continue;
    places.push_back(i);
    requests.push_back(answers->requests[i]);
  }
  ASSIGN_OR_RETURN(std::vector<RequestRecord> later,
                   Ask(host, stack, options, std::move(requests)));
  for (size_t i = 0; i < places.size(); ++i) answers->records[places[i]].Join(std::move(later[i]));
  return absl::OkStatus();
}

void PaintAnswers(const UsersAnswers& answers, Portrait* portrait) {
  for (size_t i = 0; i < answers.requests.size(); ++i)
    answers.records[i].Paint(answers.requests[i].object, portrait);
}

}  // namespace drill
