// The fault catalogue in docs/ against fault.proto: a kind that nobody finds is not there.
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/scenario/fault.pb.h"

namespace drill {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

std::string Page(const std::string& path) {
  std::ifstream file(path);
  std::stringstream content;
  content << file.rdbuf();
  return content.str();
}

// Values of an enum that says what kind it is, and the alternatives of every oneof; probes are no
// part of a fault.
void CollectKinds(const Descriptor* message, std::set<std::string>* kinds) {
  for (int i = 0; i < message->oneof_decl_count(); ++i) {
    for (int j = 0; j < message->oneof_decl(i)->field_count(); ++j)
      kinds->insert(message->oneof_decl(i)->field(j)->name());
  }
  for (int i = 0; i < message->field_count(); ++i) {
    const FieldDescriptor* field = message->field(i);
    if (field->name() == "kind" || field->name() == "effect") {
      for (int j = 1; j < field->enum_type()->value_count(); ++j)
        kinds->insert(field->enum_type()->value(j)->name());
    }
    const Descriptor* inside = field->message_type();
    if (inside != nullptr && inside->file() == message->file()) CollectKinds(inside, kinds);
  }
}

std::vector<const FieldDescriptor*> Families() {
  const auto* kind = Fault::descriptor()->FindOneofByName("kind");
  std::vector<const FieldDescriptor*> families;
  for (int i = 0; i < kind->field_count(); ++i) families.push_back(kind->field(i));
  return families;
}

TEST(FaultCatalogueTest, EveryFamilyHasItsRow) {
  const std::string index = Page("docs/faults.md");
  for (const FieldDescriptor* family : Families())
    EXPECT_TRUE(absl::StrContains(index, absl::StrCat("\n| [", family->name(), "](")))
        << family->name();
}

TEST(FaultCatalogueTest, EveryKindStandsInTheIndexAndOnItsFamilysPage) {
  const std::string index = Page("docs/faults.md");
  for (const FieldDescriptor* family : Families()) {
    std::set<std::string> kinds;
    CollectKinds(family->message_type(), &kinds);
    const std::string path = absl::StrCat("docs/faults/", family->name(), ".md");
    const std::string page = Page(path);
    for (const std::string& kind : kinds) {
      EXPECT_TRUE(absl::StrContains(index, absl::StrCat("`", kind, "`")))
          << "docs/faults.md: " << kind;
      EXPECT_TRUE(absl::StrContains(page, kind)) << path << ": " << kind;
    }
  }
}

TEST(FaultCatalogueTest, EveryLinkToAPageLeadsToOne) {
  const std::string index = Page("docs/faults.md");
  int links = 0;
  for (size_t at = index.find("](faults/"); at != std::string::npos;
       at = index.find("](faults/", at + 1)) {
    const std::string page = index.substr(at + 2, index.find(')', at) - at - 2);
    EXPECT_NE(Page("docs/" + page), "") << page;
    ++links;
  }
  EXPECT_GT(links, 5);
}

// The test itself: what it looks for is what fault.proto says.
TEST(FaultCatalogueTest, KindsAreEnumsAndAlternatives) {
  std::set<std::string> network, configuration, release;
  CollectKinds(NetworkFault::descriptor(), &network);
  EXPECT_THAT(network, ::testing::UnorderedElementsAre("PARTITION", "UNREACHABLE", "DELAY", "LOSS",
                                                       "NAME_GONE"));
  CollectKinds(ConfigurationFault::descriptor(), &configuration);
  EXPECT_THAT(configuration, ::testing::Contains("remove_key"));
  CollectKinds(ReleaseFault::descriptor(), &release);
  EXPECT_THAT(release, ::testing::Contains("missing_url"));
}

}  // namespace
}  // namespace drill
