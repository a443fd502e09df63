// Where scenarios and stacks are looked for: the harness's own and the user's.
#ifndef HARNESS_SCENARIO_SCENARIO_PLACES_H_
#define HARNESS_SCENARIO_SCENARIO_PLACES_H_

#include <string>
#include <vector>

namespace drill {

// The *.textproto files below a directory, sorted; none where it cannot be read.
std::vector<std::string> ScenariosBelow(const std::string& directory);

// The directories named scenarios below the working directory, a few levels deep, then that of
// `root`. None is there twice.
std::vector<std::string> ScenarioDirectories(const std::string& root);

// The directories named fixtures beside every directory above the file, then that of `root`.
std::vector<std::string> FixtureDirectories(const std::string& root, const std::string& file);

// What a person may have meant by `typed`, as a remedy: the nearest of `known`, or else all of
// them, or how to see them where they are many.
std::string DidYouMean(const std::string& typed, const std::vector<std::string>& known);

}  // namespace drill

#endif  // HARNESS_SCENARIO_SCENARIO_PLACES_H_
