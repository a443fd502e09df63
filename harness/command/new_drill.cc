#include "harness/command/new_drill.h"

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "harness/base/status_macros.h"
#include "harness/command/cloned_host_source.h"
#include "harness/command/reading_commands.h"

namespace drill {
namespace {

absl::StatusOr<std::string> NewHostId(const std::string& name, bool keep, Session& session) {
  if (keep) return session.NewKeepableId(name);
  return session.NewId(name);
}

}  // namespace

absl::StatusOr<OneDrill> NewDrill(const PreparedDrill& drill, const Options& options,
                                  Seeding& seeding, const StopToken& stop,
                                  const std::string& label) {
  OneDrill one;
  one.drill = &drill;
  one.seed = seeding.seed(drill);
  one.hosts = std::make_shared<ClonedHostSource>(seeding.session(), one.seed);
  one.healthy = seeding.healthy(drill);
  one.options = &options.drill;
  one.stop = &stop;
  one.root = Root();
  ASSIGN_OR_RETURN(one.id, NewHostId(label.empty() ? drill.name() : label, options.drill.keep,
                                     *seeding.session()));
  one.kept_restores =
      absl::StrCat(seeding.session()->store().cache_directory(), "/backups-restored");
  return one;
}

}  // namespace drill
