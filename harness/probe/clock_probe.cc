#include "harness/probe/clock_probe.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "harness/base/status_macros.h"
#include "harness/database/postgres.h"
#include "harness/probe/http_exchange.h"
#include "harness/probe/sql_probe.h"

namespace drill {
namespace {

absl::StatusOr<absl::Time> AskDatabase(const PostgresLogin& login, absl::Duration timeout) {
  ASSIGN_OR_RETURN(
      const std::string value,
      QueryPostgresValue(login, "SELECT extract(epoch FROM clock_timestamp())::numeric", timeout));
  double seconds;
  if (!absl::SimpleAtod(value, &seconds))
    return absl::OutOfRangeError(absl::StrCat("the server's time is ", value));
  return absl::UnixEpoch() + absl::Seconds(seconds);
}

absl::StatusOr<absl::Time> AskUrl(const ProbeContext& context, const std::string& url,
                                  absl::Duration timeout) {
  HttpRequest request;
  request.url = url;
  request.timeout = timeout;
  ASSIGN_OR_RETURN(const HttpReply reply, ExchangeHttp(request, context.host_names));
  return ParseHttpDate(reply.date);
}

}  // namespace

absl::StatusOr<absl::Time> ParseHttpDate(const std::string& date) {
  absl::Time time;
  std::string error;
  if (absl::ParseTime("%a, %d %b %Y %H:%M:%S GMT", date, absl::UTCTimeZone(), &time, &error))
    return time;
  return absl::OutOfRangeError(date.empty() ? "the answer tells no Date"
                                            : absl::StrCat("Date: ", date, ": ", error));
}

Sight LookAtClock(const ProbeContext& context, const ClockProbe& probe, absl::Duration timeout) {
  absl::StatusOr<absl::Time> told;
  if (probe.has_url()) {
    told = AskUrl(context, probe.url(), timeout);
  } else {
    const absl::StatusOr<PostgresLogin> login = LocatePostgres(context, probe.database());
    if (!login.ok()) return SightOfLocation(login.status());
    told = AskDatabase(*login, timeout);
  }
  if (!told.ok()) return SightOfDatabase(told.status());
  const double ahead = absl::ToDoubleSeconds(*told - context.clock->Wall());
  return JudgeBounds(
      ahead, probe.at_least(), probe.at_most(),
      absl::StrFormat("%.1f s %s", ahead < 0 ? -ahead : ahead, ahead < 0 ? "behind" : "ahead"));
}

}  // namespace drill
