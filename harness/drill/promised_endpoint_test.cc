#include "harness/drill/promised_endpoint.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

Endpoint Example() {
  Endpoint endpoint;
  endpoint.method = "GET";
  endpoint.url = "http://localhost:5000/api/health";
  endpoint.json = {{"status", "ok"}};
  endpoint.contains = {"uptime"};
  endpoint.line = 41;
  return endpoint;
}

TEST(PromisedEndpointTest, CarriesEveryExpectationAndItsLine) {
  const PromisedEndpoint promised = ToPromised(Example(), "fixtures/aria/ROLLBACK.md");
  EXPECT_EQ(promised.source, "ROLLBACK.md:41");
  EXPECT_EQ(promised.probe.url(), "http://localhost:5000/api/health");
  ASSERT_EQ(promised.probe.json_size(), 1);
  EXPECT_EQ(promised.probe.json(0).key(), "status");
  EXPECT_EQ(promised.probe.json(0).value(), "ok");
  EXPECT_THAT(promised.probe.contains(), ElementsAre("uptime"));
}

TEST(PromisedEndpointTest, WithoutAStatusInTheDocumentErrorsAreStillWrong) {
  const PromisedEndpoint promised = ToPromised(Example(), "ROLLBACK.md");
  EXPECT_THAT(promised.probe.status(), Contains(302));
  EXPECT_THAT(promised.probe.status(), Not(Contains(500)));
  EXPECT_THAT(promised.probe.status(), Not(Contains(404)));
}

TEST(PromisedEndpointTest, TheDocumentsStatusIsTheOnlyRightOne) {
  Endpoint endpoint = Example();
  endpoint.statuses = {204};
  EXPECT_THAT(ToPromised(endpoint, "ROLLBACK.md").probe.status(), ElementsAre(204));
}

}  // namespace
}  // namespace drill
