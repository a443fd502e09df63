#include "harness/runbook/placeholder.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "harness/base/regex.h"

namespace drill {
namespace {

using Set = std::set<std::string>;

struct Form {
  // The placeholder is the first group.
  RE2 pattern;
  bool certain;
  // Stands in the text of programs too: `jq '{name}'`, `awk '{print}'`.
  bool is_code = false;
};

// End of a word: the text's end, or a character that cannot be part of the word.
constexpr char kEnd[] = "(?:$|[^A-Za-z0-9])";

const std::vector<const Form*>& Forms() {
  static const auto* const forms = new std::vector<const Form*>{
      new Form{RE2(R"((YYYY[-_/.]?MM[-_/.]?DD(?:[-_T]?HH[-_:]?MM(?:[-_:]?SS)?)?|HHMMSS))"), true},
      new Form{RE2(absl::StrCat(R"((?:^|[\s"'_./=-])(TIMESTAMP))", kEnd)), true},
      new Form{RE2(R"((?:^|[\s"'/=@:-])(\[[A-Za-z][A-Za-z0-9 _/-]{2,}\])(?:$|[\s"'/.:,)-]))"), true,
               true},
      new Form{RE2(R"((?:^|[^$A-Za-z0-9{%#])(\{[A-Za-z][A-Za-z0-9_-]+\})(?:$|[^}]))"), true, true},
      new Form{RE2(R"((?:^|[^A-Za-z0-9])([Yy]our[-_][A-Za-z0-9_-]*[A-Za-z0-9])"
                   R"(|YOUR[-_][A-Z0-9_-]*[A-Z0-9]))"),
               true},
      new Form{RE2(absl::StrCat(R"((?:^|[^A-Za-z0-9])([xX]{3,}))", kEnd)), true},
      new Form{RE2(absl::StrCat(R"((?:^|[^A-Za-z0-9])([vV]?[Xx]\.[Yy](?:\.[Zz])?))", kEnd)), true},
      new Form{RE2(R"((/path/to(?:/[\w./-]*)?))"), true},
      new Form{RE2(R"((?:^|[\s="'])(\.\.\.|…)(?:$|[\s"']))"), true},
      new Form{RE2(R"(((?:[\w-]+\.)*example\.(?:com|org|net)))"), false},
      new Form{RE2(R"((?:^|[^0-9A-Za-z])(20\d\d[-_]?[01]\d[-_]?[0-3]\d)"
                   R"((?:[-_T]?[0-2]\d[-:]?[0-5]\d(?:[-:]?[0-5]\d)?)?)(?:$|[^0-9]))"),
               false},
      new Form{RE2(absl::StrCat(
                   R"((?:^|[^A-Za-z0-9])(abc123\w*|abcdef\w*|deadbeef|1234567|a1b2c3d\w*))", kEnd)),
               false},
      new Form{RE2(absl::StrCat(R"((?:^|[^A-Za-z0-9.])(v\d+\.\d+\.\d+))", kEnd)), false},
  };
  return *forms;
}

void Blank(std::string& text, const TextRange& range, size_t offset) {
  for (size_t i = std::max(range.begin, offset); i < range.end && i < offset + text.size(); ++i) {
    if (text[i - offset] != '\n') text[i - offset] = ' ';
  }
}

// Names that a drill host answers to are what they seem.
void BlankHostNames(std::string& text, const std::vector<std::string>& host_names) {
  const auto is_part = [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_';
  };
  for (const std::string& name : host_names) {
    for (size_t at = text.find(name); !name.empty() && at != std::string::npos;
         at = text.find(name, at + 1)) {
      const size_t end = at + name.size();
      // `a.example.com` is another name than `example.com`.
      const bool longer = (at > 0 && (is_part(text[at - 1]) || text[at - 1] == '.')) ||
                          (end < text.size() && is_part(text[end]));
      if (!longer) text.replace(at, name.size(), name.size(), ' ');
    }
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

  // `text` is the statement's; `code_free` the same without the programs that it hands to others.
  void FindForms(const std::string& text, const std::string& code_free) {
    for (const Form* form : Forms()) FindForm(*form, form->is_code ? code_free : text);
  }

  // What another program fills in before a shell sees it. A Go template, as `docker ps --format`
  // takes it, is none: it speaks of a field, `{{.Name}}`, or ends what it began.
  void FindTemplates(const std::string& text) {
    static const auto* const go =
        new RE2(R"(\{\{-?\s*(?:[.$("]|(?:end|else|break|continue)\s*-?\}|.*[\s({|][.$]))");
    for (const TextRange& range : FindTemplateExpressions(text)) {
      const std::string found = text.substr(range.begin, range.end - range.begin);
      const bool dollar = found[0] == '$';
      if (dollar || !ContainsRegex(*go, found)) Add(found, range.begin, text, true);
    }
  }

  // Capitals standing alone as an argument: GOOD_COMMIT, SERVICE-NAME.
  void FindCapitals(const std::vector<std::string>& host_names) {
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
    static const auto* const capitals = new RE2(R"([A-Z][A-Z0-9]*(?:[_-][A-Z0-9]+)*)");
    for (const ShellCall& call : statement_.calls) {
      if (IsProgram(call, *literal_programs)) continue;
      for (size_t i = 1; i < call.words.size(); ++i) {
        const ShellWord& word = call.words[i];
        if (!word.bare || word.source.size() < 3 || !IsRegex(*capitals, word.source) ||
            fixed->count(word.source) > 0 ||
            std::count(host_names.begin(), host_names.end(), word.source) > 0) {
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
  void FindForm(const Form& form, const std::string& text) {
    size_t start = 0;
    while (start <= text.size()) {
      const size_t end = std::min(text.find('\n', start), text.size());
      const absl::string_view line = absl::string_view(text).substr(start, end - start);
      size_t at = 0;
      while (std::optional<RegexMatch> match = FindRegex(form.pattern, line, at)) {
        const absl::string_view found = match->groups[1];
        const size_t begin = static_cast<size_t>(found.data() - line.data());
        if (!IsCode(found)) Add(std::string(found), start + begin, text, form.certain);
        // What follows the placeholder may stand before the next one.
        at = begin + found.size();
      }
      start = end + 1;
    }
  }

  // {print} in an awk program, a range of characters, git's `@{upstream}`.
  static bool IsCode(absl::string_view text) {
    static const Set* const words =
        new Set({"{print}", "{next}", "{exit}", "{upstream}", "{push}", "{yesterday}"});
    return words->count(std::string(text)) > 0 || absl::StartsWith(text, "[a-z") ||
           absl::StartsWith(text, "[A-Z") || absl::StartsWith(text, "[a-f");
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
                                          absl::string_view block_text,
                                          const std::vector<std::string>& host_names) {
  const TextRange& range = statement.range;
  std::string text(block_text.substr(range.begin, range.end - range.begin));
  for (const ShellComment& comment : block.comments) Blank(text, comment.range, range.begin);
  BlankHostNames(text, host_names);
  std::string commands = text;
  for (const TextRange& body : block.here_documents) Blank(commands, body, range.begin);
  std::string code_free = commands;
  for (const TextRange& one : FindTemplateExpressions(commands)) {
    for (size_t i = one.begin; i < one.end; ++i) code_free[i] = ' ';
  }
  static const Set* const languages =
      new Set({"jq", "yq", "awk", "gawk", "mawk", "perl", "sed", "python", "python3"});
  for (const ShellCall& call : statement.calls) {
    if (!IsProgram(call, *languages)) continue;
    for (const ShellWord& word : call.words)
      if (!word.bare) Blank(code_free, word.range, range.begin);
  }
  Finder finder(statement);
  finder.FindAngles(commands, /*certain=*/true);
  // A here-document may well be HTML or a message's template.
  finder.FindAngles(text, /*certain=*/false);
  finder.FindTemplates(commands);
  finder.FindForms(commands, code_free);
  finder.FindCapitals(host_names);
  return finder.Take();
}

std::vector<Placeholder> FindUnsetVariables(const Statement& statement,
                                            const std::set<std::string>& known,
                                            const std::set<std::string>& anywhere) {
  std::vector<Placeholder> found;
  for (const VariableUse& use : statement.uses) {
    const bool set_here =
        std::find(statement.sets.begin(), statement.sets.end(), use.name) != statement.sets.end();
    if (use.in_function && anywhere.count(use.name) > 0) continue;
    if (use.has_default || IsSpecial(use.name) || set_here || known.count(use.name) > 0) continue;
    const std::string text = absl::StrCat("$", use.name);
    const bool again = std::any_of(found.begin(), found.end(), [&](const Placeholder& one) {
      return one.text == text && one.line == use.line;
    });
    if (!again) found.push_back({text, use.line, true});
  }
  return found;
}

std::string VariableOf(absl::string_view placeholder) {
  if (!absl::StartsWith(placeholder, "$")) return "";
  placeholder.remove_prefix(1);
  if (absl::StartsWith(placeholder, "{") && absl::EndsWith(placeholder, "}"))
    placeholder = placeholder.substr(1, placeholder.size() - 2);
  return std::string(placeholder);
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
