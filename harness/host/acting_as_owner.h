// Files that are made in a machine belong to its users, who may be others than this machine's.
#ifndef HARNESS_HOST_ACTING_AS_OWNER_H_
#define HARNESS_HOST_ACTING_AS_OWNER_H_

namespace drill {

// For as long as it lives, this thread makes files that belong to whom the directory belongs to. Of
// a machine with users of its own that is the machine's root, as whom it may make files: this
// machine's root has no number there.
class ActingAsOwner {
 public:
  explicit ActingAsOwner(int directory);
  ~ActingAsOwner();
  ActingAsOwner(const ActingAsOwner&) = delete;
  ActingAsOwner& operator=(const ActingAsOwner&) = delete;

 private:
  int user_ = -1;
  int group_ = -1;
};

}  // namespace drill

#endif  // HARNESS_HOST_ACTING_AS_OWNER_H_
