#include "harness/runbook/opener.h"

#include "gtest/gtest.h"

namespace drill {
namespace {

TEST(ClassifyOpenerTest, KnowsTheWaysOfSayingIt) {
  for (const char* text :
       {"Or locally:", "OR", "or", "Or, where it was tagged:", "Alternatively: x", "alternative",
        "— or using Docker Compose", "Otherwise:", "Oder lokal",
        "Alternativ:", "Ou no servidor:", "On older machines, use docker-compose instead:"})
    EXPECT_EQ(ClassifyOpener(text), OpenerKind::kOr) << text;
  for (const char* text :
       {"Option 1: tag", "Option A", "Method 2 (recommended)", "1. Option B: x",
        "🚨 Scenario 3: disk", "Alternative 2", "Level 1 - restart", "Path A", "Opção 2: voltar",
        "Variante B", "Second option: the copy", "Option two"})
    EXPECT_EQ(ClassifyOpener(text), OpenerKind::kOption) << text;
  for (const char* text :
       {"If still failing:", "Only if needed", "Optional: clear cache",
        "For production:", "When the disk is full", "(Optional) prune",
        "Clear the cache (if needed)", "Last resort: reboot", "⚠️ If it hangs",
        "Step 4: If there is a replica", "Step 2 (optional): prune", "Prune, if necessary",
        "Falls es hängt:", "Wenn die Platte voll ist:", "Se o disco estiver cheio:",
        "Clear the cache (bei Bedarf)", "Prune - optional", "When the engine is not running"})
    EXPECT_EQ(ClassifyOpener(text), OpenerKind::kConditional) << text;
  for (const char* text : {"Stop the service",
                           "Order matters",
                           "Orders database",
                           "Expected: ok",
                           "Verify",
                           "For each service",
                           "Ifconfig",
                           "Optionsmenu",
                           "Pathological",
                           "Level the playing field",
                           "Format the disk",
                           "",
                           "When to use",
                           "When all are up, look:",
                           "When the database is up again:",
                           "When done:",
                           "Replace the tag:",
                           "Type a command",
                           "For this, run:",
                           "Falls back to the copy",
                           "Use docker compose instead of docker-compose"})
    EXPECT_EQ(ClassifyOpener(text), OpenerKind::kNone) << text;
}

TEST(ClassifyProseTest, AFullStopOpensWhatTellsSomebodyToDoIt) {
  for (const char* text :
       {"If there is a replica, build it anew.", "If the disk is full then prune it.",
        "(Optional) See what the dump begins with.", "This step is optional.",
        "The disk may be full. If it is, prune it.", "If only one table matters, copy it:",
        "If the disk is full, two things help:", "Falls nötig, die Kopie laden."})
    EXPECT_EQ(ClassifyProse(text), OpenerKind::kConditional) << text;
  for (const char* text :
       {"If in doubt, ask. Then stop it.", "If in doubt, ask. Then stop it:",
        "If the migration fails, the release is taken back.", "If anything fails, stop.",
        "When a release's newest revision is at fault and its downgrade is known to be sound.",
        "When the engine does harm by running: stop what writes, leave the database as it is.",
        "When all are up, look at the front page:", "Replace the tag by the one of yesterday:",
        "Stop the writers.", "Otherwise the data is lost."})
    EXPECT_EQ(ClassifyProse(text), OpenerKind::kNone) << text;
  EXPECT_EQ(ClassifyProse("On older machines, use docker-compose instead."), OpenerKind::kOr);
  EXPECT_EQ(ClassifyProse("Alternatively, use the script."), OpenerKind::kOr);
}

}  // namespace
}  // namespace drill
