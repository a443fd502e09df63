// The manifest that is kept beside a tree of the store, read with care for what other versions of
// the harness wrote.
#ifndef HARNESS_SEED_STORED_MANIFEST_H_
#define HARNESS_SEED_STORED_MANIFEST_H_

#include <string>

#include "absl/status/status.h"
#include "google/protobuf/message.h"
#include "harness/host/store.h"

namespace drill {

// Reads the tree's manifest, a text proto whose field `format` is a number.
//
// NotFound when there is no tree of that name. DataLoss, with the reason, when there is one that
// is not complete or was changed since it was sealed: nobody can use it. FailedPrecondition when it
// is whole, but its format is later than `latest_format`, or the text is none that this harness
// knows: another version of the harness made it and can use it, so it is not to be removed.
// Unimplemented and Unavailable as Store::Check().
absl::Status ReadStoredManifest(const Store& store, TreeKind kind, const std::string& tree,
                                int latest_format, google::protobuf::Message* manifest);

}  // namespace drill

#endif  // HARNESS_SEED_STORED_MANIFEST_H_
