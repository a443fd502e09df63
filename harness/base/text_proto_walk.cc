#include "harness/base/text_proto_walk.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/time/time.h"
#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "harness/base/silent_errors.h"

namespace drill {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::io::Tokenizer;

constexpr char kDuration[] = "google.protobuf.Duration";
constexpr char kRemedy[] = "write it as text with a unit, such as \"60s\", \"500ms\" or \"2m\"";
constexpr absl::Duration kLongest = absl::Hours(24 * 365);

// The tokenizer counts a tab as what leads to the next eighth column.
size_t ByteOf(absl::string_view line, int column) {
  int at = 0;
  size_t byte = 0;
  while (byte < line.size() && at < column) at += line[byte++] == '\t' ? 8 - at % 8 : 1;
  return byte;
}

class Walker {
 public:
  Walker(const std::string& file, absl::string_view content, const Descriptor& root)
      : file_(file), lines_(absl::StrSplit(content, '\n')), root_(root) {}

  TextProtoWalk Walk(absl::string_view content) {
    google::protobuf::io::ArrayInputStream stream(content.data(), static_cast<int>(content.size()));
    // The parser tells of broken words itself.
    SilentErrors errors;
    Tokenizer tokenizer(&stream, &errors);
    tokenizer.set_comment_style(Tokenizer::SH_COMMENT_STYLE);
    tokenizer.set_allow_f_after_float(true);
    tokenizer.set_require_space_after_number(false);
    while (tokenizer.Next()) {
      first_on_line_ = tokenizer.current().line != last_line_;
      if (first_on_line_) indent_ = tokenizer.current().column;
      last_line_ = tokenizer.current().line;
      Take(tokenizer.current());
    }
    if (pending_value_.has_value()) WriteDuration();
    if (!blocks_.empty()) walk_.unclosed = suspect_.value_or(Unclosed(0));
    walk_.content = absl::StrJoin(lines_, "\n");
    return std::move(walk_);
  }

 private:
  enum class Expects { kName, kColon, kValue, kInList };

  struct Block {
    std::string name;
    const FieldDescriptor* field = nullptr;
    int line = 0;
    int column = 0;
    // Column of the first word on the line on which the block begins.
    int indent = 0;
    // What the walk expects after the block's closing brace.
    Expects then = Expects::kName;
  };

  void Take(const Tokenizer::Token& token) {
    if (pending_value_.has_value() && !Continues(token)) WriteDuration();
    if (token.type == Tokenizer::TYPE_SYMBOL) return TakeSymbol(token);
    if (pending_value_.has_value()) {
      pending_value_->end_column = token.end_column;
      return;
    }
    if (expects_ == Expects::kName && token.type == Tokenizer::TYPE_IDENTIFIER)
      return TakeName(token);
    if (expects_ != Expects::kValue) return;
    expects_ = Expects::kName;
    const bool is_duration = field_ != nullptr && field_->message_type() != nullptr &&
                             field_->message_type()->full_name() == kDuration;
    if (is_duration) pending_value_ = token;
  }

  // `60s` without quotes is two words to protobuf.
  bool Continues(const Tokenizer::Token& token) const {
    return token.line == pending_value_->line && token.column == pending_value_->end_column &&
           token.type != Tokenizer::TYPE_SYMBOL;
  }

  void TakeName(const Tokenizer::Token& token) {
    SuspectBefore(token);
    name_ = token.text;
    name_line_ = token.line;
    name_column_ = token.column;
    const Descriptor* message = blocks_.empty() ? &root_
                                : blocks_.back().field == nullptr
                                    ? nullptr
                                    : blocks_.back().field->message_type();
    field_ = message == nullptr ? nullptr : message->FindFieldByName(name_);
    expects_ = Expects::kColon;
  }

  void TakeSymbol(const Tokenizer::Token& token) {
    const char symbol = token.text.front();
    if (symbol == ':') expects_ = Expects::kValue;
    if (symbol == '[' && expects_ == Expects::kValue) expects_ = Expects::kInList;
    if (symbol == ']') expects_ = Expects::kName;
    if (symbol == '{' || symbol == '<') {
      blocks_.push_back({name_, field_, name_line_, name_column_, indent_,
                         expects_ == Expects::kInList ? Expects::kInList : Expects::kName});
      expects_ = Expects::kName;
    }
    if ((symbol == '}' || symbol == '>') && !blocks_.empty()) {
      if (symbol == '}') SuspectAtBrace(token);
      expects_ = blocks_.back().then;
      // The field's name applies again: the next element of a list may follow.
      name_ = blocks_.back().name;
      field_ = blocks_.back().field;
      blocks_.pop_back();
    }
  }

  // A field that is not indented further than the block it would belong to is taken for a field of
  // an outer block, so that a brace is missing before it.
  void SuspectBefore(const Tokenizer::Token& token) {
    if (suspect_.has_value() || blocks_.empty() || !first_on_line_) return;
    if (token.column <= blocks_.back().indent && token.line > blocks_.back().line)
      suspect_ = Unclosed(token.line + 1);
  }

  // A brace in the column in which an outer block begins is taken for that block's: the inner one
  // is not closed.
  void SuspectAtBrace(const Tokenizer::Token& token) {
    if (suspect_.has_value() || !first_on_line_ || token.column >= blocks_.back().indent) return;
    const bool closes_outer = std::any_of(blocks_.begin(), blocks_.end(), [&](const Block& block) {
      return block.indent == token.column;
    });
    if (closes_outer) suspect_ = Unclosed(token.line + 1);
  }

  UnclosedBlock Unclosed(int before_line) const {
    const Block& block = blocks_.back();
    return {block.name, block.line + 1, block.column + 1, before_line};
  }

  void WriteDuration() {
    const Tokenizer::Token token = *std::exchange(pending_value_, std::nullopt);
    std::string& line = lines_[static_cast<size_t>(token.line)];
    // Durations earlier on this line may have been rewritten already, which moved the columns.
    int moved = 0;
    for (const TextProtoWalk::Rewritten& other : walk_.rewritten) {
      if (other.line == token.line + 1) moved += other.length - other.length_in_file;
    }
    const size_t begin = ByteOf(line, token.column + moved);
    const size_t end = ByteOf(line, token.end_column + moved);
    const std::string message = MessageOf(token, line.substr(begin, end - begin));
    walk_.rewritten.push_back({token.line + 1, token.column + moved + 1,
                               static_cast<int>(message.size()), token.end_column - token.column});
    line.replace(begin, end - begin, message);
  }

  std::string MessageOf(const Tokenizer::Token& token, const std::string& written) {
    std::string text;
    if (token.type == Tokenizer::TYPE_STRING) Tokenizer::ParseString(token.text, &text);
    absl::Duration duration;
    const bool is_one = token.type == Tokenizer::TYPE_STRING &&
                        absl::ParseDuration(text, &duration) && duration <= kLongest &&
                        duration >= -kLongest;
    if (!is_one) {
      walk_.problems.push_back({file_, token.line + 1, token.column + 1,
                                absl::StrCat(field_->name(), " is no duration: ", written),
                                kRemedy});
      // Any valid duration, so that the parser does not report the field once more.
      return "{seconds:1}";
    }
    const int64_t seconds = absl::ToInt64Seconds(duration);
    const int64_t nanos = absl::ToInt64Nanoseconds(duration - absl::Seconds(seconds));
    return absl::StrCat("{seconds:", seconds, " nanos:", nanos, "}");
  }

  const std::string& file_;
  std::vector<std::string> lines_;
  const Descriptor& root_;
  TextProtoWalk walk_;
  std::vector<Block> blocks_;
  Expects expects_ = Expects::kName;
  std::string name_;
  const FieldDescriptor* field_ = nullptr;
  int name_line_ = 0;
  int name_column_ = 0;
  int last_line_ = -1;
  int indent_ = 0;
  bool first_on_line_ = false;
  std::optional<UnclosedBlock> suspect_;
  // The value of a duration, not yet written out.
  std::optional<Tokenizer::Token> pending_value_;
};

}  // namespace

int TextProtoWalk::ColumnInFile(int line, int column) const {
  int moved = 0;
  for (const Rewritten& one : rewritten) {
    if (one.line != line || column <= one.column) continue;
    if (column < one.column + one.length) return one.column - moved;
    moved += one.length - one.length_in_file;
  }
  return column - moved;
}

TextProtoWalk WalkTextProto(const std::string& file, absl::string_view content,
                            const Descriptor& root) {
  return Walker(file, content, root).Walk(content);
}

}  // namespace drill
