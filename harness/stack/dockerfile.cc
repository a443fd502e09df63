#include "harness/stack/dockerfile.h"

#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace drill {
namespace {

struct Instruction {
  int line = 0;
  std::vector<std::string> words;
};

// The word that ends a here-document which the line opens; empty: none.
std::string HereDocument(absl::string_view line) {
  const size_t at = line.find("<<");
  if (at == absl::string_view::npos) return "";
  std::string word;
  for (const char c : line.substr(at + 2)) {
    if (absl::ascii_isalnum(c) || c == '_') {
      word += c;
    } else if (!word.empty() || !absl::StrContains("-\"'", absl::string_view(&c, 1))) {
      break;
    }
  }
  return word;
}

// Whole instructions: continued lines joined, comments and here-documents left out.
std::vector<Instruction> Instructions(const std::string& dockerfile) {
  std::vector<Instruction> instructions;
  std::string text, here;
  int number = 0, first = 0;
  for (absl::string_view raw : absl::StrSplit(dockerfile, '\n')) {
    ++number;
    absl::string_view line = absl::StripAsciiWhitespace(raw);
    if (!here.empty()) {
      if (line == here) here.clear();
      continue;
    }
    if (line.empty() || line.front() == '#') continue;
    if (text.empty()) first = number;
    const bool goes_on = absl::ConsumeSuffix(&line, "\\");
    absl::StrAppend(&text, line, " ");
    if (goes_on) continue;
    here = HereDocument(text);
    instructions.push_back(
        {first, absl::StrSplit(text, absl::ByAnyChar(" \t"), absl::SkipEmpty())});
    text.clear();
  }
  return instructions;
}

// $NAME, ${NAME} and ${NAME:-default} replaced. False when one of them is not set.
bool Expand(const std::map<std::string, std::string>& values, std::string* text) {
  std::string expanded;
  for (size_t i = 0; i < text->size();) {
    if ((*text)[i] != '$') {
      expanded += (*text)[i++];
      continue;
    }
    const bool braces = i + 1 < text->size() && (*text)[i + 1] == '{';
    size_t end = i + (braces ? 2 : 1);
    std::string name;
    while (end < text->size() && (absl::ascii_isalnum((*text)[end]) || (*text)[end] == '_'))
      name += (*text)[end++];
    std::string otherwise;
    bool has_otherwise = false;
    if (braces) {
      const size_t close = text->find('}', end);
      if (close == std::string::npos) return false;
      absl::string_view rest = absl::string_view(*text).substr(end, close - end);
      has_otherwise = absl::ConsumePrefix(&rest, ":-") || absl::ConsumePrefix(&rest, "-");
      if (!rest.empty() && !has_otherwise) return false;
      otherwise = std::string(rest);
      end = close + 1;
    }
    const auto found = values.find(name);
    if (found == values.end() && !has_otherwise) return false;
    expanded += found == values.end() || found->second.empty() ? otherwise : found->second;
    i = end;
  }
  *text = std::move(expanded);
  return true;
}

class Reader {
 public:
  explicit Reader(const std::map<std::string, std::string>& args) : args_(args) {}

  std::vector<ImageUse> Read(const std::string& dockerfile) {
    for (const Instruction& instruction : Instructions(dockerfile)) {
      const std::string name = absl::AsciiStrToLower(instruction.words.front());
      if (name == "arg") ReadArg(instruction);
      if (name == "from") ReadFrom(instruction);
      if (name == "copy" || name == "add" || name == "run") ReadOptions(instruction);
    }
    return std::move(uses_);
  }

 private:
  void ReadArg(const Instruction& instruction) {
    for (size_t i = 1; i < instruction.words.size(); ++i) {
      const std::pair<std::string, std::string> parts =
          absl::StrSplit(instruction.words[i], absl::MaxSplits('=', 1));
      const auto given = args_.find(parts.first);
      if (given != args_.end()) {
        values_[parts.first] = given->second;
      } else if (absl::StrContains(instruction.words[i], "=")) {
        std::string value = parts.second;
        if (value.size() > 1 && (value.front() == '"' || value.front() == '\''))
          value = value.substr(1, value.size() - 2);
        values_[parts.first] = value;
      }
    }
  }

  void ReadFrom(const Instruction& instruction) {
    std::vector<std::string> words;
    for (size_t i = 1; i < instruction.words.size(); ++i) {
      if (!absl::StartsWith(instruction.words[i], "--")) words.push_back(instruction.words[i]);
    }
    if (words.empty()) return;
    if (Expand(values_, &words[0])) Use(words[0], instruction.line);
    if (words.size() == 3 && absl::EqualsIgnoreCase(words[1], "as"))
      stages_.insert(absl::AsciiStrToLower(words[2]));
  }

  void ReadOptions(const Instruction& instruction) {
    for (size_t i = 1; i < instruction.words.size(); ++i) {
      absl::string_view option = instruction.words[i];
      if (!absl::ConsumePrefix(&option, "--")) return;
      std::string from;
      if (absl::ConsumePrefix(&option, "from=")) from = std::string(option);
      if (absl::ConsumePrefix(&option, "mount=")) {
        for (absl::string_view part : absl::StrSplit(option, ',')) {
          if (absl::ConsumePrefix(&part, "from=")) from = std::string(part);
        }
      }
      // A number refers to an earlier build stage, not to an image.
      if (!from.empty() && !absl::ascii_isdigit(from.front()) && Expand(values_, &from))
        Use(from, instruction.line);
    }
  }

  void Use(const std::string& image, int line) {
    if (image.empty() || image == "scratch" || stages_.count(absl::AsciiStrToLower(image)) > 0)
      return;
    uses_.push_back({image, line});
  }

  const std::map<std::string, std::string>& args_;
  std::map<std::string, std::string> values_;
  std::set<std::string> stages_;
  std::vector<ImageUse> uses_;
};

}  // namespace

std::vector<ImageUse> ImagesUsed(const std::string& dockerfile,
                                 const std::map<std::string, std::string>& args) {
  return Reader(args).Read(dockerfile);
}

}  // namespace drill
