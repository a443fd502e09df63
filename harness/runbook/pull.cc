#include "harness/runbook/pull.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace drill {
namespace {

// Options of docker and docker compose whose value is the next word.
constexpr absl::string_view kValueFollows[] = {
    "-f",         "--file",     "-p",     "--project-name", "--project-directory",
    "--env-file", "--profile",  "--ansi", "--progress",     "--parallel",
    "-H",         "--host",     "-c",     "--context",      "--config",
    "-l",         "--log-level"};

// The words of one call, where they stand in the statement's text.
class Words {
 public:
  Words(const Statement& statement, const ShellCall& call) : statement_(statement), call_(call) {}

  size_t size() const { return call_.words.size(); }
  std::string Literal(size_t i) const {
    return i < size() ? call_.words[i].literal.value_or("") : "";
  }
  // The text of words `from` up to, not including, `to`.
  std::string Text(size_t from, size_t to) const {
    if (from >= to) return "";
    const size_t begin = Begin(from);
    return statement_.text.substr(begin, End(to - 1) - begin);
  }
  // The statement with other text in place of words `from` to the last.
  std::string With(size_t from, absl::string_view text) const {
    return absl::StrCat(statement_.text.substr(0, Begin(from)), text,
                        statement_.text.substr(End(size() - 1)));
  }
  // The first word from `i` on that is no option.
  size_t SkipOptions(size_t i) const {
    while (absl::StartsWith(Literal(i), "-")) i += Follows(Literal(i)) ? 2 : 1;
    return i;
  }

 private:
  static bool Follows(const std::string& option) {
    return std::find(std::begin(kValueFollows), std::end(kValueFollows), option) !=
           std::end(kValueFollows);
  }
  size_t Begin(size_t i) const { return call_.words[i].range.begin - statement_.range.begin; }
  size_t End(size_t i) const { return call_.words[i].range.end - statement_.range.begin; }

  const Statement& statement_;
  const ShellCall& call_;
};

// "docker.example.com/web:1" and "localhost:5000/web" name a registry of their own; "library/web"
// and "web:1" are Docker Hub's, for which a mirror answers.
bool IsFromDockerHub(absl::string_view image) {
  const size_t slash = image.find('/');
  if (slash == absl::string_view::npos) return true;
  const absl::string_view first = image.substr(0, slash);
  return first != "localhost" && first.find_first_of(".:") == absl::string_view::npos;
}

// The statement as it can run, or empty when this call asks no registry, or one that answers.
std::string WithoutRegistry(const Words& words, bool has_mirror) {
  size_t program = 0;
  if (words.Literal(0) == "sudo") program = words.SkipOptions(1);
  const bool compose_1 = words.Literal(program) == "docker-compose";
  if (!compose_1 && words.Literal(program) != "docker") return "";
  const size_t verb = words.SkipOptions(program + 1);
  const bool compose = compose_1 || words.Literal(verb) == "compose";
  const size_t action = compose && !compose_1 ? words.SkipOptions(verb + 1) : verb;
  if (!compose && words.Literal(action) == "login") return words.With(program, ":");
  if (words.Literal(action) != "pull") return "";
  const size_t named = words.SkipOptions(action + 1);
  if (has_mirror && (compose || IsFromDockerHub(words.Literal(named)))) return "";
  const std::string names = words.Text(named, words.size());
  const std::string inspect = absl::StrCat(words.Text(0, program), program == 0 ? "" : " ",
                                           "docker image inspect --format '{{.Id}}'");
  if (!compose) return names.empty() ? "" : words.With(0, absl::StrCat(inspect, " ", names));
  return words.With(0, absl::StrCat(words.Text(0, action), " config --images",
                                    names.empty() ? "" : " ", names, " | xargs ", inspect));
}

}  // namespace

std::string ProposedPull(const Statement& statement, bool has_mirror) {
  for (const ShellCall& call : statement.calls) {
    if (call.words.empty() || call.in_substitution) continue;
    const std::string replacement = WithoutRegistry(Words(statement, call), has_mirror);
    if (replacement.empty()) continue;
    return absl::StrCat(
        "asks a registry, and a drill host has none, but the stack's images; to look for them "
        "there: substitutions { command: \"",
        absl::CEscape(statement.text), "\" replacement: \"", absl::CEscape(replacement),
        "\" reason: \"no registry on a drill host; the images must be there\" }");
  }
  return "";
}

}  // namespace drill
