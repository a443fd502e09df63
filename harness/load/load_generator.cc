#include "harness/load/load_generator.h"

#include <algorithm>
#include <deque>
#include <optional>
#include <thread>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "harness/base/descriptor.h"
#include "harness/base/status_macros.h"
#include "harness/load/load_request.h"
#include "harness/load/load_window.h"
#include "harness/probe/http_exchange.h"
#include "harness/probe/http_session.h"
#include "harness/probe/trusted_certificates.h"

namespace drill {
namespace {

using Kind = LoadWindowRecord::Kind;

// Longest sleep of who waits for the next request or the end of the last one, so that it hears of
// what happens meanwhile.
constexpr absl::Duration kPacerNap = absl::Milliseconds(10);

struct Job {
  Kind kind = Kind::kWrite;
  int64_t number = 0;
  absl::Duration due;
  // Index of the window in which the request was due, and its number there.
  size_t window = 0;
  size_t request = 0;
};

// Instants at which requests of one kind are due.
class Schedule {
 public:
  Schedule(Kind kind, double per_second, absl::Duration start)
      : kind_(kind), per_second_(per_second), start_(start) {}

  absl::Duration next() const {
    if (per_second_ <= 0) return absl::InfiniteDuration();
    return start_ + absl::Seconds(static_cast<double>(number_) / per_second_);
  }
  Job Take() {
    Job job;
    job.due = next();
    job.kind = kind_;
    job.number = number_++;
    return job;
  }

 private:
  const Kind kind_;
  const double per_second_;
  const absl::Duration start_;
  int64_t number_ = 0;
};

Write::Fate FateOf(const absl::StatusOr<HttpReply>& reply) {
  if (!reply.ok()) {
    const bool never_sent =
        absl::IsUnavailable(reply.status()) || absl::IsInvalidArgument(reply.status());
    return never_sent ? Write::Fate::kRefused : Write::Fate::kInDoubt;
  }
  if (reply->status >= 200 && reply->status < 300) return Write::Fate::kAcknowledged;
  if (reply->status >= 400 && reply->status < 500) return Write::Fate::kRefused;
  return Write::Fate::kInDoubt;
}

// In the words of LoadError.what.
std::string WhyNot(const absl::StatusOr<HttpReply>& reply) {
  return reply.ok() ? absl::StrCat("status ", reply->status)
                    : std::string(reply.status().message());
}

absl::Status Validate(const LoadOptions& options) {
  const LoadShape& shape = options.shape;
  if (shape.base_url().empty()) return absl::InvalidArgumentError("the load has no base_url");
  if (options.writes_per_second > 0 && !shape.has_write()) {
    return absl::InvalidArgumentError("a rate of writes, but no write in the stack's load");
  }
  if (options.reads_per_second > 0 && !shape.has_read()) {
    return absl::InvalidArgumentError("a rate of reads, but no read in the stack's load");
  }
  if (absl::StrContains(absl::StrCat(shape.read().path(), shape.read().body()), "{key}")) {
    return absl::InvalidArgumentError("{key} in a read: only writes have keys");
  }
  if (options.key_prefix.empty()) return absl::InvalidArgumentError("the load has no key_prefix");
  return absl::OkStatus();
}

}  // namespace

class LoadGenerator::Impl {
 public:
  Impl(DrillHost* host, const LoadOptions& options, std::unique_ptr<Ledger> ledger)
      : host_(host), options_(options), ledger_(std::move(ledger)) {
    windows_.emplace_back(options_.window, options_.clock->Monotonic());
    supervisor_ = std::thread([this] {
      const absl::Status status = host_->InNetwork([this] { return Supervise(); });
      absl::MutexLock lock(&mutex_);
      if (!status.ok()) status_ = status;
    });
  }
  ~Impl() { Stop().IgnoreError(); }

  void Mark(const std::string& window) {
    absl::MutexLock lock(&mutex_);
    const absl::Duration now = options_.clock->Monotonic();
    windows_.back().End(now);
    windows_.emplace_back(window, now);
  }

  absl::Status Stop() {
    {
      absl::MutexLock lock(&mutex_);
      if (!stopping_) windows_.back().End(options_.clock->Monotonic());
      stopping_ = true;
    }
    if (supervisor_.joinable()) supervisor_.join();
    absl::MutexLock lock(&mutex_);
    return status_.ok() ? ledger_->status() : status_;
  }

  std::vector<LoadWindow> windows() const {
    absl::MutexLock lock(&mutex_);
    std::vector<LoadWindow> summaries;
    for (const LoadWindowRecord& window : windows_) summaries.push_back(window.Summary());
    return summaries;
  }

  std::vector<LoadWindow> WindowsUntilNow(absl::Duration patience) {
    const absl::Duration now = options_.clock->Monotonic();
    while (UnderWay(now) && options_.clock->Monotonic() < now + patience)
      options_.clock->Sleep(kPacerNap);
    absl::MutexLock lock(&mutex_);
    std::vector<LoadWindow> summaries;
    for (const LoadWindowRecord& window : windows_) summaries.push_back(window.Summary(now));
    return summaries;
  }

  std::vector<LoadWindow> Lately(absl::Duration from) const {
    absl::MutexLock lock(&mutex_);
    std::vector<LoadWindow> summaries;
    for (size_t i = 0; i + 1 < windows_.size(); ++i) summaries.push_back(windows_[i].Summary());
    summaries.push_back(windows_.back().EndedSince(from, options_.clock->Monotonic(), "lately"));
    return summaries;
  }

  const Ledger& ledger() const { return *ledger_; }

 private:
  // Threads that are started here are in the host's network as the caller is.
  absl::Status Supervise() {
    Pace();
    for (std::thread& worker : workers_) worker.join();
    return absl::OkStatus();
  }

  void Pace() {
    const absl::Duration start = options_.clock->Monotonic();
    Schedule writes(Kind::kWrite, options_.writes_per_second, start);
    Schedule reads(Kind::kRead, options_.reads_per_second, start);
    while (!stopping()) {
      Schedule& next = writes.next() <= reads.next() ? writes : reads;
      const absl::Duration wait = next.next() - options_.clock->Monotonic();
      if (wait > absl::ZeroDuration()) {
        options_.clock->Sleep(std::min(wait, kPacerNap));
      } else {
        Enqueue(next.Take());
      }
    }
  }

  void Enqueue(Job job) {
    absl::MutexLock lock(&mutex_);
    if (stopping_) return;
    job.window = windows_.size() - 1;
    LoadWindowRecord& window = windows_.back();
    const bool too_many = window.UnderWay() >= options_.max_in_flight;
    job.request = window.Due(job.kind, job.due);
    if (too_many) {
      window.NeverSent(job.request,
                       absl::StrCat("not sent, ", options_.max_in_flight, " were under way"));
      return;
    }
    queue_.push_back(job);
    if (static_cast<int>(queue_.size()) <= idle_) return;
    workers_.emplace_back([this] {
      while (std::optional<Job> next = NextJob()) Perform(*next);
    });
  }

  std::optional<Job> NextJob() {
    absl::MutexLock lock(&mutex_);
    const auto ready = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
      return stopping_ || !queue_.empty();
    };
    ++idle_;
    mutex_.Await(absl::Condition(&ready));
    --idle_;
    if (queue_.empty()) return std::nullopt;
    const Job job = queue_.front();
    queue_.pop_front();
    return job;
  }

  void Perform(const Job& job) {
    const bool write = job.kind == Kind::kWrite;
    const LoadRequest& shape = write ? options_.shape.write() : options_.shape.read();
    const std::string key = absl::StrCat(options_.key_prefix, "-", job.number);
    HttpRequest request =
        ToHttpRequest(options_.shape, shape, write ? key : "", absl::StrCat(job.number));
    if (trusted_.valid()) request.ca_file = trusted_.Path();
    request.timeout = options_.request_timeout;
    if (write) {
      ledger_->Sent(key, options_.anchor.At(options_.clock->Monotonic()),
                    absl::StrCat(request.url, "\n", request.body));
    }
    const absl::StatusOr<HttpReply> reply = session_.Exchange(request);
    const absl::Duration now = options_.clock->Monotonic();
    const absl::Duration latency = now - job.due;
    const Write::Fate fate = FateOf(reply);
    if (write) ledger_->Answered(key, fate, options_.anchor.At(now));

    absl::MutexLock lock(&mutex_);
    if (fate == Write::Fate::kAcknowledged) {
      windows_[job.window].Answered(job.request, latency);
    } else {
      windows_[job.window].Failed(job.request, latency, WhyNot(reply));
    }
    if (absl::IsInvalidArgument(reply.status()) && status_.ok()) status_ = reply.status();
  }

  // Whether any request that was due before this moment has no end yet.
  bool UnderWay(absl::Duration until) const {
    absl::MutexLock lock(&mutex_);
    return std::any_of(windows_.begin(), windows_.end(), [until](const LoadWindowRecord& window) {
      return window.UnderWay(until) > 0;
    });
  }

  bool stopping() const {
    absl::MutexLock lock(&mutex_);
    return stopping_;
  }

  DrillHost* const host_;
  const Descriptor trusted_ = OpenTrustedCertificates(host_);
  const LoadOptions options_;
  const std::unique_ptr<Ledger> ledger_;
  HttpSession session_{options_.shape.login(), options_.host_names, options_.clock};
  std::thread supervisor_;
  // Used by the supervisor thread only.
  std::vector<std::thread> workers_;

  mutable absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  // Workers that wait for a job.
  int idle_ ABSL_GUARDED_BY(mutex_) = 0;
  std::deque<Job> queue_ ABSL_GUARDED_BY(mutex_);
  // A deque: its elements stay where they are.
  std::deque<LoadWindowRecord> windows_ ABSL_GUARDED_BY(mutex_);
  absl::Status status_ ABSL_GUARDED_BY(mutex_);
};

absl::StatusOr<std::unique_ptr<LoadGenerator>> LoadGenerator::Start(DrillHost* host,
                                                                    const LoadOptions& options) {
  RETURN_IF_ERROR(Validate(options));
  ASSIGN_OR_RETURN(std::unique_ptr<Ledger> ledger, Ledger::Create(options.ledger_file));
  return std::unique_ptr<LoadGenerator>(
      new LoadGenerator(std::make_unique<Impl>(host, options, std::move(ledger))));
}

LoadGenerator::LoadGenerator(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
LoadGenerator::~LoadGenerator() = default;

void LoadGenerator::Mark(const std::string& window) { impl_->Mark(window); }
absl::Status LoadGenerator::Stop() { return impl_->Stop(); }
std::vector<LoadWindow> LoadGenerator::windows() const { return impl_->windows(); }
std::vector<LoadWindow> LoadGenerator::WindowsUntilNow(absl::Duration patience) {
  return impl_->WindowsUntilNow(patience);
}
std::vector<LoadWindow> LoadGenerator::Lately(absl::Duration from) const {
  return impl_->Lately(from);
}
const Ledger& LoadGenerator::ledger() const { return impl_->ledger(); }

}  // namespace drill
