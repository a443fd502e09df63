#include "harness/scenario/probe_validator.h"

#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace drill {
namespace {

void ValidateHttp(const std::string& path, const HttpProbe& http, FieldChecker* checker) {
  checker->RequireText(FieldPath(path, "url"), http.url(), "such as http://localhost/health");
  checker->Url(FieldPath(path, "url"), http.url());
  checker->Method(FieldPath(path, "method"), http.method());
  for (int i = 0; i < http.status_size(); ++i) {
    if (http.status(i) >= 100 && http.status(i) <= 599) continue;
    checker->Add(FieldPath(path, "status", i),
                 absl::StrCat("is not an HTTP status: ", http.status(i)), "100 to 599");
  }
  for (int i = 0; i < http.json_size(); ++i) {
    checker->RequireText(absl::StrCat(FieldPath(path, "json", i), ".key"), http.json(i).key(),
                         "the key of the answer's JSON, such as database.status");
  }
  if (!http.content_type().empty() && http.body().empty()) {
    checker->Add(FieldPath(path, "content_type"), "is set without a body");
  }
}

void ValidateLife(const std::string& path, bool is_set, const Life& life, FieldChecker* checker) {
  if (!is_set) return;
  checker->RequireText(FieldPath(path, "id"), life.id(), "the container's id");
  checker->RequireText(FieldPath(path, "started_at"), life.started_at(),
                       "when it started, as the engine tells it");
}

void ValidateService(const std::string& path, const ServiceProbe& service, FieldChecker* checker) {
  checker->RequireText(FieldPath(path, "service"), service.service(), "a compose service's name");
  checker->OneOf(FieldPath(path, "state"), service.state(),
                 {"running", "exited", "restarting", "paused", "healthy", "unhealthy", "absent",
                  "present", "oom_killed", "crash_looping"},
                 "states of a service");
  ValidateLife(FieldPath(path, "ended"), service.has_ended(), service.ended(), checker);
  ValidateLife(FieldPath(path, "goes_on"), service.has_goes_on(), service.goes_on(), checker);
  checker->OneOf(FieldPath(path, "process_state"), service.process_state(),
                 {"R", "S", "D", "T", "t", "Z", "I"}, "states of a process");
  checker->Integer(FieldPath(path, "exit_code"), service.exit_code(), 0, 255);
  const bool running = service.state().empty() || service.state() == "running";
  if (!service.exit_code().empty() && (running || service.state() == "absent")) {
    checker->Add(FieldPath(path, "exit_code"), "is asked of a service that has not exited",
                 "set state to exited");
  }
}

void ValidateFile(const std::string& path, const FileProbe& file, FieldChecker* checker) {
  checker->RequireText(FieldPath(path, "path"), file.path(), "a path on the drill host");
  checker->AbsolutePath(FieldPath(path, "path"), file.path());
  if (file.must_be_absent() && !file.contains().empty()) {
    checker->Add(FieldPath(path, "contains"), "is asked of a file that must be absent",
                 "one of the two");
  }
}

void ValidateRate(const std::string& path, const RateProbe& rate, FieldChecker* checker) {
  checker->RequireText(FieldPath(path, "query"), rate.query(), "SQL that returns one number");
  checker->Positive(FieldPath(path, "window"), rate.window());
  checker->Bounds(path, rate.at_least(), rate.at_most());
  if (!rate.at_least().empty() || !rate.at_most().empty()) return;
  checker->Add(path, "has no bound", "set at_least, at_most or both");
}

void ValidateCommand(const std::string& path, const CommandProbe& command, FieldChecker* checker) {
  checker->RequireText(FieldPath(path, "command"), command.command(), "a bash command line");
  if (command.exit_code() >= 0 && command.exit_code() <= 255) return;
  checker->Add(FieldPath(path, "exit_code"),
               absl::StrCat("is not an exit code: ", command.exit_code()), "0 to 255");
}

void ValidateSql(const std::string& path, const SqlProbe& sql, FieldChecker* checker) {
  checker->RequireText(FieldPath(path, "query"), sql.query(), "SQL that returns one value");
  checker->Bounds(path, sql.at_least(), sql.at_most());
  const bool value = sql.equals_size() > 0 || !sql.at_least().empty() || !sql.at_most().empty();
  if (sql.error_contains().empty() || !value) return;
  checker->Add(FieldPath(path, "error_contains"), "is asked beside a value", "one of the two");
}

void ValidateShare(const std::string& path, const std::string& text, FieldChecker* checker) {
  double share = 0;
  if (text.empty() || (absl::SimpleAtod(text, &share) && share >= 0 && share <= 1)) return;
  checker->Add(path, absl::StrCat("is not a share: ", text), "0 to 1");
}

void ValidateRequests(const std::string& path, const RequestsProbe& requests,
                      FieldChecker* checker) {
  if (requests.has_login()) ValidateLogin(FieldPath(path, "login"), requests.login(), checker);
  checker->RequireText(FieldPath(path, "url"), requests.url(), "such as http://localhost/health");
  checker->Url(FieldPath(path, "url"), requests.url());
  if (requests.requests() < 0 || requests.requests() > 10000) {
    checker->Add(FieldPath(path, "requests"),
                 absl::StrCat("is not a number of requests: ", requests.requests()), "1 to 10000");
  }
  ValidateShare(FieldPath(path, "errors_at_least"), requests.errors_at_least(), checker);
  ValidateShare(FieldPath(path, "errors_at_most"), requests.errors_at_most(), checker);
  checker->Positive(FieldPath(path, "median_at_least"), requests.median_at_least());
  checker->Positive(FieldPath(path, "median_at_most"), requests.median_at_most());
  if (!requests.errors_at_least().empty() || !requests.errors_at_most().empty() ||
      requests.has_median_at_least() || requests.has_median_at_most()) {
    return;
  }
  checker->Add(path, "has no bound",
               "set one of errors_at_least, errors_at_most, median_at_least, median_at_most");
}

void ValidateDisk(const std::string& path, const DiskProbe& disk, FieldChecker* checker) {
  checker->RequireText(FieldPath(path, "path"), disk.path(), "a directory on the drill host");
  checker->AbsolutePath(FieldPath(path, "path"), disk.path());
  checker->Bounds(FieldPath(path, "bytes"), disk.bytes().at_least(), disk.bytes().at_most());
  checker->Bounds(FieldPath(path, "inodes"), disk.inodes().at_least(), disk.inodes().at_most());
  if (disk.canary_bytes() < 0) checker->Add(FieldPath(path, "canary_bytes"), "is negative");
  if (disk.canary() != DiskProbe::CANARY_NONE || disk.has_bytes() || disk.has_inodes()) return;
  checker->Add(path, "asks nothing", "set a bound or canary");
}

void ValidateLog(const std::string& path, const LogProbe& log, FieldChecker* checker) {
  checker->RequireText(FieldPath(path, "service"), log.service(), "a compose service's name");
  checker->RequireText(FieldPath(path, "contains"), log.contains(), "text of one line");
}

void ValidateClock(const std::string& path, const ClockProbe& clock, FieldChecker* checker) {
  if (clock.ask_case() == ClockProbe::ASK_NOT_SET)
    checker->Add(path, "asks nobody for the time", "set database or url");
  checker->Url(FieldPath(path, "url"), clock.url());
  checker->Bounds(path, clock.at_least(), clock.at_most());
  if (!clock.at_least().empty() || !clock.at_most().empty()) return;
  checker->Add(path, "has no bound", "set at_least, at_most or both");
}

void ValidateNetwork(const std::string& path, const NetworkProbe& network, FieldChecker* checker) {
  checker->RequireText(FieldPath(path, "to"), network.to(), "the compose service that is asked");
  if (network.port() < 1 || network.port() > 65535) {
    checker->Add(FieldPath(path, "port"), absl::StrCat("is no TCP port: ", network.port()),
                 "1 to 65535");
  }
  if (network.requests() < 0 || network.requests() > 10000) {
    checker->Add(FieldPath(path, "requests"),
                 absl::StrCat("is not a number of requests: ", network.requests()), "1 to 10000");
  }
  checker->Positive(FieldPath(path, "late"), network.late());
  ValidateShare(FieldPath(path, "late_at_least"), network.late_at_least(), checker);
  ValidateShare(FieldPath(path, "late_at_most"), network.late_at_most(), checker);
}

void ValidateName(const std::string& path, const NameProbe& name, FieldChecker* checker) {
  checker->RequireText(FieldPath(path, "from"), name.from(), "the compose service that asks");
  checker->RequireText(FieldPath(path, "name"), name.name(), "the name that it asks for");
}

void ValidateKind(const std::string& path, const Probe& probe, FieldChecker* checker) {
  switch (probe.kind_case()) {
    case Probe::kHttp:
      return ValidateHttp(FieldPath(path, "http"), probe.http(), checker);
    case Probe::kSql:
      return ValidateSql(FieldPath(path, "sql"), probe.sql(), checker);
    case Probe::kService:
      return ValidateService(FieldPath(path, "service"), probe.service(), checker);
    case Probe::kCommand:
      return ValidateCommand(FieldPath(path, "command"), probe.command(), checker);
    case Probe::kFile:
      return ValidateFile(FieldPath(path, "file"), probe.file(), checker);
    case Probe::kRate:
      return ValidateRate(FieldPath(path, "rate"), probe.rate(), checker);
    case Probe::kSchema:
      checker->RequireText(FieldPath(path, "schema.release"), probe.schema().release(),
                           "the version whose schema is meant");
      return;
    case Probe::kRequests:
      return ValidateRequests(FieldPath(path, "requests"), probe.requests(), checker);
    case Probe::kImage:
      checker->RequireText(FieldPath(path, "image.reference"), probe.image().reference(),
                           "an image, such as aria-brain:2.0.0");
      return;
    case Probe::kDisk:
      return ValidateDisk(FieldPath(path, "disk"), probe.disk(), checker);
    case Probe::kAmcheck:
      checker->RequireText(FieldPath(path, "amcheck.relation"), probe.amcheck().relation(),
                           "a table or a B-tree index");
      return;
    case Probe::kSeededRows:
      checker->RequireText(FieldPath(path, "seeded_rows.table"), probe.seeded_rows().table(),
                           "one of the stack's seeded tables");
      return;
    case Probe::kBackup:
      checker->RequireText(FieldPath(path, "backup.glob"), probe.backup().glob(),
                           "a glob on the drill host; its newest match is restored");
      checker->AbsolutePath(FieldPath(path, "backup.glob"), probe.backup().glob());
      if (probe.backup().must_not_restore() && !probe.backup().revision_not().empty()) {
        checker->Add(FieldPath(path, "backup.revision_not"), "is asked of what must not restore",
                     "one of the two");
      }
      return;
    case Probe::kLog:
      return ValidateLog(FieldPath(path, "log"), probe.log(), checker);
    case Probe::kClock:
      return ValidateClock(FieldPath(path, "clock"), probe.clock(), checker);
    case Probe::kNetwork:
      return ValidateNetwork(FieldPath(path, "network"), probe.network(), checker);
    case Probe::kResolves:
      return ValidateName(FieldPath(path, "resolves"), probe.resolves(), checker);
    case Probe::KIND_NOT_SET:
      checker->Add(path, "looks at nothing",
                   "set one of http, sql, service, command, file, rate, schema, requests, image, "
                   "disk, amcheck, seeded_rows, backup, log, clock, "
                   "network, resolves");
  }
}

}  // namespace

void ValidateLogin(const std::string& path, const HttpLogin& login, FieldChecker* checker) {
  checker->RequireText(FieldPath(path, "url"), login.url(), "such as http://localhost/login");
  checker->Url(FieldPath(path, "url"), login.url());
  checker->Method(FieldPath(path, "method"), login.method());
  if (!login.token_header().empty() && login.token_key().empty()) {
    checker->Add(FieldPath(path, "token_header"), "is set, but no token is taken from the answer",
                 "say where it stands in token_key");
  }
}

void ValidateProbe(const std::string& path, const Probe& probe, std::set<std::string>* names,
                   FieldChecker* checker) {
  const std::string name = FieldPath(path, "name");
  checker->RequireText(name, probe.name(), "reports name the probe by it");
  checker->Unique(name, probe.name(), names);
  checker->Positive(FieldPath(path, "timeout"), probe.timeout());
  ValidateKind(path, probe, checker);
}

void ValidateProbes(absl::string_view field,
                    const google::protobuf::RepeatedPtrField<Probe>& probes,
                    std::set<std::string>* names, FieldChecker* checker) {
  for (int i = 0; i < probes.size(); ++i)
    ValidateProbe(FieldPath("", field, i), probes[i], names, checker);
}

}  // namespace drill
