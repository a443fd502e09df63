#include "harness/probe/image_probe.h"

#include "absl/strings/str_cat.h"

namespace drill {

Sight JudgeImage(const ImageProbe& probe, const absl::StatusOr<std::string>& id) {
  if (absl::IsNotFound(id.status())) {
    return GreenIf(probe.must_be_absent(), absl::StrCat("no image ", probe.reference()));
  }
  if (!id.ok()) return NotSeen(std::string(id.status().message()));
  return GreenIf(!probe.must_be_absent(), absl::StrCat(probe.reference(), " is ", *id));
}

Sight LookAtImage(const ProbeContext& context, const ImageProbe& probe, absl::Duration timeout) {
  return JudgeImage(probe, EngineOf(*context.host, timeout).ImageId(probe.reference()));
}

}  // namespace drill
