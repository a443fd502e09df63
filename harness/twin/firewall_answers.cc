#include "harness/twin/firewall_answers.h"

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "harness/twin/machine_answers.h"
#include "harness/twin/network_answers.h"
#include "harness/twin/portrait.h"
#include "harness/twin/shape.h"
#include "harness/twin/words.h"

namespace drill {
namespace {

bool IsChainOfTheEngine(absl::string_view chain) {
  // What stands in DOCKER-USER is the machine's owner's.
  return absl::StartsWith(chain, "DOCKER") && chain != "DOCKER-USER";
}

// `words` begin with -A CHAIN.
bool IsRuleOfTheEngine(const Words& words) {
  const absl::string_view chain = words[1];
  const absl::string_view target = WordAfter(words, "-j");
  if (IsChainOfTheEngine(chain) || absl::StartsWith(target, "DOCKER")) return true;
  // The engine itself puts this RETURN at the end of the users' chain.
  if (chain == "DOCKER-USER" && words.size() == 4 && target == "RETURN") return true;
  const bool on_its_device =
      IsOfTheEngine(WordAfter(words, "-i")) || IsOfTheEngine(WordAfter(words, "-o"));
  if (on_its_device && (target == "ACCEPT" || target == "MASQUERADE")) return true;
  // Packets that a container sends to its own published port; packets for a container that do not
  // come by way of its network.
  if (chain == "POSTROUTING" && target == "MASQUERADE" && !WordAfter(words, "-s").empty() &&
      WordAfter(words, "-s") == WordAfter(words, "-d"))
    return true;
  return chain == "PREROUTING" && target == "DROP" && WordAfter(words, "!") == "-i" &&
         on_its_device;
}

// That of FORWARD is what the engine makes of the kernel's settings when it starts.
bool IsPolicy(const Words& words, absl::string_view table) {
  return words.size() > 1 && words[1] != "ACCEPT" && words[1] != "-" &&
         (table != "filter" || words[0] != ":FORWARD");
}

std::string TextOf(const Words& words) {
  std::vector<std::string> texts;
  for (const absl::string_view word : words)
    texts.push_back(IsOfTheEngine(word) ? ShapeOf(word) : std::string(word));
  return WithoutEngineAddresses(absl::StrJoin(texts, " "));
}

void PaintRules(const std::string& firewall, absl::string_view rules, Painter& painter) {
  absl::string_view table;
  for (const absl::string_view line : LinesOf(rules)) {
    const Words words = absl::StrSplit(line, ' ', absl::SkipEmpty());
    if (line[0] == '*') {
      table = line.substr(1);
    } else if (line[0] == ':' && IsPolicy(words, table)) {
      painter.Field(firewall, absl::StrCat("policy of ", table, " ", words[0].substr(1)),
                    std::string(words[1]));
    } else if (words[0] == "-A" && words.size() > 2 && !IsRuleOfTheEngine(words)) {
      painter.Object(absl::StrCat(firewall, " ", table, ": ", TextOf(words)));
    }
  }
}

}  // namespace

void PaintFirewall(absl::string_view protocol, absl::string_view rules, absl::string_view container,
                   Portrait* portrait) {
  Painter painter(MACHINE, portrait, container);
  const std::string firewall = absl::StrCat("firewall ", protocol);
  if (!container.empty())
    return PaintRules(absl::StrCat(firewall, " of ", container), rules, painter);
  painter.Object(firewall);
  PaintRules(firewall, rules, painter);
}

}  // namespace drill
