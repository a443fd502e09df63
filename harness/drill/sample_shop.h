// For tests: a shop of one service, its runbook and a scenario, as files of a directory of the
// test's own; its machine is a FakeHostSource's. The page is a file that the fault takes away and
// the runbook puts back.
#ifndef HARNESS_DRILL_SAMPLE_SHOP_H_
#define HARNESS_DRILL_SAMPLE_SHOP_H_

#include <stdlib.h>

#include <cstdlib>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/drill/fake_host_source.h"
#include "harness/drill/prepared_drill.h"
#include "harness/seed/seeds.h"

namespace drill {

class SampleShop {
 public:
  SampleShop() {
    std::string pattern = "/tmp/shopXXXXXX";
    root_ = mkdtemp(pattern.data());
    seed_.manifest.set_key("seed-of-the-shop");
    ReleaseFacts& facts = *seed_.manifest.add_releases();
    facts.set_version("1");
    (*facts.mutable_image_ids())["web"] = "sha256:1";
    (*facts.mutable_image_references())["web"] = "shop-web:1";
    Write("fixtures/shop/stack.textproto", kStack);
    Write("fixtures/shop/ROLLBACK.md", kRunbook);
    Write("fixtures/shop/web/Dockerfile", "FROM scratch\n");
    Write(absl::StrCat("fixtures/shop/host", root_, "/compose.yml"),
          "name: shop\nservices: {web: {image: 'shop-web:1'}}\n");
    Write("scenarios/shop/gone.textproto", kScenario);
    Write("page", "hello\n");
    RunWeb("sha256:1");
  }
  ~SampleShop() { RemoveAll(root_).IgnoreError(); }

  // `DIR` in a text is the shop's directory.
  void Write(const std::string& path, const std::string& text) {
    const std::string whole = absl::StrCat(root_, "/", path);
    ASSERT_TRUE(MakeDirectories(whole.substr(0, whole.rfind('/'))).ok());
    ASSERT_TRUE(WriteFile(whole, absl::StrReplaceAll(text, {{"DIR", root_}})).ok());
  }
  // In place of the commands of the runbook's procedure.
  void WriteProcedure(const std::string& commands) {
    Write("fixtures/shop/ROLLBACK.md",
          absl::StrReplaceAll(kRunbook, {{"touch DIR/page", commands}}));
  }
  // The service runs from the image of this id.
  void RunWeb(const std::string& image_id) {
    ContainerInfo web;
    web.service = "web";
    web.image = "shop-web:1";
    web.image_id = image_id;
    web.status = "running";
    hosts_.engine().Set(web);
  }

  PreparedDrill Prepare() const {
    absl::StatusOr<PreparedDrill> drill =
        PrepareDrill(root_, absl::StrCat(root_, "/scenarios/shop/gone.textproto"), "");
    // Without one there is no test.
    if (!drill.ok()) std::abort();
    for (const std::string& problem : drill->problems) ADD_FAILURE() << problem;
    return *std::move(drill);
  }

  const std::string& root() const { return root_; }
  const Seed& seed() const { return seed_; }
  FakeHostSource& hosts() { return hosts_; }

 private:
  static constexpr char kStack[] = R"(
description: "A shop."
operator_directory: "DIR"
compose_project: "shop"
baseline: "1"
releases { version: "1" images { key: "web" value: "shop-web:1" } }
images { reference: "shop-web:1" build { context: "web" } }
prepare { name: "deploy" command: "docker compose up -d" records_release: "1" }
steady_state { name: "front" command { command: "test -e DIR/page" } }
)";
  static constexpr char kRunbook[] = R"(# Shop

| rollback | target |
| --- | --- |
| page only | < 10 seconds |

## Page rollback

```bash
sleep 0.5
touch DIR/page
```
)";
  static constexpr char kScenario[] = R"(
description: "The page is gone."
stack: "shop"
fault {
  summary: "Somebody removes the page."
  command { command: "rm -f DIR/page" }
  proof { name: "page_gone" command { command: "test ! -e DIR/page" } }
}
rollback { heading: "Page rollback" }
recovery { steady_state: "*" within { seconds: 2 } stays_well { nanos: 200000000 } }
expected { data { not_checked: "no data" } target { runbook_row: "page only" } }
)";

  std::string root_;
  Seed seed_;
  FakeHostSource hosts_;
};

}  // namespace drill

#endif  // HARNESS_DRILL_SAMPLE_SHOP_H_
