#include "harness/base/text_proto.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "harness/base/other_format.h"
#include "harness/base/other_kind.h"
#include "harness/base/silent_errors.h"

namespace drill {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::TextFormat;

// No message of ours goes deeper than ten.
constexpr int kDeepest = 100;
// Most problems kept of one file: a file that is no text proto at all has one for nearly each word.
constexpr size_t kMostKept = 1000;

// Insertions, deletions, replacements and swaps of neighbours.
size_t EditDistance(absl::string_view a, absl::string_view b) {
  std::vector<std::vector<size_t>> cost(a.size() + 1, std::vector<size_t>(b.size() + 1));
  for (size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
  for (size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t replaced = cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, replaced});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
    }
  }
  return cost[a.size()][b.size()];
}

// The `index`th text in double quotes of one of protobuf's messages.
std::string Quoted(absl::string_view message, size_t index) {
  const std::vector<absl::string_view> parts = absl::StrSplit(message, '"');
  return 2 * index + 1 < parts.size() ? std::string(parts[2 * index + 1]) : "";
}

std::vector<std::string> FieldNames(const Descriptor& message) {
  std::vector<std::string> names;
  for (int i = 0; i < message.field_count(); ++i) names.push_back(message.field(i)->name());
  return names;
}

// The enum of the first field called `name` in `message` or below it.
const EnumDescriptor* FindEnum(const Descriptor& message, const std::string& name, int depth) {
  const FieldDescriptor* field = message.FindFieldByName(name);
  if (field != nullptr && field->enum_type() != nullptr) return field->enum_type();
  for (int i = 0; depth > 0 && i < message.field_count(); ++i) {
    const Descriptor* nested = message.field(i)->message_type();
    const EnumDescriptor* found = nested == nullptr ? nullptr : FindEnum(*nested, name, depth - 1);
    if (found != nullptr) return found;
  }
  return nullptr;
}

// Turns protobuf's complaints into problems.
class Collector : public google::protobuf::io::ErrorCollector {
 public:
  // `content` is what is parsed; columns are told as they are in the file.
  Collector(const std::string& file, const TextProtoWalk& walk, const Descriptor& root,
            std::vector<Problem>* problems)
      : file_(file),
        walk_(walk),
        lines_(absl::StrSplit(walk.content, '\n')),
        root_(root),
        problems_(problems) {}

  void AddError(int line, int column, const std::string& message) override {
    if (problems_->size() >= kMostKept) return;
    Problem problem{file_, line + 1, column + 1, message, ""};
    while (absl::EndsWith(problem.message, ".")) problem.message.pop_back();
    if (absl::StartsWith(message, "Unknown enumeration value")) ExplainEnum(message, &problem);
    if (absl::StartsWith(message, "Expected string, got")) problem.remedy = "put it in quotes";
    if (message == "Expected identifier, got: }")
      problem.remedy = "there is no open block here: a brace too many, here or before";
    Push(std::move(problem));
  }

  // Unknown fields are parsed as warnings, since an error would end the parse.
  void AddWarning(int line, int column, const std::string& message) override {
    if (problems_->size() >= kMostKept) return;
    if (!absl::StrContains(message, "has no field named")) return AddError(line, column, message);
    const std::string type = Quoted(message, 0);
    const std::string name = Quoted(message, 1);
    const Descriptor* descriptor = root_.file()->pool()->FindMessageTypeByName(type);
    Problem problem{file_, line + 1, column + 1, "", ""};
    MoveBackTo(name, &problem);
    problem.message =
        absl::StrCat(descriptor == nullptr ? type : descriptor->name(), " has no field ", name);
    if (descriptor != nullptr) ExplainField(name, *descriptor, &problem);
    Push(std::move(problem));
  }

 private:
  void Push(Problem problem) {
    problem.column = walk_.ColumnInFile(problem.line, problem.column);
    problems_->push_back(std::move(problem));
  }

  // Protobuf says where it stopped reading, a reader looks for where the name begins.
  void MoveBackTo(const std::string& name, Problem* problem) const {
    size_t from = static_cast<size_t>(problem->column);
    for (int line = problem->line; line >= 1; --line, from = absl::string_view::npos) {
      if (line > static_cast<int>(lines_.size())) continue;
      const size_t found = lines_[line - 1].rfind(name, from);
      if (found == absl::string_view::npos) continue;
      problem->line = line;
      problem->column = static_cast<int>(found) + 1;
      return;
    }
  }

  static void ExplainField(const std::string& name, const Descriptor& message, Problem* problem) {
    const std::vector<std::string> names = FieldNames(message);
    const std::string nearest = NearestName(name, names);
    problem->remedy = nearest.empty() ? absl::StrCat("it has: ", absl::StrJoin(names, ", "))
                                      : absl::StrCat("did you mean ", nearest, "?");
  }

  void ExplainEnum(const std::string& message, Problem* problem) const {
    const std::string name = Quoted(message, 0);
    const std::string field = Quoted(message, 1);
    MoveBackTo(name, problem);
    problem->message = absl::StrCat(field, ": no such value: ", name);
    const EnumDescriptor* type = FindEnum(root_, field, 8);
    if (type == nullptr) return;
    std::vector<std::string> names;
    for (int i = 1; i < type->value_count(); ++i) names.push_back(type->value(i)->name());
    problem->remedy = absl::StrCat("one of ", absl::StrJoin(names, ", "));
  }

  const std::string& file_;
  const TextProtoWalk& walk_;
  const std::vector<absl::string_view> lines_;
  const Descriptor& root_;
  std::vector<Problem>* const problems_;
};

// The parser reads what follows a missing brace as part of the wrong block. The problems it reports
// there are replaced by one that names the unclosed block.
void TellUnclosed(const std::string& file, const UnclosedBlock& block,
                  std::vector<Problem>* problems, size_t first) {
  const auto follows = [&](const Problem& problem) {
    return block.before_line == 0 || problem.line >= block.before_line;
  };
  const bool to_the_end = block.before_line == 0;
  // If no line is known before which the brace is missing, only the parser's last problem, at the
  // end of the file, is a consequence of it.
  if (to_the_end && problems->size() > first) problems->pop_back();
  if (!to_the_end) {
    problems->erase(std::remove_if(problems->begin() + static_cast<std::ptrdiff_t>(first),
                                   problems->end(), follows),
                    problems->end());
  }
  problems->push_back(
      {file, block.line, block.column, absl::StrCat("the block ", block.name, " is not closed"),
       to_the_end ? "add } at the end" : absl::StrCat("add } before line ", block.before_line)});
}

struct Step {
  std::string name;
  // -1: the field is not repeated.
  int index = -1;
};

Step ParseStep(absl::string_view segment) {
  const std::vector<absl::string_view> parts = absl::StrSplit(segment, absl::ByAnyChar("[]"));
  Step step{std::string(parts[0]), -1};
  if (parts.size() > 1 && !absl::SimpleAtoi(parts[1], &step.index)) step.index = 0;
  return step;
}

// Says where the file is nested too deep to be read; recursive readers of it would run out of
// stack. What is no token is left to the parser.
bool IsTooDeep(const std::string& file, absl::string_view content, std::vector<Problem>* problems) {
  SilentErrors silent;
  google::protobuf::io::ArrayInputStream stream(content.data(), static_cast<int>(content.size()));
  google::protobuf::io::Tokenizer tokenizer(&stream, &silent);
  tokenizer.set_comment_style(google::protobuf::io::Tokenizer::SH_COMMENT_STYLE);
  tokenizer.set_allow_multiline_strings(true);
  int depth = 0;
  while (tokenizer.Next()) {
    const auto& token = tokenizer.current();
    if (token.type != google::protobuf::io::Tokenizer::TYPE_SYMBOL) continue;
    const char symbol = token.text.front();
    if (symbol == '{' || symbol == '<' || symbol == '[') ++depth;
    if (symbol == '}' || symbol == '>' || symbol == ']') --depth;
    if (depth <= kDeepest) continue;
    problems->push_back({file, token.line + 1, token.column + 1,
                         absl::StrCat("is nested more than ", kDeepest, " levels deep"),
                         "close the blocks before it"});
    return true;
  }
  return false;
}

}  // namespace

std::string NearestName(absl::string_view name, const std::vector<std::string>& known) {
  const std::string wanted = absl::AsciiStrToLower(name);
  std::string nearest;
  size_t best = std::max<size_t>(1, name.size() / 3) + 1;
  for (const std::string& candidate : known) {
    const size_t distance = EditDistance(wanted, absl::AsciiStrToLower(candidate));
    if (distance >= best) continue;
    best = distance;
    nearest = candidate;
  }
  return nearest;
}

FieldLocations::FieldLocations(std::string file, const Descriptor* root,
                               std::unique_ptr<TextFormat::ParseInfoTree> tree, TextProtoWalk walk,
                               bool complete)
    : file_(std::move(file)),
      root_(root),
      tree_(std::move(tree)),
      walk_(std::move(walk)),
      complete_(complete) {}

Problem FieldLocations::ProblemAt(absl::string_view path, std::string message,
                                  std::string remedy) const {
  Problem problem{file_, 0, 0, std::move(message), std::move(remedy)};
  Locate(path, &problem);
  problem.column = walk_.ColumnInFile(problem.line, problem.column);
  return problem;
}

bool FieldLocations::Has(absl::string_view path) const {
  Problem unused;
  return Locate(path, &unused);
}

bool FieldLocations::Locate(absl::string_view path, Problem* problem) const {
  if (tree_ == nullptr) return false;
  // The file's beginning stands for the outermost message.
  problem->line = problem->column = 1;
  const Descriptor* descriptor = root_;
  TextFormat::ParseInfoTree* tree = tree_.get();
  for (absl::string_view segment : absl::StrSplit(path, '.')) {
    Step step = ParseStep(segment);
    const FieldDescriptor* field =
        descriptor == nullptr ? nullptr : descriptor->FindFieldByName(step.name);
    if (field == nullptr || tree == nullptr) return false;
    step.index = field->is_repeated() ? std::max(step.index, 0) : -1;
    const TextFormat::ParseLocation location = tree->GetLocation(field, step.index);
    if (location.line < 0) return false;
    problem->line = location.line + 1;
    problem->column = location.column + 1;
    descriptor = field->message_type();
    tree = descriptor == nullptr ? nullptr : tree->GetTreeForNested(field, step.index);
  }
  return true;
}

FieldLocations ParseTextProto(const std::string& file, absl::string_view content,
                              google::protobuf::Message* message, std::vector<Problem>* problems) {
  if (IsTooDeep(file, content, problems)) return FieldLocations(file);
  auto tree = std::make_unique<TextFormat::ParseInfoTree>();
  const size_t first = problems->size();
  TextProtoWalk walk = WalkTextProto(file, content, *message->GetDescriptor());
  Collector collector(file, walk, *message->GetDescriptor(), problems);
  TextFormat::Parser parser;
  parser.RecordErrorsTo(&collector);
  parser.WriteLocationsTo(tree.get());
  parser.AllowUnknownField(true);
  const bool complete = parser.ParseFromString(walk.content, message);
  problems->insert(problems->end(), walk.problems.begin(), walk.problems.end());
  if (problems->size() > first) {
    const std::optional<Problem> other =
        OtherKind(file, content, *message->GetDescriptor(), FileKinds());
    if (other.has_value()) {
      problems->resize(first);
      problems->push_back(*other);
      return FieldLocations(file);
    }
  }
  if (!complete && walk.unclosed.has_value()) TellUnclosed(file, *walk.unclosed, problems, first);
  if (complete) return {file, message->GetDescriptor(), std::move(tree), std::move(walk), true};
  if (const std::optional<Problem> other = OtherFormat(file, content)) {
    problems->resize(first);
    problems->push_back(*other);
  }
  return {file, message->GetDescriptor(), std::move(tree), std::move(walk), false};
}

}  // namespace drill
