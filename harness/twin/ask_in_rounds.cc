#include "harness/twin/ask_in_rounds.h"

#include <optional>
#include <thread>
#include <utility>

#include "absl/synchronization/mutex.h"

namespace drill {
namespace {

constexpr int kAsksAgain = 240;
constexpr int kMostTimedOut = 2;

struct Target {
  size_t request = 0;
  // How often the request is sent.
  int asks = 0;
};

// All targets once, then all of them a second time, and so on.
class Rounds {
 public:
  Rounds(std::vector<Target> targets, bool until_error, const AskOnce& ask,
         const RoundsOptions& options)
      : targets_(std::move(targets)),
        until_error_(until_error),
        ask_(ask),
        options_(options),
        records_(targets_.size()),
        end_(options.clock->Monotonic() + options.limit) {}

  // In the order of the targets.
  std::vector<RequestRecord> Go() {
    std::vector<std::thread> others;
    for (int i = 1; i < options_.workers; ++i) others.emplace_back([this] { Work(); });
    Work();
    for (std::thread& other : others) other.join();
    absl::MutexLock lock(&mutex_);
    return std::move(records_);
  }

 private:
  void Work() {
    while (const std::optional<size_t> target = Next()) {
      const absl::Duration began = options_.clock->Monotonic();
      const absl::StatusOr<HttpReply> reply = ask_(targets_[*target].request);
      const absl::Duration took = options_.clock->Monotonic() - began;
      absl::MutexLock lock(&mutex_);
      records_[*target].Add(reply, took);
    }
  }

  std::optional<size_t> Next() {
    absl::MutexLock lock(&mutex_);
    // A round without anybody to ask is the end.
    for (size_t looked_at = 0; looked_at <= targets_.size(); ++looked_at) {
      if (next_ == targets_.size()) {
        next_ = 0;
        ++round_;
        if (options_.clock->Monotonic() >= end_) over_ = true;
      }
      if (options_.stop != nullptr && options_.stop->stopped()) over_ = true;
      if (over_) return std::nullopt;
      const size_t target = next_++;
      if (WantsMore(target)) return target;
    }
    return std::nullopt;
  }

  bool WantsMore(size_t target) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    const RequestRecord& record = records_[target];
    return round_ < targets_[target].asks && record.timed_out() < kMostTimedOut &&
           !(until_error_ && record.had_errors());
  }

  const std::vector<Target> targets_;
  const bool until_error_;
  const AskOnce& ask_;
  const RoundsOptions& options_;
  absl::Mutex mutex_;
  std::vector<RequestRecord> records_ ABSL_GUARDED_BY(mutex_);
  size_t next_ ABSL_GUARDED_BY(mutex_) = 0;
  int round_ ABSL_GUARDED_BY(mutex_) = 0;
  bool over_ ABSL_GUARDED_BY(mutex_) = false;
  const absl::Duration end_;
};

}  // namespace

std::vector<RequestRecord> AskInRounds(const std::vector<bool>& many, const AskOnce& ask,
                                       const RoundsOptions& options) {
  std::vector<Target> all;
  for (size_t i = 0; i < many.size(); ++i) all.push_back({i, many[i] ? options.asks : 1});
  if (all.empty()) return {};
  std::vector<RequestRecord> records = Rounds(all, false, ask, options).Go();
  std::vector<Target> doubtful;
  for (size_t i = 0; i < records.size(); ++i)
    if (records[i].had_errors() || records[i].unanswered())
      doubtful.push_back({i, many[i] ? kAsksAgain : 1});
  if (doubtful.empty()) return records;
  options.clock->Sleep(options.pause);
  std::vector<RequestRecord> again = Rounds(doubtful, true, ask, options).Go();
  for (size_t i = 0; i < doubtful.size(); ++i)
    records[doubtful[i].request].LookedAtAgain(std::move(again[i]));
  return records;
}

}  // namespace drill
