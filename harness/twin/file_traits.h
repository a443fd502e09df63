// Files that were changed since the seed, as traits that can be compared.
#ifndef HARNESS_TWIN_FILE_TRAITS_H_
#define HARNESS_TWIN_FILE_TRAITS_H_

#include <vector>

#include "harness/twin/portrait.pb.h"

namespace drill {

// Adds to each portrait the traits of every file that is not as the seed has it on any of them: of
// a machine that left the file alone, as the seed has it. All portraits are of one seed. Pure.
//
// What differs acts, but for these: a new file only lies about, unless it lies where something
// reads it by itself (a crontab, a unit, a program before others in the path); a log that has only
// become longer is told, one that lost what was in it acts; so is what a container wrote for
// itself, unless it stands in the place of a file of its image: with the container it goes.
void AddFileTraits(const std::vector<Portrait*>& portraits);

}  // namespace drill

#endif  // HARNESS_TWIN_FILE_TRAITS_H_
