#include "harness/twin/network_answers.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "harness/twin/machine_answers.h"
#include "harness/twin/portrait.h"
#include "harness/twin/shape.h"
#include "harness/twin/words.h"
#include "re2/re2.h"

namespace drill {
namespace {

std::string Of(absl::string_view container) {
  return container.empty() ? "" : absl::StrCat(" of ", container);
}

// A route as it can be compared: of several networks of a container any may be the first.
std::string InContainer(Words words) {
  const std::string device = ShapeOf(WordAfter(words, "dev"));
  const auto named = std::find(words.begin(), words.end(), "dev");
  if (!device.empty()) *std::next(named) = device;
  return WithoutEngineAddresses(absl::StrJoin(words, " "));
}

// Of flags such as "<BROADCAST,UP,LOWER_UP>".
bool IsUp(absl::string_view flags) {
  const std::vector<absl::string_view> all = absl::StrSplit(flags, absl::ByAnyChar("<,>"));
  return std::find(all.begin(), all.end(), "UP") != all.end();
}

}  // namespace

void PaintLinks(absl::string_view links, absl::string_view container, Portrait* portrait) {
  Painter painter(MACHINE, portrait, container);
  for (const absl::string_view line : LinesOf(links)) {
    // "2: eth0@if7: <BROADCAST,UP> mtu 1500 qdisc noqueue state UP ..."
    const Words words = WordsOf(line);
    // One that is down carries nothing: the kernel adds such to every network with a module.
    if (words.size() < 3 || !IsUp(words[2])) continue;
    const absl::string_view device = words[1].substr(0, words[1].find_first_of("@:"));
    if (absl::StartsWith(device, "veth")) {
      // A pair for each container comes and goes; what all of them are joined by stays.
      if (WordAfter(words, "qdisc") != "noqueue")
        painter.Object(absl::StrCat("network device veth# with qdisc ", WordAfter(words, "qdisc")));
      continue;
    }
    const std::string object = absl::StrCat("network device ", ShapeOf(device), Of(container));
    painter.Field(object, "mtu", std::string(WordAfter(words, "mtu")));
    painter.Field(object, "qdisc", std::string(WordAfter(words, "qdisc")));
  }
}

void PaintRoutes(absl::string_view routes, absl::string_view container, Portrait* portrait) {
  Painter painter(MACHINE, portrait, container);
  for (const absl::string_view line : LinesOf(routes)) {
    const Words words = WordsOf(line);
    if (IsOfTheEngine(WordAfter(words, "dev"))) continue;
    // Routes that the kernel adds by itself follow from the addresses.
    if (absl::StrContains(line, "proto kernel")) continue;
    painter.Object(absl::StrCat("route ",
                                container.empty() ? absl::StrJoin(words, " ") : InContainer(words),
                                Of(container)));
  }
}

void PaintSettings(absl::string_view settings, absl::string_view container, Portrait* portrait) {
  Painter painter(MACHINE, portrait, container);
  const std::string object = absl::StrCat("network settings", Of(container));
  for (const absl::string_view line : LinesOf(settings)) {
    const std::pair<absl::string_view, absl::string_view> setting =
        absl::StrSplit(absl::StripPrefix(line, "/proc/sys/"), absl::MaxSplits(':', 1));
    painter.Field(object, absl::StrReplaceAll(setting.first, {{"/", "."}}),
                  absl::StrJoin(WordsOf(setting.second), " "));
  }
}

std::string WithoutEngineAddresses(std::string text) {
  static const RE2& address = *new RE2(R"(\b172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+)");
  RE2::GlobalReplace(&text, address, "172.#.#.#");
  return text;
}

}  // namespace drill
