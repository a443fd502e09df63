#include "harness/drill/drill_load.h"

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "harness/base/status_macros.h"
#include "harness/load/read_back.h"
#include "harness/load/stored_writes.h"

namespace drill {
namespace {

constexpr double kDefaultRate = 20;
// Longer than any request of the load can take, whose limits on connecting, sending and each wait
// add up.
constexpr absl::Duration kLongestRequest = absl::Seconds(8);

std::vector<std::string> HostNames(const Stack& stack) {
  return {stack.host_names().begin(), stack.host_names().end()};
}

ReadBackLook NotLookedAtFor(std::string reason) { return {CheckResult(), std::move(reason)}; }

}  // namespace

absl::Status DrillLoad::Start(const Load* rates, const std::string& window) {
  LoadOptions options;
  options.shape = options_.stack->load();
  if (options.shape.base_url().empty()) return absl::OkStatus();
  options.writes_per_second = rates != nullptr ? rates->writes_per_second() : kDefaultRate;
  options.reads_per_second = rates != nullptr ? rates->reads_per_second() : kDefaultRate;
  options.key_prefix = options_.id;
  options.ledger_file = absl::StrCat(options_.run_directory, "/ledger.log");
  options.host_names = HostNames(*options_.stack);
  options.window = window;
  options.anchor = options_.anchor;
  ASSIGN_OR_RETURN(generator_, LoadGenerator::Start(options_.host, options));
  return absl::OkStatus();
}

void DrillLoad::Mark(const std::string& window) {
  if (generator_ != nullptr) generator_->Mark(window);
}

absl::StatusOr<std::vector<LoadWindow>> DrillLoad::Stop() {
  if (generator_ == nullptr || stopped_) return std::vector<LoadWindow>();
  stopped_ = true;
  RETURN_IF_ERROR(generator_->Stop());
  windows_ = generator_->windows();
  return windows_;
}

std::vector<LoadWindow> DrillLoad::SoFar() {
  if (generator_ == nullptr) return {};
  return generator_->WindowsUntilNow(kLongestRequest);
}

std::vector<LoadWindow> DrillLoad::Since(absl::Duration from) const {
  if (generator_ == nullptr) return {};
  return generator_->Lately(from);
}

absl::StatusOr<DataResult> DrillLoad::Compare(const DataRule& rule, const LossSpan& span) const {
  DataResult result;
  if (rule.rule_case() == DataRule::kNotChecked || generator_ == nullptr) {
    result.set_rule(LOSS_RULE_NOT_CHECKED);
    return result;
  }
  ASSIGN_OR_RETURN(const std::vector<StoredWrite> stored,
                   ReadStoredWrites(*options_.context, options_.stack->load(), options_.id));
  result = CompareLedger(generator_->ledger().Writes(), stored, span);
  result.set_rule(rule.has_recovery_point() ? LOSS_RULE_RECOVERY_POINT : LOSS_RULE_NOTHING_LOST);
  return result;
}

absl::StatusOr<ReadBackLook> DrillLoad::ReadBack() const {
  ReadBackOptions options;
  options.shape = options_.stack->load();
  options.host_names = HostNames(*options_.stack);
  if (generator_ == nullptr || !options.shape.has_read_back())
    return NotLookedAtFor("the stack's load has no read_back");
  const absl::StatusOr<std::vector<StoredWrite>> stored =
      ReadStoredWrites(*options_.context, options.shape, options_.id);
  // A database that cannot be read is what other checks are about.
  if (!stored.ok()) {
    return NotLookedAtFor(
        absl::StrCat("the load's writes cannot be read: ", stored.status().message()));
  }
  if (stored->empty()) return NotLookedAtFor("none of the load's writes is in the database");
  ReadBackLook look;
  ASSIGN_OR_RETURN(look.check, drill::ReadBack(options_.host, options, *stored));
  return look;
}

}  // namespace drill
