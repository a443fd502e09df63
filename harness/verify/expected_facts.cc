#include "harness/verify/expected_facts.h"

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "harness/base/service_name.h"
#include "harness/base/status_macros.h"
#include "harness/probe/collect_facts.h"

namespace drill {
namespace {

class Facts {
 public:
  Facts(const Stack& stack, const std::vector<ReleaseFacts>& recorded)
      : stack_(stack), recorded_(recorded) {}

  absl::StatusOr<ReleaseFacts> Of(const std::string& release) const {
    for (const ReleaseFacts& facts : recorded_)
      if (facts.version() == release) return facts;
    for (const Release& declared : stack_.releases()) {
      if (declared.version() != release) continue;
      if (!declared.recorded().empty() || !declared.labels().empty())
        return DeclaredFacts(declared);
    }
    return absl::FailedPreconditionError(absl::StrCat("the seed holds no facts of release ",
                                                      release, "; let a prepare step record them"));
  }

 private:
  const Stack& stack_;
  const std::vector<ReleaseFacts>& recorded_;
};

// Takes over what `from` says of one service, also that it says nothing.
template <typename Map>
void Take(const std::string& service, const Map& from, Map* to) {
  const auto known = FindService(*to, service);
  if (known != to->end()) to->erase(std::string(known->first));
  const auto found = FindService(from, service);
  if (found != from.end()) (*to)[found->first] = found->second;
}

void TakeService(const std::string& service, const ReleaseFacts& from, ReleaseFacts* to) {
  Take(service, from.image_ids(), to->mutable_image_ids());
  Take(service, from.image_references(), to->mutable_image_references());
  Take(service, from.labels(), to->mutable_labels());
  Take(service, from.ended(), to->mutable_ended());
}

void TakeDatabase(const ReleaseFacts& from, ReleaseFacts* to) {
  to->set_schema_revision(from.schema_revision());
  to->set_schema_text(from.schema_text());
  to->set_schema_sha256(from.schema_sha256());
  *to->mutable_tables() = from.tables();
  *to->mutable_keys() = from.keys();
  *to->mutable_databases() = from.databases();
  to->set_declared(from.declared());
}

}  // namespace

absl::StatusOr<ReleaseFacts> MakeExpectedFacts(const Expected& expected, const std::string& release,
                                               const Stack& stack,
                                               const std::vector<ReleaseFacts>& recorded) {
  const Facts facts(stack, recorded);
  ASSIGN_OR_RETURN(ReleaseFacts made, facts.Of(release));
  for (const auto& [service, other] : expected.service_releases()) {
    ASSIGN_OR_RETURN(const ReleaseFacts from, facts.Of(other));
    TakeService(service, from, &made);
  }
  if (!expected.schema_release().empty()) {
    ASSIGN_OR_RETURN(const ReleaseFacts from, facts.Of(expected.schema_release()));
    TakeDatabase(from, &made);
  }
  for (const auto& [name, value] : expected.recorded()) (*made.mutable_values())[name] = value;
  return made;
}

}  // namespace drill
