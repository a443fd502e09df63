#include "harness/runbook/rival_ways.h"

#include <map>
#include <set>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "harness/base/regex.h"

namespace drill {
namespace {

// A label is short; a sentence that names a product tells something else.
constexpr size_t kMostWords = 6;

struct Family {
  const char* name;
  // Names that belong to the family, separated by blanks.
  const char* words;
};

constexpr Family kFamilies[] = {
    {"database", "mysql mariadb postgres postgresql sqlite sqlite3 mssql oracle cockroachdb"},
    {"runtime",
     "docker compose docker-compose dockercompose kubernetes k8s kubectl helm systemd systemctl "
     "podman swarm nomad supervisor supervisord pm2 openshift baremetal bare-metal ecs"},
    {"system",
     "linux macos mac osx windows ubuntu debian rhel centos fedora alpine arch suse rocky wsl "
     "freebsd"},
    {"cloud", "aws gcp azure heroku digitalocean hetzner railway render fly vercel netlify ovh"},
    {"package", "npm yarn pnpm bun"},
    {"python", "pip poetry pipenv uv conda"},
    {"installer", "apt apt-get yum dnf apk zypper brew homebrew"},
    {"shell", "powershell cmd pwsh"},
    {"build", "maven gradle"},
};

std::string FamilyOf(const std::string& word) {
  static const auto* const families = [] {
    auto* map = new std::map<std::string, std::string>;
    for (const Family& family : kFamilies)
      for (absl::string_view one : absl::StrSplit(family.words, ' '))
        (*map)[std::string(one)] = family.name;
    return map;
  }();
  const auto found = families->find(word);
  return found == families->end() ? "" : found->second;
}

}  // namespace

std::string RivalFamily(absl::string_view label) {
  static const RE2* const qualifiers =
      new RE2(R"(\b(?:users?|deployments?|setups?|environments?|hosts?|clusters?|only|based|)"
              R"(systems?|server|database|version|v?\d[\d.]*|the|or|and)\b|[^\pL\d.+-]+)");
  static const RE2* const parenthesis = new RE2(R"(\([^)]*\))");
  static const RE2* const with =
      new RE2(R"(^[^\pL]*(with|using|via|through|mit|com|avec|con)\s+\S)");
  static const RE2* const lead =
      new RE2(R"(^[^\pL]*(?:with|using|via|through|mit|com|avec|con|on|in|for|if you use)\s+)");
  std::string text = absl::AsciiStrToLower(absl::StripAsciiWhitespace(label.substr(0, 200)));
  const size_t words = std::vector<std::string>(absl::StrSplit(text, ' ')).size();
  if (words > kMostWords) return "";
  const std::optional<RegexMatch> preposition = FindRegex(*with, text);
  const std::string fallback = preposition ? preposition->str(1) : "";
  RE2::Replace(&text, *lead, "");
  RE2::GlobalReplace(&text, *parenthesis, " ");
  RE2::GlobalReplace(&text, *qualifiers, " ");
  std::set<std::string> families;
  for (const std::string& word :
       std::vector<std::string>(absl::StrSplit(text, ' ', absl::SkipEmpty())))
    families.insert(FamilyOf(word));
  return families.size() == 1 && !families.begin()->empty() ? *families.begin() : fallback;
}

}  // namespace drill
