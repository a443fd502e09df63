#include "harness/probe/recorded_value.h"

#include <optional>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "harness/base/one_line.h"
#include "harness/base/regex.h"
#include "harness/base/status_macros.h"
#include "harness/host/host_file.h"
#include "harness/probe/http_exchange.h"
#include "harness/probe/trusted_certificates.h"

namespace drill {
namespace {

constexpr absl::Duration kLimit = absl::Seconds(20);

absl::StatusOr<std::string> Printed(const ProbeContext& context, const std::string& command) {
  ExecOptions options;
  options.timeout = kLimit;
  options.working_directory = context.operator_directory;
  ASSIGN_OR_RETURN(const SubprocessResult result,
                   context.host->Exec({"bash", "-c", command}, options));
  if (result.timed_out) {
    return absl::DeadlineExceededError(
        absl::StrCat("`", command, "` did not end within ", absl::FormatDuration(kLimit)));
  }
  if (result.succeeded()) return result.stdout_content;
  return absl::FailedPreconditionError(
      absl::StrCat("`", command, "` failed: ", OneLine(result.stderr_content, 200)));
}

absl::StatusOr<std::string> Content(const ProbeContext& context, const std::string& path) {
  const absl::StatusOr<HostFile> file = ReadHostFile(*context.host, path);
  if (absl::IsNotFound(file.status()) || (file.ok() && file->directory))
    return absl::FailedPreconditionError(absl::StrCat("there is no file ", path));
  RETURN_IF_ERROR(file.status());
  return file->content;
}

absl::StatusOr<std::string> Answer(const ProbeContext& context, const std::string& url) {
  const Descriptor trusted = OpenTrustedCertificates(context.host);
  HttpRequest request;
  request.url = url;
  request.timeout = kLimit;
  if (trusted.valid()) request.ca_file = trusted.Path();
  const absl::StatusOr<HttpReply> reply = ExchangeHttp(request, context.host_names);
  if (absl::IsInvalidArgument(reply.status())) return reply.status();
  if (!reply.ok())
    return absl::FailedPreconditionError(absl::StrCat(url, ": ", reply.status().message()));
  if (reply->status / 100 == 2) return reply->body;
  return absl::FailedPreconditionError(absl::StrCat(url, " answers ", reply->status));
}

absl::StatusOr<std::string> Read(const ProbeContext& context, const RecordedValue& value) {
  if (!value.command().empty()) return Printed(context, value.command());
  if (!value.file().empty()) return Content(context, value.file());
  return Answer(context, value.url());
}

}  // namespace

absl::StatusOr<std::string> ReadRecordedValue(const ProbeContext& context,
                                              const RecordedValue& value) {
  ASSIGN_OR_RETURN(const std::string all, Read(context, value));
  if (value.expression().empty()) return std::string(absl::StripAsciiWhitespace(all));
  const std::optional<RegexMatch> match = FindRegex(RE2(value.expression(), RE2::Quiet), all);
  if (match && match->groups.size() > 1) return match->str(1);
  return absl::FailedPreconditionError(
      absl::StrCat("/", value.expression(), "/ finds nothing in \"", OneLine(all, 200), "\""));
}

}  // namespace drill
