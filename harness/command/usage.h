// What `--help` prints: usage.txt, which tools/drill prints by itself where nothing is built yet.
#ifndef HARNESS_COMMAND_USAGE_H_
#define HARNESS_COMMAND_USAGE_H_

namespace drill {

extern const char kUsage[];

}  // namespace drill

#endif  // HARNESS_COMMAND_USAGE_H_
