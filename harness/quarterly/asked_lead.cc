#include "harness/quarterly/asked_lead.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "harness/base/printable.h"
#include "harness/base/status_macros.h"
#include "harness/drill/typed_lines.h"

namespace drill {
namespace {

constexpr char kRemedy[] = "run with --unattended, or at a terminal";
constexpr char kNotes[] = "note TEXT, improve TEXT";

// A line's first word in small letters, and what stands behind it.
struct Words {
  explicit Words(const std::string& line) {
    const std::pair<std::string, std::string> parts =
        absl::StrSplit(line, absl::MaxSplits(absl::ByAnyChar(" \t"), 1));
    first = absl::AsciiStrToLower(parts.first);
    rest = std::string(absl::StripAsciiWhitespace(parts.second));
  }

  std::string first;
  std::string rest;
};

class Asked : public Lead {
 public:
  Asked(const AskedLeadOptions& options, std::ostream& say, Clock& clock)
      : options_(options),
        say_(say),
        clock_(clock),
        lines_(options.answers, options.stop, kRemedy, options.presence),
        person_(AskedPerson(lines_, say, clock)) {}

  absl::StatusOr<PersonsAnswer> Await(const std::string& what, absl::Duration given) override {
    return person_->Await(what, given);
  }

  absl::StatusOr<LeadsDecision> Decide(const DecisionQuestion& question) override {
    Begin("DECIDE  Which procedure is to be run?");
    for (const std::string& row : question.rows) Say(absl::StrCat("  the document: ", row));
    for (size_t i = 0; i < question.offers.size(); ++i) Say(OfferLine(i + 1, question.offers[i]));
    const std::string prompt = absl::StrCat(
        "  A number, an id or a heading; look: what monitoring shows now; none: nothing; ", kNotes);
    while (true) {
      ASSIGN_OR_RETURN(const std::string line, Answer(prompt));
      LeadsDecision decision;
      decision.by_person = true;
      const std::string word = absl::AsciiStrToLower(line);
      decision.refused = word == "none";
      decision.typed = line;
      if (word == "look")
        RETURN_IF_ERROR(question.look());
      else if (!line.empty())
        return decision;
    }
  }

  void Refuse(const std::string& why) override { Say(absl::StrCat("  Not possible: ", why)); }

  absl::StatusOr<StepConfirmed> Confirm(const Step& step) override {
    StepConfirmed confirmed;
    confirmed.set_text(step.text);
    confirmed.set_line(step.line);
    const absl::Duration start = clock_.Monotonic();
    confirmed.set_start_us(absl::ToInt64Microseconds(start));
    confirmed.set_by_person(options_.each_step);
    Begin(absl::StrCat("NEXT  line ", step.line, ": ", step.text));
    if (!step.verbatim()) Say(absl::StrCat("  It is run as: ", step.run_text));
    confirmed.set_answer(STEP_ANSWER_RUN);
    if (options_.each_step) RETURN_IF_ERROR(AskWhatToDo(confirmed));
    confirmed.set_duration_us(absl::ToInt64Microseconds(clock_.Monotonic() - start));
    return confirmed;
  }

  absl::StatusOr<ChecklistTick> Tick(const ChecklistEntry& item) override {
    ChecklistTick tick;
    *tick.mutable_item() = item;
    Begin(absl::StrCat("CHECKLIST  line ", item.line(), ": ", item.text()));
    while (true) {
      ASSIGN_OR_RETURN(const std::string line,
                       Answer(absl::StrCat("  y or n, with a remark or without; ", kNotes)));
      const Words words(line);
      const bool yes = words.first == "y" || words.first == "yes";
      if (!yes && words.first != "n" && words.first != "no") continue;
      tick.set_answer(yes ? TICK_ANSWER_YES : TICK_ANSWER_NO);
      tick.set_note(words.rest);
      return tick;
    }
  }

  absl::Status TakeLastNotes() override {
    Begin("NOTES  Is there anything else to be written down?");
    while (true) {
      ASSIGN_OR_RETURN(const std::string line, Answer(absl::StrCat("  ", kNotes, "; Enter: no")));
      if (line.empty()) return absl::OkStatus();
      // Nothing else is asked here: any text is one.
      Take(line, /*improve=*/false);
    }
  }

 private:
  static std::string OfferLine(size_t number, const OfferedProcedure& offer) {
    std::string line = absl::StrCat("  ", number, "  ");
    if (!offer.id.empty()) absl::StrAppend(&line, offer.id, "  ");
    absl::StrAppend(&line, offer.heading);
    if (!offer.name.empty()) absl::StrAppend(&line, ": ", offer.name);
    return line;
  }

  // A new question, of which this is the first line.
  void Begin(const std::string& text) {
    lines_.MovedToAnotherTerminal();
    // A terminal that was closed has left an error in the stream.
    say_.clear();
    question_.clear();
    say_ << "\n";
    Say(text);
  }

  // What a document says must not be obeyed by the terminal.
  void Say(const std::string& text) {
    const std::string masked = options_.masker == nullptr ? text : options_.masker->Mask(text);
    const std::string shown =
        absl::StrCat(absl::StrReplaceAll(Printable(masked), {{"\n", "\n      "}}), "\n");
    absl::StrAppend(&question_, shown);
    say_ << shown;
  }

  void Take(const std::string& text, bool improve) {
    NoteTaken note;
    note.set_text(text);
    note.set_improve(improve);
    Note(std::move(note));
  }

  // The next line that is no note.
  absl::StatusOr<std::string> Answer(const std::string& prompt) {
    say_ << prompt << ": " << std::flush;
    while (true) {
      ASSIGN_OR_RETURN(const std::optional<std::string> line, lines_.Next());
      if (lines_.MovedToAnotherTerminal()) {
        say_.clear();
        say_ << "\n" << question_ << prompt << ": " << std::flush;
      }
      if (!line) continue;
      const Words words(*line);
      const bool improve = words.first == "improve";
      if (!improve && words.first != "note") return *line;
      if (words.rest.empty()) {
        say_ << "  What is to be noted? " << prompt << ": " << std::flush;
        continue;
      }
      Take(words.rest, improve);
      say_ << "  Noted. " << prompt << ": " << std::flush;
    }
  }

  absl::Status AskWhatToDo(StepConfirmed& confirmed) {
    while (true) {
      ASSIGN_OR_RETURN(const std::string line,
                       Answer(absl::StrCat(
                           "  Enter: run; skip REASON; stop, with a reason or without; ", kNotes)));
      const Words words(line);
      if (line.empty() || words.first == "run") return absl::OkStatus();
      const bool stops = words.first == "stop";
      if (!stops && words.first != "skip") continue;
      if (!stops && words.rest.empty()) {
        say_ << "  Why is it skipped? Write it behind the word.\n";
        continue;
      }
      confirmed.set_answer(stops ? STEP_ANSWER_STOP : STEP_ANSWER_SKIP);
      confirmed.set_reason(words.rest);
      return absl::OkStatus();
    }
  }

  const AskedLeadOptions options_;
  std::ostream& say_;
  Clock& clock_;
  TypedLines lines_;
  // All lines of the question that is open, to be shown again at another terminal.
  std::string question_;
  const std::unique_ptr<Person> person_;
};

}  // namespace

std::unique_ptr<Lead> AskedLead(const AskedLeadOptions& options, std::ostream& say, Clock& clock) {
  return std::make_unique<Asked>(options, say, clock);
}

}  // namespace drill
