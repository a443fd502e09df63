#include "harness/probe/collect_facts.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/fake_engine.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

class CollectFactsTest : public ::testing::Test {
 protected:
  CollectFactsTest() { context_.host = &engine_.host(); }

  void Run(const std::string& project, const std::string& service,
           const std::string& status = "running") {
    ContainerInfo container;
    container.project = project;
    container.service = service;
    container.image = service + ":1";
    container.image_id = "sha256:" + project + service;
    container.status = status;
    container.exit_code = status == "exited" ? 3 : 0;
    container.labels = {{"revision", "r-" + service}};
    engine_.Set(container);
  }

  void Label(const std::string& service, const std::string& label) {
    ReleaseLabel& one = context_.release_labels.emplace_back();
    one.set_service(service);
    one.set_label(label);
  }

  absl::StatusOr<ReleaseFacts> Collect() const { return CollectFacts(context_, Stack(), "1"); }

  FakeEngine engine_;
  ProbeContext context_;
};

TEST_F(CollectFactsTest, OneProjectsServicesHaveBareNames) {
  context_.compose_projects = {"shop"};
  Run("shop", "web");
  Run("shop", "migrate", "exited");
  Run("old", "web");
  Label("web", "revision");
  const auto facts = Collect();
  ASSERT_THAT(facts, IsOk());
  EXPECT_EQ(facts->version(), "1");
  EXPECT_THAT(facts->image_ids(), UnorderedElementsAre(Pair("web", "sha256:shopweb"),
                                                       Pair("migrate", "sha256:shopmigrate")));
  EXPECT_THAT(facts->ended(), UnorderedElementsAre(Pair("migrate", 3)));
  EXPECT_THAT(facts->labels(), UnorderedElementsAre(Pair("web", "r-web")));
}

TEST_F(CollectFactsTest, ServicesOfSeveralProjectsSayTheirs) {
  context_.compose_projects = {"shop", "old"};
  Run("shop", "web");
  Run("old", "web");
  Label("old/web", "revision");
  const auto facts = Collect();
  ASSERT_THAT(facts, IsOk());
  EXPECT_THAT(facts->image_ids(), UnorderedElementsAre(Pair("shop/web", "sha256:shopweb"),
                                                       Pair("old/web", "sha256:oldweb")));
  EXPECT_THAT(facts->labels(), UnorderedElementsAre(Pair("old/web", "r-web")));
}

TEST_F(CollectFactsTest, AProjectWithoutContainersIsAnError) {
  context_.compose_projects = {"shop", "old"};
  Run("shop", "web");
  EXPECT_THAT(Collect(), StatusIs(absl::StatusCode::kFailedPrecondition,
                                  HasSubstr("the compose project old has no containers")));
}

TEST_F(CollectFactsTest, ALabelThatTheImageDoesNotHaveIsAnError) {
  context_.compose_projects = {"shop"};
  Run("shop", "web");
  Label("web", "commit");
  EXPECT_THAT(Collect(), StatusIs(absl::StatusCode::kFailedPrecondition,
                                  HasSubstr("web:1 of web has no label commit")));
}

TEST_F(CollectFactsTest, AStackWithoutAProjectRunsNone) {
  const auto facts = Collect();
  ASSERT_THAT(facts, IsOk());
  EXPECT_THAT(facts->image_ids(), IsEmpty());
  Run("shop", "web");
  EXPECT_THAT(Collect(), StatusIs(absl::StatusCode::kFailedPrecondition,
                                  HasSubstr("the machine has the compose project shop")));
}

}  // namespace
}  // namespace drill
