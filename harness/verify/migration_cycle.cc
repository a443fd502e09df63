#include "harness/verify/migration_cycle.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "harness/base/one_line.h"
#include "harness/base/status_macros.h"
#include "harness/database/schema_fingerprint.h"

namespace drill {
namespace {

constexpr size_t kMostWords = 300;

// Where the database stands.
struct Position {
  std::string revision;
  std::string schema;
};

// What is wrong with a position; empty: nothing.
using Judge = std::function<std::string(const ToolAnswer&, const Position&)>;

std::string Named(const std::string& revision) {
  return revision.empty() ? "no revision" : absl::StrCat("revision ", revision);
}

std::string SchemaDiffers(const std::string& expected, const std::string& actual) {
  return absl::StrJoin(DiffSchemas(expected, actual), "; ");
}

class Cycle {
 public:
  Cycle(const CycleInput& input, MigratedDatabase& database) : input_(input), database_(database) {
    for (const Irreversible& irreversible : input.migrations.irreversible()) {
      const auto& releases = irreversible.releases();
      const bool ours = releases.empty() ||
                        std::count(releases.begin(), releases.end(), input.release.version()) > 0;
      if (floor_.empty() && ours) floor_ = irreversible.revision();
    }
    head_ = Target{input.release.schema_text(),
                   absl::StrCat("the schema of ", input.release.version())};
  }

  std::vector<CheckResult> Run() {
    Head("head");
    // If the tool does not reach the head revision, the way down has no starting point.
    if (lost_ || last_.revision != HeadRevision()) return std::move(checks_);
    if (!checks_.back().passed()) head_ = Target{last_.schema, "the schema found at head"};
    if (floor_ == HeadRevision()) {
      Refused(input_.migrations.downgrade_one());
    } else {
      Round();
    }
    return std::move(checks_);
  }

 private:
  // A schema, and whose it is in words.
  struct Target {
    std::string schema;
    std::string words;
  };

  const std::string& HeadRevision() const { return input_.release.schema_revision(); }

  // A wrong stop does not end the round: a way down that leaves something behind is seen in full
  // where the way up then fails. Left out is what could not tell anything from where the database
  // stands, and everything once it cannot be looked at.
  void Round() {
    OneDown();
    if (!lost_ && last_.revision != HeadRevision()) Head("up_again");
    if (!lost_ && !last_.revision.empty()) Down();
    if (!lost_ && AtTheBottom()) UpToOneBelow();
    if (!lost_ && last_.revision != HeadRevision()) Head("head_again");
  }

  void Down() {
    if (floor_.empty()) {
      Base();
    } else if (DownToFloor()) {
      Refused(input_.migrations.downgrade_base());
    }
  }

  bool AtTheBottom() const { return last_.revision == floor_; }

  bool Head(const std::string& stop) {
    const std::string& revision = HeadRevision();
    return Stop(stop, input_.migrations.upgrade(), revision,
                absl::StrCat(Named(revision), ", ", head_.words),
                [&](const ToolAnswer& answer, const Position& now) {
                  return At(answer, now, revision, &head_.schema);
                });
  }

  void OneDown() {
    const std::string& head = HeadRevision();
    const bool right = Stop("one_down", input_.migrations.downgrade_one(), "",
                            absl::StrCat("another revision than ", head, ", with its schema"),
                            [&](const ToolAnswer& answer, const Position& now) {
                              if (now.revision == head && answer.succeeded)
                                return absl::StrCat("still at ", head);
                              return At(answer, now, now.revision, RecordedSchema(now.revision));
                            });
    if (lost_ || last_.revision == head) return;
    below_revision_ = last_.revision;
    if (const std::string* recorded = RecordedSchema(last_.revision); recorded != nullptr) {
      below_ = Target{*recorded, "the schema that was recorded of it"};
    } else if (right) {
      below_ = Target{last_.schema, "the schema that the downgrade to it left"};
    }
  }

  bool Base() {
    return Stop("base", input_.migrations.downgrade_base(), "",
                absl::StrCat("no revision, no tables but ",
                             absl::StrJoin(input_.migrations.base_tables(), ", ")),
                [&](const ToolAnswer& answer, const Position& now) {
                  std::string wrong = At(answer, now, "", nullptr);
                  const std::vector<std::string> left = TablesLeft(now.schema);
                  if (wrong.empty() && !left.empty())
                    wrong = absl::StrCat("tables left: ", absl::StrJoin(left, ", "));
                  return wrong;
                });
  }

  bool DownToFloor() {
    return Stop(absl::StrCat("down_to_", floor_), input_.migrations.downgrade(), floor_,
                Named(floor_), [&](const ToolAnswer& answer, const Position& now) {
                  return At(answer, now, floor_, RecordedSchema(floor_));
                });
  }

  bool Refused(const std::string& command) {
    const Position before = last_;
    return Stop(absl::StrCat("refused_at_", floor_), command, "",
                absl::StrCat("the tool refuses, and ", Named(floor_), " and its schema stay"),
                [&](const ToolAnswer& answer, const Position& now) -> std::string {
                  if (answer.succeeded) return "the tool says that it went on";
                  if (now.revision != floor_) return absl::StrCat("at ", Named(now.revision));
                  return SchemaDiffers(before.schema, now.schema);
                });
  }

  void UpToOneBelow() {
    const std::string& revision = below_revision_;
    // One down was the base already, or was never seen.
    if (revision.empty()) return;
    Stop(absl::StrCat("up_to_", revision), input_.migrations.upgrade(), revision,
         absl::StrCat(Named(revision), below_ ? ", " : "", below_ ? below_->words : ""),
         [&](const ToolAnswer& answer, const Position& now) {
           return At(answer, now, revision, below_ ? &below_->schema : nullptr);
         });
  }

  static std::string At(const ToolAnswer& answer, const Position& now, const std::string& revision,
                        const std::string* schema) {
    if (!answer.succeeded)
      return absl::StrCat("the tool fails at ", Named(now.revision), ": ", Words(answer));
    if (now.revision != revision) return absl::StrCat("at ", Named(now.revision));
    return schema == nullptr ? "" : SchemaDiffers(*schema, now.schema);
  }

  // The end of the tool's output, where a program says why it gave up.
  static std::string Words(const ToolAnswer& answer) {
    const std::string& words = answer.words;
    return OneLine(words.size() > kMostWords ? words.substr(words.size() - kMostWords) : words,
                   kMostWords);
  }

  const std::string* RecordedSchema(const std::string& revision) const {
    for (const ReleaseFacts& facts : input_.recorded)
      if (facts.schema_revision() == revision) return &facts.schema_text();
    return nullptr;
  }

  std::vector<std::string> TablesLeft(const std::string& schema) const {
    std::vector<std::string> left;
    for (const absl::string_view line : absl::StrSplit(schema, '\n')) {
      if (!absl::StartsWith(line, "table ")) continue;
      const bool own = std::any_of(
          input_.migrations.base_tables().begin(), input_.migrations.base_tables().end(),
          [&](const std::string& table) { return absl::EndsWith(line, absl::StrCat(".", table)); });
      if (!own) left.emplace_back(line.substr(line.find(' ') + 1));
    }
    return left;
  }

  bool Stop(const std::string& stop, const std::string& command, const std::string& revision,
            const std::string& expected, const Judge& judge) {
    CheckResult check;
    check.set_name(absl::StrCat("migration_cycle/", stop));
    check.set_expected(expected);
    check.set_source("the stack's migrations");
    const absl::Status looked = Look(command, revision, judge, check);
    if (!looked.ok()) {
      lost_ = true;
      check.set_undecided(true);
      check.set_actual(std::string(looked.message()));
    }
    checks_.push_back(check);
    return check.passed();
  }

  absl::Status Look(const std::string& command, const std::string& revision, const Judge& judge,
                    CheckResult& check) {
    ASSIGN_OR_RETURN(const ToolAnswer answer, database_.Run(command, revision));
    ASSIGN_OR_RETURN(last_.revision, database_.Revision());
    ASSIGN_OR_RETURN(last_.schema, database_.Schema());
    const std::string wrong = judge(answer, last_);
    check.set_passed(wrong.empty());
    check.set_actual(wrong.empty() ? Named(last_.revision) : wrong);
    return absl::OkStatus();
  }

  const CycleInput& input_;
  MigratedDatabase& database_;
  // The newest revision without a way back; empty when every one has one.
  std::string floor_;
  // Of the release; where that is not what the database has at its head, what it has there.
  Target head_;
  // What one step down leads to; nothing where that was not seen.
  std::string below_revision_;
  std::optional<Target> below_;
  Position last_;
  // The database could not be queried, or the tool not be run: no further stop is made.
  bool lost_ = false;
  std::vector<CheckResult> checks_;
};

}  // namespace

std::vector<CheckResult> RunMigrationCycle(const CycleInput& input, MigratedDatabase& database) {
  return Cycle(input, database).Run();
}

}  // namespace drill
