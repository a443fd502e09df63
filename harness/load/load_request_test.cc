#include "harness/load/load_request.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

TEST(ToHttpRequestTest, PutsKeyAndNumberInTheirPlaces) {
  LoadShape load;
  load.set_base_url("http://localhost:5000");
  (*load.mutable_headers())["X-Team"] = "blue";
  (*load.mutable_headers())["X-Key"] = "none";
  LoadRequest request;
  request.set_method("PUT");
  request.set_path("/notes/{key}?n={n}");
  request.set_body("{key} {n}");
  request.set_content_type("text/plain");
  (*request.mutable_headers())["X-Key"] = "{key}";
  const HttpRequest made = ToHttpRequest(load, request, "drill-7", "7");
  EXPECT_EQ(made.method, "PUT");
  EXPECT_EQ(made.url, "http://localhost:5000/notes/drill-7?n=7");
  EXPECT_EQ(made.body, "drill-7 7");
  EXPECT_EQ(made.content_type, "text/plain");
  EXPECT_THAT(made.headers, ElementsAre(Pair("X-Key", "drill-7"), Pair("X-Team", "blue")));
}

TEST(ToHttpRequestTest, IsAGetWhereNothingElseIsSaid) {
  EXPECT_EQ(ToHttpRequest(LoadShape(), LoadRequest(), "", "").method, "GET");
}

}  // namespace
}  // namespace drill
