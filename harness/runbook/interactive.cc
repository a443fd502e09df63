#include "harness/runbook/interactive.h"

#include <algorithm>
#include <set>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "harness/base/regex.h"

namespace drill {
namespace {

using Words = std::vector<std::string>;
using Reason = std::optional<std::string>;
using Set = std::set<std::string>;

constexpr char kAsks[] = "asks a person";
constexpr char kEditor[] = "opens an editor";
constexpr char kNever[] = "never returns by itself";
constexpr char kShell[] = "opens an interactive shell or console";

bool Has(const Words& words, std::initializer_list<const char*> wanted) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return std::any_of(wanted.begin(), wanted.end(), [&](const char* want) {
      return word == want || absl::StartsWith(word, absl::StrCat(want, "="));
    });
  });
}

// `-c` also inside a cluster such as `-tAc`, or glued to its value (`-c"select 1"`).
bool HasShort(const Words& words, char flag) {
  return std::any_of(words.begin() + 1, words.end(), [&](const std::string& word) {
    if (word.size() < 2 || word[0] != '-' || word[1] == '-') return false;
    const size_t letters =
        std::min(word.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", 1),
                 word.size());
    return word.find(flag, 1) < letters;
  });
}

size_t Find(const Words& words, const char* wanted, size_t from = 0) {
  const auto at = std::find(words.begin() + static_cast<long>(std::min(from, words.size())),
                            words.end(), wanted);
  return static_cast<size_t>(at - words.begin());
}

Words From(const Words& words, size_t at) {
  return at >= words.size() ? Words() : Words(words.begin() + static_cast<long>(at), words.end());
}

std::string At(const Words& words, size_t i) { return i < words.size() ? words[i] : ""; }

// Words after the options that begin at `at`, where `valued` options take the next word.
size_t SkipOptions(const Words& words, size_t at, const Set& valued) {
  while (at < words.size() && absl::StartsWith(words[at], "-")) {
    at += valued.count(words[at]) > 0 ? 2 : 1;
  }
  return at;
}

struct Context {
  bool input_given = false;
  bool background = false;
};

Reason Examine(const Words& words, const Context& context);

Reason ExamineDatabaseClient(const std::string& program, const Words& words,
                             const Context& context) {
  const bool given = context.input_given;
  if (program == "psql" && !given && !HasShort(words, 'c') && !HasShort(words, 'f') &&
      !HasShort(words, 'l') &&
      !Has(words, {"--command", "--file", "--list", "--version", "--help"}))
    return kShell;
  if (program == "mysql" || program == "mariadb") {
    if (Has(words, {"-p", "--password"}) && !Has(words, {"--version"})) return kAsks;
    if (!given && !HasShort(words, 'e') && !Has(words, {"--execute", "--version"})) return kShell;
  }
  if ((program == "mongo" || program == "mongosh") && !given &&
      !Has(words, {"--eval", "--version"}))
    return kShell;
  if (program == "redis-cli") {
    if (Has(words, {"monitor", "MONITOR", "subscribe", "SUBSCRIBE"})) return kNever;
    const size_t command = SkipOptions(words, 1, {"-h", "-p", "-a", "-n", "-u", "-s"});
    if (!given && command >= words.size() && !Has(words, {"--version"})) return kShell;
  }
  if (program == "sqlite3") {
    const size_t file = SkipOptions(words, 1, {"-separator", "-cmd", "-init"});
    if (!given && file + 1 >= words.size()) return kShell;
  }
  return std::nullopt;
}

Reason ExamineCompose(const Words& words, const Context& context) {
  const size_t at = SkipOptions(
      words, 1,
      {"-f", "--file", "-p", "--project-name", "--env-file", "--profile", "--project-directory"});
  const std::string verb = At(words, at);
  const Words rest = From(words, at);
  if (verb == "up" &&
      !Has(rest, {"-d", "--detach", "--wait", "--abort-on-container-exit", "--exit-code-from",
                  "--no-start"}) &&
      !HasShort(rest, 'd'))
    return kNever;
  if (verb == "logs" && (HasShort(rest, 'f') || Has(rest, {"--follow"}))) return kNever;
  if (verb == "watch" || verb == "attach" || verb == "events") return kNever;
  if (verb == "exec" || verb == "run") {
    if (verb == "run" && HasShort(rest, 'd')) return std::nullopt;
    const size_t service = SkipOptions(rest, 1,
                                       {"-u", "--user", "-w", "--workdir", "-e", "--env", "--index",
                                        "-v", "--name", "--entrypoint", "-p"});
    return Examine(From(rest, service + 1), context);
  }
  if (verb == "rm" && !HasShort(rest, 'f') && !Has(rest, {"--force"})) return kAsks;
  return std::nullopt;
}

Reason ExamineDocker(const Words& words, const Context& context) {
  const size_t at = SkipOptions(words, 1, {"-H", "--host", "-c", "--context"});
  const std::string verb = At(words, at);
  const Words rest = From(words, at);
  if (verb == "compose") return ExamineCompose(rest, context);
  if (verb == "logs" && (HasShort(rest, 'f') || Has(rest, {"--follow"}))) return kNever;
  if (verb == "stats" && !Has(rest, {"--no-stream"})) return kNever;
  if (verb == "attach" || verb == "events") return kNever;
  if (Has(rest, {"prune"}) && !HasShort(rest, 'f') && !Has(rest, {"--force"})) return kAsks;
  if (verb == "login" && !HasShort(rest, 'p') && !Has(rest, {"--password", "--password-stdin"}))
    return kAsks;
  if (verb == "exec" || (verb == "container" && At(rest, 1) == "exec")) {
    const Words call = verb == "exec" ? rest : From(rest, 1);
    const size_t container = SkipOptions(
        call, 1, {"-u", "--user", "-w", "--workdir", "-e", "--env", "--env-file", "--detach-keys"});
    return HasShort(Words(call.begin(), call.begin() + static_cast<long>(container)), 'd')
               ? std::nullopt
               : Examine(From(call, container + 1), context);
  }
  return std::nullopt;
}

Reason ExamineGit(const Words& words) {
  const size_t at = SkipOptions(words, 1, {"-C", "-c"});
  const std::string verb = At(words, at);
  const Words rest = From(words, at);
  if (verb == "rebase" && (Has(rest, {"-i", "--interactive"}))) return kEditor;
  if ((verb == "add" || verb == "checkout" || verb == "stash") && Has(rest, {"-p", "--patch"}))
    return kAsks;
  const bool said = Has(rest, {"--no-edit", "--no-commit", "-F", "--file", "-C", "--abort",
                               "--continue", "--quit", "--skip", "--message", "--fixup"}) ||
                    HasShort(rest, 'm') || HasShort(rest, 'n');
  // `git revert -m 1` names a parent, not a message.
  if (verb == "revert")
    return Has(rest,
               {"--no-edit", "--no-commit", "-n", "--abort", "--continue", "--quit", "--skip"})
               ? Reason()
               : Reason(kEditor);
  if (verb == "commit" && !said) return kEditor;
  if (verb == "tag" && HasShort(rest, 'a') && !said) return kEditor;
  return std::nullopt;
}

Reason ExamineKubectl(const Words& words, const Context& context) {
  if (Has(words, {"edit"})) return kEditor;
  if (Has(words, {"port-forward", "proxy", "attach", "-w", "--watch"})) return kNever;
  if (Find(words, "logs") < words.size() && (HasShort(words, 'f') || Has(words, {"--follow"})))
    return kNever;
  const size_t inner = Find(words, "--");
  if (Find(words, "exec") < inner && inner < words.size())
    return Examine(From(words, inner + 1), context);
  return std::nullopt;
}

Reason ExaminePlatform(const std::string& program, const Words& words, const Context& context) {
  const std::string verb = At(words, 1);
  if (verb == "login" || (verb == "auth" && At(words, 2) == "login") ||
      (verb == "sso" && At(words, 2) == "login"))
    return kAsks;
  if (program == "railway" || program == "heroku") {
    if (verb == "shell" || verb == "connect" || verb == "psql") return kShell;
    if (verb == "logs" && program == "heroku" && (HasShort(words, 't') || Has(words, {"--tail"})))
      return kNever;
    if (verb == "run") return Examine(From(words, SkipOptions(words, 2, {"-a", "--app"})), context);
  }
  if ((program == "fly" || program == "flyctl") && verb == "ssh" && At(words, 2) == "console" &&
      !HasShort(words, 'C') && !Has(words, {"--command"}))
    return kShell;
  return std::nullopt;
}

Reason ExamineSsh(const Words& words, const Context& context) {
  if (HasShort(words, 'f')) return std::nullopt;
  if (HasShort(words, 'N')) return kNever;
  const size_t host = SkipOptions(
      words, 1,
      {"-i", "-p", "-l", "-o", "-F", "-J", "-L", "-R", "-D", "-b", "-c", "-E", "-W", "-w"});
  const Words inner = From(words, host + 1);
  if (!inner.empty()) return Examine(inner, context);
  return context.input_given ? Reason() : Reason(kShell);
}

Reason ExamineSystem(const std::string& program, const Words& words, const Context& context) {
  static const Set* const editors =
      new Set({"vi", "vim", "nvim", "nano", "emacs", "pico", "ed", "code", "subl", "visudo",
               "sudoedit", "vipw", "gedit"});
  static const Set* const screens = new Set({"htop", "btop", "iotop", "iftop", "k9s", "lazydocker",
                                             "ctop", "nmon", "glances", "pgcli", "pg_activity"});
  if (editors->count(program) > 0) return kEditor;
  if (program == "crontab" && HasShort(words, 'e')) return kEditor;
  if (program == "systemctl" && Has(words, {"edit"})) return kEditor;
  if (screens->count(program) > 0 || program == "watch") return kNever;
  if (program == "top" && !HasShort(words, 'b') && !HasShort(words, 'l')) return kNever;
  // Also in the old form: `tail -100f`.
  static const auto* const old_form = new RE2("-[0-9]+[fF]");
  if (program == "tail" && words.size() > 1 && IsRegex(*old_form, words[1])) return kNever;
  if (program == "tail" &&
      (HasShort(words, 'f') || HasShort(words, 'F') || Has(words, {"--follow"})))
    return kNever;
  if (program == "journalctl" && (HasShort(words, 'f') || Has(words, {"--follow"}))) return kNever;
  if (program == "ping" && !HasShort(words, 'c') && !HasShort(words, 'w')) return kNever;
  if (program == "tcpdump" && !HasShort(words, 'c')) return kNever;
  if ((program == "less" || program == "more" || program == "man"))
    return "pages, waiting for keys";
  if (program == "read" && !context.input_given && !HasShort(words, 't')) return kAsks;
  if ((program == "passwd" || program == "select") && !context.input_given) return kAsks;
  if (program == "open" || program == "xdg-open") return "opens a window for a person";
  if (program == "rm" && HasShort(words, 'i') && !HasShort(words, 'f')) return kAsks;
  if (program == "terraform" && Has(words, {"apply", "destroy"}) &&
      !Has(words, {"-auto-approve", "--auto-approve"}))
    return kAsks;
  if (program == "apt" || program == "apt-get" || program == "yum" || program == "dnf") {
    if (Has(words, {"install", "remove", "upgrade", "purge"}) && !HasShort(words, 'y') &&
        !Has(words, {"--yes", "--assume-yes"}))
      return kAsks;
  }
  if (program == "pm2" &&
      (At(words, 1) == "monit" || (At(words, 1) == "logs" && !Has(words, {"--nostream"}))))
    return kNever;
  const bool runner = program == "npm" || program == "pnpm" || program == "yarn";
  if (runner && (At(words, 1) == "start" || At(words, 1) == "dev" ||
                 (At(words, 1) == "run" && (At(words, 2) == "dev" || At(words, 2) == "start"))))
    return kNever;
  if (program == "uvicorn" || (program == "flask" && Has(words, {"run"}))) return kNever;
  return std::nullopt;
}

// Shells, interpreters and programs that run another one.
Reason ExamineWrapper(const std::string& program, const Words& words, const Context& context) {
  if (program == "bash" || program == "sh" || program == "zsh") {
    const size_t script = SkipOptions(words, 1, {"-o"});
    const bool bare = script >= words.size() && !HasShort(words, 'c') && !Has(words, {"--version"});
    return bare && !context.input_given ? Reason(kShell) : Reason();
  }
  if ((program == "python" || program == "python3" || program == "node" || program == "irb") &&
      words.size() == 1 && !context.input_given)
    return kShell;
  if (program == "su")
    return HasShort(words, 'c') || context.input_given ? Reason() : Reason(kShell);
  if (program == "sudo") {
    if (HasShort(words, 'i') || HasShort(words, 's')) {
      const size_t inner = SkipOptions(words, 1, {"-u", "-g"});
      if (inner >= words.size()) return kShell;
    }
    return Examine(From(words, SkipOptions(words, 1, {"-u", "-g", "-p"})), context);
  }
  size_t inner = 1;
  if (program == "env") {
    while (inner < words.size() &&
           (words[inner].find('=') != std::string::npos || words[inner] == "-i"))
      ++inner;
  }
  if (program == "nice" || program == "ionice") inner = SkipOptions(words, 1, {"-n", "-c"});
  return Examine(From(words, inner), context);
}

Reason Examine(const Words& words, const Context& context) {
  if (words.empty()) return std::nullopt;
  const size_t slash = words[0].rfind('/');
  const std::string program = slash == std::string::npos ? words[0] : words[0].substr(slash + 1);
  static const Set* const wrappers =
      new Set({"bash", "sh", "zsh", "python", "python3", "node", "irb", "su", "sudo", "env",
               "nohup", "time", "command", "exec", "nice", "ionice", "xargs", "npx"});
  static const Set* const clients =
      new Set({"psql", "mysql", "mariadb", "mongo", "mongosh", "redis-cli", "sqlite3"});
  static const Set* const platforms = new Set({"railway", "heroku", "fly", "flyctl", "gcloud",
                                               "aws", "az", "vercel", "gh", "supabase", "npm"});
  if (program == "timeout") return std::nullopt;
  if (program == "$EDITOR" || program == "${EDITOR}") return kEditor;
  if (clients->count(program) > 0) return ExamineDatabaseClient(program, words, context);
  if (program == "docker" || program == "podman") return ExamineDocker(words, context);
  if (program == "docker-compose") return ExamineCompose(words, context);
  if (program == "git") return ExamineGit(words);
  if (program == "kubectl" || program == "oc") return ExamineKubectl(words, context);
  if (program == "ssh") return ExamineSsh(words, context);
  if (wrappers->count(program) > 0) return ExamineWrapper(program, words, context);
  if (platforms->count(program) > 0) {
    if (Reason reason = ExaminePlatform(program, words, context)) return reason;
  }
  return ExamineSystem(program, words, context);
}

}  // namespace

Reason NeedsPerson(const ShellCall& call) {
  Words words;
  for (const ShellWord& word : call.words) words.push_back(word.literal.value_or(word.source));
  Reason reason = Examine(words, {call.input_given, call.background});
  // In the background it does not hold the session up.
  if (call.background && reason == kNever) return std::nullopt;
  return reason;
}

Reason NotACommand(const ShellCall& call) {
  static const auto* const list_item = new RE2(R"(\d+[.)]|[-*•]|□|☐|→|✅|❌)");
  static const Set* const click_words =
      new Set({"Go", "Click", "Navigate", "Open", "Select", "Login", "Log", "Visit", "Press",
               "Choose", "Wait", "Verify", "Check", "Contact", "Notify", "Update", "Review"});
  static const Set* const sql =
      new Set({"SELECT", "UPDATE", "DELETE", "INSERT", "DROP", "ALTER", "CREATE", "BEGIN", "COMMIT",
               "ROLLBACK", "TRUNCATE", "BEGIN;", "COMMIT;", "ROLLBACK;", "\\dt", "\\d", "\\q"});
  const std::string first = call.words[0].source;
  if (sql->count(first) > 0) return "is SQL, not a shell command";
  if (IsRegex(*list_item, first)) return "is prose, not a command";
  if (click_words->count(first) > 0 && call.words.size() > 1) return "is prose, not a command";
  return std::nullopt;
}

}  // namespace drill
