#include "harness/host/name_service.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

TEST(NameServiceTest, KnowsTheHostsNamesAndRefusesAllOthersItself) {
  EXPECT_THAT(NameServiceConfig("prod-1", {"api.example.com"}),
              AllOf(HasSubstr("\nhost-record=prod-1,192.0.2.53\n"),
                    HasSubstr("\nhost-record=api.example.com,192.0.2.53\n"),
                    HasSubstr("\nno-resolv\n"), HasSubstr("\naddress=/#/\n")));
}

TEST(NameServiceTest, StartsAndIsAskedWhereItListens) {
  EXPECT_THAT(kStartNameService, AllOf(HasSubstr(kNameServer), HasSubstr(kNameServiceFile)));
  EXPECT_EQ(ResolverConfig(), "nameserver 192.0.2.53\n");
}

}  // namespace
}  // namespace drill
