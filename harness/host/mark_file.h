// By which file a machine is known as a drill host, from inside.
#ifndef HARNESS_HOST_MARK_FILE_H_
#define HARNESS_HOST_MARK_FILE_H_

namespace drill {

// Holds the host's id; written when it boots, and on no machine that people use.
inline constexpr char kMarkFile[] = "/etc/drill-host";

}  // namespace drill

#endif  // HARNESS_HOST_MARK_FILE_H_
