// From a machine's files of users to traits: who can come in, and as whom.
#ifndef HARNESS_TWIN_ACCOUNT_ANSWERS_H_
#define HARNESS_TWIN_ACCOUNT_ANSWERS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "harness/twin/portrait.pb.h"

namespace drill {

struct Account {
  std::string name;
  std::string home;
};

// Of /etc/passwd.
std::vector<Account> AccountsOf(absl::string_view passwd);

// The following functions look at their arguments only. Passwords and keys are never put into the
// portrait, only digests of them.

// Of /etc/passwd and /etc/shadow. A new user that cannot log in only lies about.
void PaintUsers(absl::string_view passwd, absl::string_view shadow, Portrait* portrait);

// Of /etc/group.
void PaintGroups(absl::string_view groups, Portrait* portrait);

// Of a user's authorized_keys: an object for each key, whatever its comment.
void PaintAuthorizedKeys(absl::string_view user, absl::string_view keys, Portrait* portrait);

}  // namespace drill

#endif  // HARNESS_TWIN_ACCOUNT_ANSWERS_H_
