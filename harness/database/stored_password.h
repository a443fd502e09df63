// The passwords of a PostgreSQL server's roles, as its pg_authid keeps them. One that is set again
// is kept with another salt, and is the same password all the same.
#ifndef HARNESS_DATABASE_STORED_PASSWORD_H_
#define HARNESS_DATABASE_STORED_PASSWORD_H_

#include <map>
#include <optional>
#include <string>

namespace drill {

// Passwords by where each one stands, such as the key of a file of variables.
using KnownPasswords = std::map<std::string, std::string>;

// Whether the server made `stored` of this password, by SCRAM-SHA-256 (RFC 5802, as PostgreSQL
// writes it: "SCRAM-SHA-256$ITERATIONS:SALT$STORED_KEY:SERVER_KEY") or by MD5 ("md5" and digits).
// False for what is neither, for a password that SASLprep (RFC 4013) would change, and where
// computing it would take seconds.
bool IsStoredFormOf(const std::string& stored, const std::string& role,
                    const std::string& password);

// Tells one password from another without telling it: where the password stands, else a digest of
// what is stored; "none" for a role without one.
std::string DescribeStoredPassword(const std::optional<std::string>& stored,
                                   const std::string& role, const KnownPasswords& known);

}  // namespace drill

#endif  // HARNESS_DATABASE_STORED_PASSWORD_H_
