// The Debian release that drill hosts and images are made of.
#ifndef HARNESS_BASE_DEBIAN_SUITE_H_
#define HARNESS_BASE_DEBIAN_SUITE_H_

namespace drill {

inline constexpr char kDebianSuite[] = "trixie";

}  // namespace drill

#endif  // HARNESS_BASE_DEBIAN_SUITE_H_
