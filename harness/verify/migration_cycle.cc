#include "harness/verify/migration_cycle.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "harness/base/status_macros.h"
#include "harness/verify/observation.h"
#include "harness/verify/schema_fingerprint.h"

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
  }

  std::vector<CheckResult> Run() {
    if (Head("head")) {
      if (floor_ == input_.release.schema_revision()) {
        Refused(input_.migrations.downgrade_one());
      } else {
        Round();
      }
    }
    return std::move(checks_);
  }

 private:
  // Each stop tells whether the next one makes sense.
  bool Round() {
    if (!OneDown() || !Head("up_again")) return false;
    const bool down =
        floor_.empty() ? Base() : DownToFloor() && Refused(input_.migrations.downgrade_base());
    return down && UpToOneBelow() && Head("head_again");
  }

  bool Head(const std::string& stop) {
    const std::string& revision = input_.release.schema_revision();
    return Stop(stop, input_.migrations.upgrade(), revision,
                absl::StrCat(Named(revision), ", the schema of ", input_.release.version()),
                [&](const ToolAnswer& answer, const Position& now) {
                  return At(answer, now, revision, &input_.release.schema_text());
                });
  }

  bool OneDown() {
    const std::string& head = input_.release.schema_revision();
    return Stop("one_down", input_.migrations.downgrade_one(), "",
                absl::StrCat("another revision than ", head, ", with its schema"),
                [&](const ToolAnswer& answer, const Position& now) {
                  one_down_ = now;
                  if (now.revision == head) return absl::StrCat("still at ", head);
                  return At(answer, now, now.revision, RecordedSchema(now.revision));
                });
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

  bool UpToOneBelow() {
    const std::string& revision = one_down_.revision;
    // One down was the base already.
    if (revision.empty()) return true;
    return Stop(absl::StrCat("up_to_", revision), input_.migrations.upgrade(), revision,
                absl::StrCat(Named(revision), ", the schema that the downgrade to it left"),
                [&](const ToolAnswer& answer, const Position& now) {
                  return At(answer, now, revision, &one_down_.schema);
                });
  }

  static std::string At(const ToolAnswer& answer, const Position& now, const std::string& revision,
                        const std::string* schema) {
    if (!answer.succeeded)
      return absl::StrCat("the tool fails at ", Named(now.revision), ": ", Words(answer));
    if (now.revision != revision) return absl::StrCat("at ", Named(now.revision));
    return schema == nullptr ? "" : SchemaDiffers(*schema, now.schema);
  }

  // The end: there a program says why it gave up.
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
  Position last_;
  Position one_down_;
  std::vector<CheckResult> checks_;
};

}  // namespace

std::vector<CheckResult> RunMigrationCycle(const CycleInput& input, MigratedDatabase& database) {
  return Cycle(input, database).Run();
}

}  // namespace drill
