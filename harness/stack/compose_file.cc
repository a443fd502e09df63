#include "harness/stack/compose_file.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "harness/base/text_proto.h"

namespace drill {
namespace {

int LineOf(const YAML::Node& node) { return node.Mark().line + 1; }

constexpr int kDeepest = 32;
constexpr int kMostNodes = 100000;

// Empty for what is no scalar.
std::string TextOf(const YAML::Node& node) {
  return node.IsDefined() && node.IsScalar() ? node.Scalar() : "";
}

// The value of a key, its merged mappings (`<<: *other`) included.
YAML::Node Find(const YAML::Node& map, const std::string& key) {
  if (!map.IsMap()) return YAML::Node(YAML::NodeType::Undefined);
  std::vector<YAML::Node> merged;
  for (const auto& entry : map) {
    if (TextOf(entry.first) == key) return entry.second;
    if (TextOf(entry.first) != "<<") continue;
    if (!entry.second.IsSequence()) {
      merged.push_back(entry.second);
      continue;
    }
    for (const YAML::Node& one : entry.second) {
      if (one.IsMap()) merged.push_back(one);
    }
  }
  for (const YAML::Node& other : merged) {
    const YAML::Node found = Find(other, key);
    if (found.IsDefined()) return found;
  }
  return YAML::Node(YAML::NodeType::Undefined);
}

// "127.0.0.1:8080-8081:80/udp": nothing when the engine chooses the port, or a variable says it.
bool ParseShortPort(std::string text, PublishedPort* port) {
  if (absl::StrContains(text, "$")) return false;
  const size_t slash = text.find('/');
  if (slash != std::string::npos) {
    port->protocol = text.substr(slash + 1);
    text.resize(slash);
  }
  const size_t target = text.rfind(':');
  if (target == std::string::npos) return false;
  text.resize(target);
  const size_t address = text.rfind(':');
  if (address != std::string::npos) port->address = text.substr(0, address);
  const std::string published = address == std::string::npos ? text : text.substr(address + 1);
  const std::vector<std::string> range = absl::StrSplit(published, '-');
  return absl::SimpleAtoi(range.front(), &port->first) &&
         absl::SimpleAtoi(range.back(), &port->last);
}

bool ParseLongPort(const YAML::Node& node, PublishedPort* port) {
  const std::string protocol = TextOf(Find(node, "protocol"));
  if (!protocol.empty()) port->protocol = protocol;
  port->address = TextOf(Find(node, "host_ip"));
  const std::vector<std::string> range = absl::StrSplit(TextOf(Find(node, "published")), '-');
  return absl::SimpleAtoi(range.front(), &port->first) &&
         absl::SimpleAtoi(range.back(), &port->last);
}

// Whether the line, or the one before it, is indented by a tab.
bool IsIndentedByTabs(const std::string& content, int line) {
  const std::vector<std::string> lines = absl::StrSplit(content, '\n');
  for (int i = std::max(line - 1, 0); i <= line && i < static_cast<int>(lines.size()); ++i) {
    const std::string indent = lines[i].substr(0, lines[i].find_first_not_of(" \t"));
    if (absl::StrContains(indent, "\t")) return true;
  }
  return false;
}

class Reader {
 public:
  explicit Reader(ComposeFile* file) : file_(*file) {}

  void Read(const YAML::Node& root) {
    if (!root.IsMap()) {
      return Add(root.IsDefined() ? LineOf(root) : 1, "is no compose file: it holds no mapping",
                 "it begins with services:");
    }
    FindTwice(root, 0);
    CheckSections(root);
    file_.name = TextOf(Find(root, "name"));
    file_.includes = Find(root, "include").IsDefined();
    const YAML::Node services = Find(root, "services");
    if (!services.IsDefined()) return;
    if (!services.IsMap()) {
      return Add(LineOf(services), "services is no mapping of names to services",
                 "indent what belongs to it");
    }
    for (const auto& entry : services) {
      if (TextOf(entry.first) != "<<") ReadService(entry.first, entry.second);
    }
  }

 private:
  void Add(int line, std::string message, std::string remedy = "") {
    file_.problems.push_back({file_.file, line, 0, std::move(message), std::move(remedy)});
  }

  // yaml-cpp takes the first of two equal keys, compose refuses them.
  void FindTwice(const YAML::Node& node, int depth) {
    // Aliases of aliases are many nodes in few lines.
    if (depth > kDeepest || ++visited_ > kMostNodes) return;
    if (node.IsSequence()) {
      for (const YAML::Node& one : node) FindTwice(one, depth + 1);
    }
    if (!node.IsMap()) return;
    std::set<std::string> seen;
    for (const auto& entry : node) {
      const std::string key = TextOf(entry.first);
      if (!key.empty() && key != "<<" && !seen.insert(key).second &&
          told_.insert(LineOf(entry.first)).second) {
        Add(LineOf(entry.first), absl::StrCat("the key ", key, " is there twice"), "rename one");
      }
      FindTwice(entry.second, depth + 1);
    }
  }

  void CheckSections(const YAML::Node& root) {
    const std::vector<std::string> known = {"version", "name",    "services", "networks",
                                            "volumes", "configs", "secrets",  "include"};
    for (const auto& entry : root) {
      const std::string key = TextOf(entry.first);
      if (absl::StartsWith(key, "x-") || key == "<<") continue;
      bool is_known = false;
      for (const std::string& section : known) is_known = is_known || section == key;
      if (is_known) continue;
      const std::string nearest = NearestName(key, known);
      Add(LineOf(entry.first), absl::StrCat("no section of a compose file: ", key),
          nearest.empty() ? absl::StrCat("one of ", absl::StrJoin(known, ", "))
                          : absl::StrCat("did you mean ", nearest, "?"));
    }
  }

  void ReadService(const YAML::Node& name, const YAML::Node& body) {
    ComposeService service;
    service.name = TextOf(name);
    service.line = LineOf(name);
    if (!body.IsMap()) {
      return Add(service.line, absl::StrCat("service ", service.name, " is no mapping"),
                 "indent what belongs to it");
    }
    const YAML::Node image = Find(body, "image");
    service.image = TextOf(image);
    service.file = file_.file;
    if (image.IsDefined()) service.line = LineOf(image);
    service.built = Find(body, "build").IsDefined();
    service.extends = Find(body, "extends").IsDefined();
    const YAML::Node profiles = Find(body, "profiles");
    service.has_profiles = profiles.IsSequence() && profiles.size() > 0;
    const YAML::Node ports = Find(body, "ports");
    if (ports.IsSequence()) {
      for (const YAML::Node& one : ports) ReadPort(one, &service);
    }
    file_.services.push_back(std::move(service));
  }

  void ReadPort(const YAML::Node& node, ComposeService* service) const {
    PublishedPort port;
    port.file = file_.file;
    port.line = LineOf(node);
    const bool known =
        node.IsMap() ? ParseLongPort(node, &port) : ParseShortPort(TextOf(node), &port);
    if (known) service->ports.push_back(std::move(port));
  }

  ComposeFile& file_;
  std::set<int> told_;
  int visited_ = 0;
};

}  // namespace

ComposeFile ParseComposeFile(const std::string& file, const std::string& content) {
  ComposeFile parsed;
  parsed.file = file;
  // yaml-cpp tells of broken YAML by exceptions; they end here.
  try {
    Reader(&parsed).Read(YAML::Load(content));
  } catch (const YAML::Exception& broken) {
    const bool tab = IsIndentedByTabs(content, broken.mark.line);
    parsed.services.clear();
    parsed.problems = {
        {file, broken.mark.line + 1, broken.mark.column + 1,
         absl::StrCat("is no YAML: ", broken.msg),
         tab ? "indent with blanks" : "look at the indentation of the lines before it"}};
  }
  return parsed;
}

bool IsDefaultComposeFile(absl::string_view name) {
  return name == "compose.yaml" || name == "compose.yml" || name == "docker-compose.yml" ||
         name == "docker-compose.yaml";
}

bool IsComposeOverride(absl::string_view name) {
  return name == "compose.override.yaml" || name == "compose.override.yml" ||
         name == "docker-compose.override.yml" || name == "docker-compose.override.yaml";
}

}  // namespace drill
