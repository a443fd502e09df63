#include "harness/runbook/command_text.h"

#include <optional>
#include <regex>
#include <set>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace drill {
namespace {

using Set = std::set<std::string>;

// The command after a prompt; nothing when the line has none.
std::optional<std::string> AfterPrompt(const std::string& line) {
  static const std::regex* const prompt =
      new std::regex(R"(^\s*(?:\([\w.-]+\)\s*)?(?:\[?[\w.-]+@[\w.-]+[^$#]{0,60}\]?)?[$%] (.*)$)");
  std::smatch match;
  if (std::regex_match(line, match, *prompt)) return match[1].str();
  return std::nullopt;
}

bool EndsOpen(absl::string_view command) {
  return absl::EndsWith(absl::StripTrailingAsciiWhitespace(command), "\\");
}

}  // namespace

bool HasPrompts(absl::string_view text) {
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    const absl::string_view stripped = absl::StripAsciiWhitespace(line);
    if (stripped.empty() || stripped[0] == '#') continue;
    return AfterPrompt(std::string(line)).has_value();
  }
  return false;
}

std::string StripPrompts(absl::string_view text) {
  if (!HasPrompts(text)) return std::string(text);
  std::vector<std::string> result;
  bool open = false;
  for (const std::string& line : std::vector<std::string>(absl::StrSplit(text, '\n'))) {
    const absl::string_view stripped = absl::StripAsciiWhitespace(line);
    if (std::optional<std::string> command = AfterPrompt(line)) {
      result.push_back(*command);
      open = EndsOpen(*command);
    } else if (open) {
      result.emplace_back(absl::StartsWith(stripped, "> ") ? stripped.substr(2)
                                                           : absl::string_view(line));
      open = EndsOpen(line);
    } else {
      // Comments stay: they may open an alternative.
      result.emplace_back(absl::StartsWith(stripped, "#") ? stripped : absl::string_view());
    }
  }
  return absl::StrJoin(result, "\n");
}

bool IsKnownProgram(absl::string_view word) {
  static const Set* const programs = new Set({"alembic",
                                              "ansible",
                                              "apt",
                                              "apt-get",
                                              "argocd",
                                              "aws",
                                              "az",
                                              "bash",
                                              "cat",
                                              "cd",
                                              "chmod",
                                              "chown",
                                              "cp",
                                              "createdb",
                                              "crontab",
                                              "curl",
                                              "date",
                                              "df",
                                              "diff",
                                              "dig",
                                              "docker",
                                              "docker-compose",
                                              "dropdb",
                                              "du",
                                              "echo",
                                              "env",
                                              "export",
                                              "find",
                                              "flask",
                                              "fly",
                                              "flyctl",
                                              "gcloud",
                                              "gh",
                                              "git",
                                              "go",
                                              "grep",
                                              "gunzip",
                                              "gzip",
                                              "head",
                                              "helm",
                                              "heroku",
                                              "ip",
                                              "journalctl",
                                              "jq",
                                              "kill",
                                              "killall",
                                              "kubectl",
                                              "less",
                                              "ln",
                                              "ls",
                                              "make",
                                              "migrate",
                                              "mkdir",
                                              "mongo",
                                              "mongorestore",
                                              "mv",
                                              "mysql",
                                              "mysqldump",
                                              "nc",
                                              "nginx",
                                              "node",
                                              "npm",
                                              "npx",
                                              "openssl",
                                              "pg_basebackup",
                                              "pg_ctl",
                                              "pg_dump",
                                              "pg_isready",
                                              "pg_restore",
                                              "ping",
                                              "pip",
                                              "pkill",
                                              "pm2",
                                              "pnpm",
                                              "poetry",
                                              "prisma",
                                              "ps",
                                              "psql",
                                              "pwd",
                                              "python",
                                              "python3",
                                              "railway",
                                              "read",
                                              "redis-cli",
                                              "render",
                                              "rm",
                                              "rsync",
                                              "scp",
                                              "sed",
                                              "service",
                                              "sh",
                                              "sleep",
                                              "source",
                                              "sqlite3",
                                              "ssh",
                                              "sudo",
                                              "supabase",
                                              "systemctl",
                                              "tail",
                                              "tar",
                                              "tee",
                                              "terraform",
                                              "test",
                                              "top",
                                              "touch",
                                              "uv",
                                              "vercel",
                                              "vi",
                                              "vim",
                                              "nano",
                                              "watch",
                                              "wget",
                                              "yarn"});
  return programs->count(std::string(word)) > 0 || absl::StartsWith(word, "./") ||
         absl::StartsWith(word, "~/") || absl::EndsWith(word, ".sh");
}

bool LooksLikeCommands(absl::string_view text) {
  static const std::regex* const assignment = new std::regex(R"(^[A-Za-z_]\w*=.*)");
  bool found = false;
  bool open = false;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    line = absl::StripAsciiWhitespace(line);
    const bool continued = open;
    open = EndsOpen(line);
    if (line.empty() || line[0] == '#' || continued) continue;
    const std::string word(line.substr(0, line.find_first_of(" \t")));
    if (!IsKnownProgram(word) && !std::regex_match(word, *assignment)) return false;
    found = true;
  }
  return found;
}

}  // namespace drill
