#include "harness/runbook/placeholder.h"

#include <algorithm>
#include <iterator>
#include <regex>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace drill {
namespace {

using Set = std::set<std::string>;

struct Form {
  const std::regex pattern;
  bool certain;
};

// The placeholder is the first group.
const std::vector<Form>& Forms() {
  static const auto* const forms = new std::vector<Form>{
      {std::regex(R"((YYYY[-_/.]?MM[-_/.]?DD(?:[-_T]?HH[-_:]?MM(?:[-_:]?SS)?)?|HHMMSS))"), true},
      {std::regex(R"((?:^|[\s"'_./=-])(TIMESTAMP)(?![A-Za-z0-9]))"), true},
      {std::regex(R"((?:^|[\s"'/=@:-])(\[[A-Za-z][A-Za-z0-9 _/-]{2,}\])(?=$|[\s"'/.:,)-]))"), true},
      {std::regex(R"((?:^|[^$\w{%@#])(\{[A-Za-z][A-Za-z0-9_-]+\})(?!\}))"), true},
      {std::regex(
           R"((?:^|[^A-Za-z0-9])([Yy]our[-_][A-Za-z0-9_-]*[A-Za-z0-9]|YOUR[-_][A-Z0-9_-]*[A-Z0-9]))"),
       true},
      {std::regex(R"((?:^|[^A-Za-z0-9])([xX]{3,})(?![A-Za-z0-9]))"), true},
      {std::regex(R"((?:^|[^A-Za-z0-9])([vV]?[Xx]\.[Yy](?:\.[Zz])?)(?![A-Za-z0-9]))"), true},
      {std::regex(R"((/path/to(?:/[\w./-]*)?))"), true},
      {std::regex(R"((?:^|[\s="'])(\.\.\.|…)(?=$|[\s"']))"), true},
      {std::regex(R"(((?:[\w-]+\.)?example\.(?:com|org|net)))"), false},
      {std::regex(
           R"((?:^|[^0-9A-Za-z])(20\d\d[-_]?[01]\d[-_]?[0-3]\d(?:[-_T]?[0-2]\d[-:]?[0-5]\d(?:[-:]?[0-5]\d)?)?)(?![0-9]))"),
       false},
      {std::regex(
           R"((?:^|[^A-Za-z0-9])(abc123\w*|abcdef\w*|deadbeef|1234567|a1b2c3d\w*)(?![A-Za-z0-9]))"),
       false},
      {std::regex(R"((?:^|[^A-Za-z0-9.])(v\d+\.\d+\.\d+)(?![A-Za-z0-9]))"), false},
  };
  return *forms;
}

// Longer lines are data; std::regex recurses with the length of what it reads.
constexpr size_t kLongestLine = 2000;

void Blank(std::string& text, const TextRange& range, size_t offset) {
  for (size_t i = std::max(range.begin, offset); i < range.end && i < offset + text.size(); ++i) {
    if (text[i - offset] != '\n') text[i - offset] = ' ';
  }
}

bool IsProgram(const ShellCall& call, const Set& programs) {
  return !call.words.empty() && programs.count(call.words[0].literal.value_or("")) > 0;
}

class Finder {
 public:
  explicit Finder(const Statement& statement) : statement_(statement) {}

  void Add(const std::string& text, size_t at, absl::string_view in, bool certain) {
    const auto line =
        statement_.line + std::count(in.begin(), in.begin() + static_cast<long>(at), '\n');
    AddOnLine(text, static_cast<int>(line), certain);
  }

  void AddOnLine(const std::string& text, int line, bool certain) {
    for (const Placeholder& known : found_) {
      if (known.line == line && known.text == text) return;
    }
    found_.push_back({text, line, certain});
  }

  void FindAngles(const std::string& text, bool certain) {
    for (const TextRange& range : FindAnglePlaceholders(text))
      Add(text.substr(range.begin, range.end - range.begin), range.begin, text, certain);
  }

  void FindForms(const std::string& text) {
    size_t start = 0;
    while (start <= text.size()) {
      const size_t end = std::min(text.find('\n', start), text.size());
      const std::string line = text.substr(start, std::min(end - start, kLongestLine));
      for (const Form& form : Forms()) {
        for (std::sregex_iterator it(line.begin(), line.end(), form.pattern), none; it != none;
             ++it) {
          if (IsCode(*it)) continue;
          Add((*it)[1].str(), start + static_cast<size_t>(it->position(1)), text, form.certain);
        }
      }
      start = end + 1;
    }
  }

  // Capitals standing alone as an argument: GOOD_COMMIT, SERVICE-NAME.
  void FindCapitals() {
    static const Set* const literal_programs =
        new Set({"echo",    "printf", "grep", "egrep",    "rg",      "awk",   "sed",  "redis-cli",
                 "unset",   "export", "read", "printenv", "declare", "local", "kill", "pkill",
                 "killall", "trap",   "test", "[",        "git-log", "tr",    "set",  "alias"});
    static const Set* const names = new Set(
        {"TIMESTAMP", "VERSION",    "TAG",         "COMMIT",    "HASH",     "SERVICE",   "REVISION",
         "SHA",       "BRANCH",     "ENVIRONMENT", "NAMESPACE", "POD",      "PASSWORD",  "TOKEN",
         "BACKUP",    "BACKUPFILE", "DATABASE",    "DBNAME",    "FILENAME", "CONTAINER", "HOSTNAME",
         "USERNAME",  "INSTANCE",   "CLUSTER",     "REGION"});
    static const Set* const fixed = new Set({"FETCH_HEAD", "ORIG_HEAD", "MERGE_HEAD", "SIG-TERM"});
    static const std::regex* const capitals = new std::regex(R"([A-Z][A-Z0-9]*(?:[_-][A-Z0-9]+)*)");
    for (const ShellCall& call : statement_.calls) {
      if (IsProgram(call, *literal_programs)) continue;
      for (size_t i = 1; i < call.words.size(); ++i) {
        const ShellWord& word = call.words[i];
        if (!word.bare || word.source.size() < 3 || !std::regex_match(word.source, *capitals) ||
            fixed->count(word.source) > 0) {
          continue;
        }
        // `-e NAME`, `--env NAME` hand on a variable by its name; `-X POST` and `-s TERM` are words
        // of the program.
        const std::string before = call.words[i - 1].source;
        if (before == "-e" || before == "--env" || before == "-X" || before == "--request" ||
            before == "-s") {
          continue;
        }
        const bool joined = word.source.find_first_of("_-") != std::string::npos;
        if (joined || names->count(word.source) > 0) AddOnLine(word.source, call.line, true);
      }
    }
  }

  std::vector<Placeholder> Take() { return std::move(found_); }

 private:
  // {print}, {name} in an awk or jq program, "..." after a printed word.
  static bool IsCode(const std::smatch& match) {
    const std::string text = match[1].str();
    return text == "{print}" || text == "{next}" || text == "{exit}" ||
           absl::StartsWith(text, "[a-z") || absl::StartsWith(text, "[A-Z") ||
           absl::StartsWith(text, "[a-f");
  }

  const Statement& statement_;
  std::vector<Placeholder> found_;
};

const Set& ShellsOwnVariables() {
  static const auto* const names = new Set(
      {"HOME",          "USER",       "LOGNAME",  "PATH",    "PWD",     "OLDPWD",   "SHELL",
       "HOSTNAME",      "LANG",       "TERM",     "RANDOM",  "SECONDS", "UID",      "EUID",
       "PPID",          "LINENO",     "IFS",      "REPLY",   "OPTARG",  "OPTIND",   "EPOCHSECONDS",
       "EPOCHREALTIME", "PIPESTATUS", "FUNCNAME", "COLUMNS", "LINES",   "HOSTTYPE", "OSTYPE",
       "MACHTYPE",      "SHLVL",      "BASH",     "PS1",     "PAGER",   "BASHPID"});
  return *names;
}

bool IsSpecial(const std::string& name) {
  return name.empty() ||
         !(absl::ascii_isalpha(static_cast<unsigned char>(name[0])) || name[0] == '_') ||
         name == "_" || absl::StartsWith(name, "BASH_") || ShellsOwnVariables().count(name) > 0;
}

}  // namespace

std::vector<Placeholder> FindPlaceholders(const Statement& statement, const ShellBlock& block,
                                          absl::string_view block_text) {
  const TextRange& range = statement.range;
  std::string text(block_text.substr(range.begin, range.end - range.begin));
  for (const ShellComment& comment : block.comments) Blank(text, comment.range, range.begin);
  std::string commands = text;
  for (const TextRange& body : block.here_documents) Blank(commands, body, range.begin);
  Finder finder(statement);
  finder.FindAngles(commands, /*certain=*/true);
  // A here-document may well be HTML or a message's template.
  finder.FindAngles(text, /*certain=*/false);
  finder.FindForms(commands);
  finder.FindCapitals();
  return finder.Take();
}

std::vector<Placeholder> FindUnsetVariables(const Statement& statement,
                                            const std::set<std::string>& known) {
  std::vector<Placeholder> found;
  for (const VariableUse& use : statement.uses) {
    const bool set_here =
        std::find(statement.sets.begin(), statement.sets.end(), use.name) != statement.sets.end();
    if (use.has_default || IsSpecial(use.name) || set_here || known.count(use.name) > 0) continue;
    const std::string text = absl::StrCat("$", use.name);
    const bool again = std::any_of(found.begin(), found.end(), [&](const Placeholder& one) {
      return one.text == text && one.line == use.line;
    });
    if (!again) found.push_back({text, use.line, true});
  }
  return found;
}

std::string FillIn(absl::string_view text, absl::string_view placeholder, absl::string_view value) {
  const auto glued = [&](size_t inside, size_t outside) {
    return outside < text.size() &&
           absl::ascii_isalnum(static_cast<unsigned char>(text[outside])) &&
           absl::ascii_isalnum(static_cast<unsigned char>(text[inside]));
  };
  std::string result;
  size_t at = 0;
  while (!placeholder.empty()) {
    const size_t found = text.find(placeholder, at);
    if (found == absl::string_view::npos) break;
    const size_t end = found + placeholder.size();
    const bool part = (found > 0 && glued(found, found - 1)) || glued(end - 1, end);
    absl::StrAppend(&result, text.substr(at, found - at), part ? placeholder : value);
    at = end;
  }
  absl::StrAppend(&result, text.substr(at));
  return result;
}

}  // namespace drill
