#include "harness/runbook/shell_syntax.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "harness/base/regex.h"
#include "nlohmann/json.hpp"

namespace drill {
namespace {

using Json = nlohmann::json;

size_t Offset(const Json& position) { return position.value("Offset", size_t{0}); }
TextRange Range(const Json& node) { return {Offset(node["Pos"]), Offset(node["End"])}; }
// The list under `key`, or an empty one; never a copy, for trees are large.
const Json& Children(const Json& node, const char* key) {
  static const auto* const none = new Json(Json::array());
  const auto found = node.find(key);
  return found == node.end() ? *none : *found;
}
std::string Type(const Json& node) {
  return node.is_object() ? node.value("Type", std::string()) : std::string();
}

// Commands in commands, as the tree counts them. Nobody can read as many; the stack could not hold
// what a program may write.
constexpr int kDeepest = 400;

// Counts how deep a reader is in the tree.
class Descent {
 public:
  explicit Descent(int& depth) : depth_(depth) { ++depth_; }
  ~Descent() { --depth_; }
  Descent(const Descent&) = delete;
  Descent& operator=(const Descent&) = delete;

  bool too_deep() const { return depth_ > kDeepest; }

 private:
  int& depth_;
};

// Where in a statement a node stands.
struct Place {
  bool input_given = false;
  bool in_pipeline = false;
  bool in_substitution = false;
  bool in_function = false;
  bool background = false;
  bool compound = false;
};

class StatementReader {
 public:
  StatementReader(const std::string& text, int first_line, ShellBlock& block, Statement& statement)
      : text_(text), first_line_(first_line), block_(block), statement_(statement) {}

  void ReadStatement(const Json& node, Place place) {
    const Descent descent(depth_);
    if (descent.too_deep()) return Refuse();
    if (node.contains("Comments")) NoteComments(node["Comments"]);
    place.background = place.background || node.value("Background", false);
    for (const Json& redirect : Children(node, "Redirs")) {
      if (text_[Offset(redirect["OpPos"])] == '<') place.input_given = true;
      statement_.writes_file = statement_.writes_file || WritesFile(redirect);
      if (redirect.contains("Hdoc")) block_.here_documents.push_back(Range(redirect["Hdoc"]));
      ReadAny(redirect, place);
    }
    if (node.contains("Cmd")) ReadCommand(node["Cmd"], place);
  }

 private:
  // `> f`, `2>> f`, `&> f`, `>& f`, `<> f`; not `2>&1`, `>&-` or `> /dev/null`.
  bool WritesFile(const Json& redirect) const {
    const std::string op = text_.substr(Offset(redirect["OpPos"]), 2);
    if ((op[0] == '<' && op != "<>") || !redirect.contains("Word")) return false;
    const std::string target = Source(Range(redirect["Word"]));
    const bool other_end = op == ">&" && target.find_first_not_of("0123456789-") == target.npos;
    return !other_end && !absl::StartsWith(target, "/dev/");
  }

  void ReadCommand(const Json& node, Place place) {
    const std::string type = Type(node);
    if (type == "CallExpr") return ReadCall(node, place);
    if (type == "BinaryCmd" && IsPipe(node)) {
      place.in_pipeline = true;
      ReadStatement(node["X"], place);
      place.input_given = true;
      return ReadStatement(node["Y"], place);
    }
    if (type != "DeclClause") statement_.compound = true;
    if (type == "DeclClause") ReadDeclaration(node);
    if (type == "FuncDecl") place.in_function = true;
    if (type == "Subshell") place.in_substitution = place.in_substitution || place.in_pipeline;
    if (type == "BinaryCmd" || type == "Block" || type == "Subshell") place.in_pipeline = false;
    // Commands inside a construct take their input from where the construct does.
    ReadAny(node, place);
  }

  bool IsPipe(const Json& node) const {
    const size_t at = Offset(node["OpPos"]);
    return text_.compare(at, 1, "|") == 0 && text_.compare(at, 2, "||") != 0;
  }

  void ReadCall(const Json& node, const Place& place) {
    const Json& words = Children(node, "Args");
    for (const Json& assign : Children(node, "Assigns")) {
      if (words.empty() && assign.contains("Name"))
        statement_.sets.push_back(assign["Name"].value("Value", ""));
    }
    if (!words.empty()) {
      ShellCall call;
      call.line = Line(node["Pos"]);
      call.input_given = place.input_given;
      call.in_pipeline = place.in_pipeline;
      call.in_substitution = place.in_substitution;
      call.in_function = place.in_function;
      call.background = place.background;
      for (const Json& word : words) call.words.push_back(ReadWord(word));
      NoteWhatItSets(call);
      statement_.calls.push_back(std::move(call));
    }
    Place inner = place;
    inner.input_given = false;
    ReadAny(node, inner);
  }

  bool IsExpanded(const Json& word) const {
    const std::string source = Source(Range(word));
    return absl::StrContains(source, "$(") || absl::StrContains(source, "`");
  }

  void ReadDeclaration(const Json& node) {
    for (const Json& argument : Children(node, "Args")) {
      if (argument.contains("Value") && argument.contains("Name"))
        statement_.sets.push_back(argument["Name"].value("Value", ""));
      // `export $(grep -v '^#' .env)`: whatever the file holds.
      if (!argument.contains("Name") && argument.contains("Value"))
        statement_.sets_unknown = statement_.sets_unknown || IsExpanded(argument["Value"]);
    }
  }

  // Children of any node: statements among them are read as such.
  void ReadAny(const Json& node, const Place& place) {
    if (node.is_array()) {
      for (const Json& child : node) ReadAny(child, place);
      return;
    }
    if (!node.is_object()) return;
    const Descent descent(depth_);
    if (descent.too_deep()) return Refuse();
    const std::string type = Type(node);
    Place inner = place;
    if (type == "CmdSubst" || type == "ProcSubst") {
      inner = Place();
      inner.in_substitution = true;
      inner.in_function = place.in_function;
    }
    if (type == "ParamExp") NoteUse(node, place);
    if (type == "ArithmExp" || type == "ArithmCmd" || type == "LetClause" || type == "CStyleLoop")
      NoteArithmetic(Source(Range(node)));
    if (type == "WordIter" && node.contains("Name"))
      statement_.sets.push_back(node["Name"].value("Value", ""));
    for (const auto& [key, child] : node.items()) {
      if (key == "Comments" || key == "Last") {
        NoteComments(child);
      } else if (IsStatement(child)) {
        ReadStatement(child, inner);
      } else if (child.is_array()) {
        for (const Json& one : child)
          IsStatement(one) ? ReadStatement(one, inner) : ReadAny(one, inner);
      } else {
        ReadAny(child, inner);
      }
    }
    // An `if` keeps trailing comments of its branches under names such as ThenLast.
    for (const char* key : {"CondLast", "ThenLast", "DoLast"}) {
      if (node.contains(key)) NoteComments(node[key]);
    }
  }

  static bool IsStatement(const Json& node) {
    return node.is_object() && node.contains("Position") && node.contains("Cmd");
  }

 public:
  void NoteComments(const Json& comments) {
    for (const Json& comment : comments) {
      if (!comment.is_object() || !comment.contains("Hash")) continue;
      const TextRange range = Range(comment);
      const size_t line_start = range.begin == 0 ? 0 : text_.rfind('\n', range.begin - 1) + 1;
      const absl::string_view before =
          absl::string_view(text_).substr(line_start, range.begin - line_start);
      ShellComment result;
      absl::string_view words =
          absl::string_view(text_).substr(range.begin, range.end - range.begin);
      while (absl::StartsWith(words, "#")) words.remove_prefix(1);
      result.text = std::string(absl::StripAsciiWhitespace(words));
      result.line = Line(comment["Pos"]);
      result.own_line = absl::StripAsciiWhitespace(before).empty();
      result.range = range;
      block_.comments.push_back(std::move(result));
    }
  }

 private:
  void Refuse() {
    block_.syntax_error = absl::StrCat("commands lie in each other more than ", kDeepest, " deep");
    block_.syntax_error_line = first_line_;
  }

  int Line(const Json& position) const { return first_line_ + position.value("Line", 1) - 1; }

  std::string Source(const TextRange& range) const {
    return text_.substr(range.begin, range.end - range.begin);
  }

  ShellWord ReadWord(const Json& node) const {
    ShellWord word;
    word.range = Range(node);
    word.source = Source(word.range);
    word.bare = true;
    std::string literal;
    bool dynamic = false;
    for (const Json& part : Children(node, "Parts")) {
      const std::string type = Type(part);
      if (type == "Lit") {
        literal += Source(Range(part));
      } else if (type == "SglQuoted") {
        word.bare = false;
        literal += part.value("Value", "");
      } else if (type == "DblQuoted") {
        word.bare = false;
        for (const Json& inner : Children(part, "Parts")) {
          if (Type(inner) == "Lit") literal += Source(Range(inner));
          dynamic = dynamic || Type(inner) != "Lit";
        }
      } else {
        word.bare = false;
        dynamic = true;
      }
    }
    if (!dynamic) word.literal = literal;
    return word;
  }

  void NoteUse(const Json& node, const Place& place) {
    const TextRange range = Range(node);
    VariableUse use;
    use.name = node.contains("Param") ? node["Param"].value("Value", "") : "";
    use.line = Line(node["Pos"]);
    use.source = Source(range);
    use.in_function = place.in_function;
    const size_t after = node.contains("Param") ? Offset(node["Param"]["End"]) : range.end;
    absl::string_view rest = absl::string_view(text_).substr(after, range.end - after);
    if (absl::StartsWith(rest, ":")) rest.remove_prefix(1);
    use.has_default =
        absl::StartsWith(rest, "-") || absl::StartsWith(rest, "=") || absl::StartsWith(rest, "+");
    // ${NAME:=x} sets it, too.
    if (absl::StartsWith(rest, "=")) statement_.sets.push_back(use.name);
    if (!use.name.empty()) statement_.uses.push_back(std::move(use));
  }

  // `i=0`, `i += 2`, `++i`, `i--`; a comparison sets nothing.
  void NoteArithmetic(const std::string& source) {
    static const auto* const sets =
        new RE2(R"(([A-Za-z_]\w*)\s*(?:(?:[-+*/%&|^]|<<|>>)?=(?:[^=]|$)|\+\+|--))"
                R"(|(?:\+\+|--)\s*([A-Za-z_]\w*))");
    for (const RegexMatch& match : FindAllRegex(*sets, source))
      statement_.sets.push_back(match.str(match.matched(1) ? 1 : 2));
  }

  void NoteWhatItSets(const ShellCall& call) {
    const std::string program = call.words[0].literal.value_or("");
    if (program == "source" || program == "." || program == "eval") statement_.sets_unknown = true;
    const bool reads =
        program == "read" || program == "mapfile" || program == "readarray" || program == "getopts";
    for (size_t i = 1; i < call.words.size(); ++i) {
      const std::string word = call.words[i].literal.value_or("");
      const bool printed = program == "printf" && call.words[i - 1].literal == "-v";
      if ((reads || printed) && !word.empty() && word[0] != '-') statement_.sets.push_back(word);
    }
  }

  const std::string& text_;
  const int first_line_;
  ShellBlock& block_;
  Statement& statement_;
  int depth_ = 0;
};

// The ends of a pipeline, or of pipelines between `&&`; false when `node` is anything else.
bool ReadEnds(const std::string& text, const Json& node, bool piped,
              std::vector<PipelineEnd>& ends) {
  if (node.value("Negated", false) || node.value("Background", false) || !node.contains("Cmd"))
    return false;
  const Json& command = node["Cmd"];
  const std::string type = Type(command);
  if (type == "CallExpr" || type == "TestClause" || type == "ArithmCmd") {
    const bool is_test = type != "CallExpr";
    const Json& words = Children(command, "Args");
    if (!is_test && words.empty()) return false;
    ends.push_back({Offset(is_test ? command["Pos"] : words[0]["Pos"]), is_test, piped});
    return true;
  }
  if (type != "BinaryCmd") return false;
  const size_t at = Offset(command["OpPos"]);
  if (text.compare(at, 2, "&&") == 0)
    return ReadEnds(text, command["X"], false, ends) && ReadEnds(text, command["Y"], false, ends);
  return text.compare(at, 1, "|") == 0 && text.compare(at, 2, "||") != 0 &&
         ReadEnds(text, command["Y"], true, ends);
}

// End of a statement including its here-documents, whose closing line the tree leaves out.
size_t EndWithHereDocuments(const std::string& text, size_t end,
                            const std::vector<TextRange>& here_documents, size_t first) {
  for (size_t i = first; i < here_documents.size(); ++i) {
    const size_t delimiter_end = text.find('\n', here_documents[i].end);
    end = std::max(end, std::min(delimiter_end, text.size()));
  }
  return end;
}

}  // namespace

ShellBlock ReadSyntaxTree(const Json& file, const std::string& text, int first_line) {
  ShellBlock block;
  for (const Json& node : Children(file, "Stmts")) {
    Statement statement;
    const size_t here_documents = block.here_documents.size();
    StatementReader reader(text, first_line, block, statement);
    reader.ReadStatement(node, Place());
    // A tree that was refused for its depth is not to be climbed down again.
    if (!block.syntax_error.empty() || !ReadEnds(text, node, false, statement.ends))
      statement.ends.clear();
    statement.range = Range(node);
    statement.range.end =
        EndWithHereDocuments(text, statement.range.end, block.here_documents, here_documents);
    statement.text =
        text.substr(statement.range.begin, statement.range.end - statement.range.begin);
    statement.text = std::string(absl::StripTrailingAsciiWhitespace(statement.text));
    statement.line = first_line + node["Pos"].value("Line", 1) - 1;
    statement.last_line = statement.line + static_cast<int>(std::count(statement.text.begin(),
                                                                       statement.text.end(), '\n'));
    block.statements.push_back(std::move(statement));
  }
  // Drop the statements read before the error: they would be taken for the whole block.
  if (!block.syntax_error.empty()) block.statements.clear();
  Statement none;
  StatementReader(text, first_line, block, none).NoteComments(Children(file, "Last"));
  std::sort(
      block.comments.begin(), block.comments.end(),
      [](const ShellComment& a, const ShellComment& b) { return a.range.begin < b.range.begin; });
  return block;
}

}  // namespace drill
