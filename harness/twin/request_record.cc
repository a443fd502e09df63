#include "harness/twin/request_record.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "harness/twin/answer_traits.h"
#include "harness/twin/portrait.h"

namespace drill {
namespace {

constexpr int kFirstServerError = 500;
// Different bodies are analysed while all of them have no more than so many bytes, and some in any
// case: of a request whose answers hold the time, every one differs.
constexpr size_t kMostBytes = 4 << 20;
constexpr size_t kBodiesInAnyCase = 2;
// Different heads that are kept. There are more where a header is drawn for each answer.
constexpr size_t kMostHeads = 20;
constexpr char kNone[] = "none";

// Of sorted times, by the nearest rank; 0 for none.
int64_t Quantile(const std::vector<absl::Duration>& sorted, int percent) {
  if (sorted.empty()) return 0;
  const size_t rank = (sorted.size() * percent + 99) / 100;
  return absl::ToInt64Microseconds(sorted[std::max<size_t>(rank, 1) - 1]);
}

std::string HeadOf(const HttpReply& reply) {
  return absl::StrJoin(HeadFieldsOf(reply), "\n", absl::PairFormatter("="));
}

// What is another one from answer to answer on one machine is a time or a draw; all that can be
// compared is that it changes. Of anything else, a status or whether a list is empty, the values
// tell.
std::string TextOf(const std::string& field, const std::set<std::string>& values) {
  const bool draws = absl::StartsWith(field, "value") || field == "body" || field == "elements";
  return values.size() > 1 && draws ? "changes" : absl::StrJoin(values, " or ");
}

Weight WeightOf(const std::string& field) {
  // Many programs list a metric only when it has counted something.
  return absl::StartsWith(field, "metric ") ? TOLD : ACTS;
}

std::string WhyNot(const absl::Status& status) {
  return absl::IsUnavailable(status) ? "no connection" : "the connection broke";
}

}  // namespace

void RequestRecord::Add(const absl::StatusOr<HttpReply>& reply, absl::Duration took) {
  if (absl::IsInvalidArgument(reply.status())) {
    unusable_ = std::string(reply.status().message());
  } else if (absl::IsDeadlineExceeded(reply.status())) {
    ++timed_out_;
  } else if (!reply.ok()) {
    ++errors_;
    failures_["status"].insert(WhyNot(reply.status()));
  } else if (reply->status >= kFirstServerError) {
    ++errors_;
    TakeIn(*reply, &failures_);
  } else {
    times_.push_back(took);
    TakeIn(*reply, &answers_);
  }
}

bool RequestRecord::IsNewHead(const HttpReply& reply) {
  return heads_.size() < kMostHeads && heads_.insert(HeadOf(reply)).second;
}

bool RequestRecord::IsNewBody(const HttpReply& reply) {
  if (bodies_.size() >= kBodiesInAnyCase && body_bytes_ + reply.body.size() > kMostBytes)
    return false;
  if (!bodies_.insert(std::hash<std::string>()(reply.body)).second) return false;
  body_bytes_ += reply.body.size();
  return true;
}

void RequestRecord::TakeIn(const HttpReply& reply, Values* values) {
  const bool new_head = IsNewHead(reply);
  const bool new_body = IsNewBody(reply);
  if (!new_head && !new_body) return;
  Values fields;
  for (const auto& [field, value] : FieldsOf(reply)) fields[field].insert(value);
  JoinValues(fields, values);
}

void RequestRecord::JoinValues(const Values& later, Values* values) {
  if (later.empty()) return;
  const bool first = values->empty();
  for (auto& [field, known] : *values)
    if (later.count(field) == 0) known.insert(kNone);
  for (const auto& [field, more] : later) {
    std::set<std::string>& known = (*values)[field];
    if (known.empty() && !first) known.insert(kNone);
    known.insert(more.begin(), more.end());
  }
}

void RequestRecord::LookedAtAgain(RequestRecord later) {
  if (!unanswered() && (later.had_errors() || later.unanswered())) return;
  *this = std::move(later);
}

void RequestRecord::Join(RequestRecord later) {
  if (later.unanswered()) {
    *this = std::move(later);
    return;
  }
  JoinValues(later.answers_, &answers_);
  JoinValues(later.failures_, &failures_);
  times_.insert(times_.end(), later.times_.begin(), later.times_.end());
  errors_ += later.errors_;
  timed_out_ += later.timed_out_;
}

void RequestRecord::Paint(const std::string& object, Portrait* portrait) const {
  Painter painter(BEHAVIOUR, portrait);
  if (!unusable_.empty()) return painter.NotObserved(object, unusable_);
  std::vector<absl::Duration> sorted = times_;
  std::sort(sorted.begin(), sorted.end());
  Latency& latency = *portrait->add_latencies();
  latency.set_request(object);
  latency.set_p50_us(Quantile(sorted, 50));
  latency.set_p99_us(Quantile(sorted, 99));
  latency.set_answered(static_cast<int64_t>(sorted.size()));
  latency.set_timed_out(timed_out_);
  if (unanswered()) return;
  painter.Object(object);
  painter.Field(object, "errors", had_errors() ? "some" : kNone);
  // Only told: a busy machine is late, too.
  painter.Field(object, "in time", timed_out_ > 0 ? "not always" : "always", TOLD);
  for (const auto& [field, values] : times_.empty() ? failures_ : answers_)
    painter.Field(object, field, TextOf(field, values), WeightOf(field));
}

}  // namespace drill
