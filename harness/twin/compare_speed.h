// Whether requests are as fast as on healthy machines: judged by a wide margin, since no two
// machines are equally fast at any time.
#ifndef HARNESS_TWIN_COMPARE_SPEED_H_
#define HARNESS_TWIN_COMPARE_SPEED_H_

#include <map>
#include <string>
#include <vector>

#include "harness/twin/portrait.pb.h"

namespace drill {

// The field that holds the judgement.
inline constexpr char kSpeedField[] = "speed";

// Gives each request's object a field "speed", by which ComparePortraits() finds what is slow: "as
// always" on healthy machines, and on the found one unless its median is more than five times that
// of the slowest healthy machine and 100 ms above it. A request that the found machine has not
// answered at all in time has nothing but its speed that is another one: it takes over what else
// a healthy machine says of it. A request that not all healthy machines have answered is left
// as it is. Pure but for the portraits.
void AddSpeed(std::vector<Portrait>* healthy, Portrait* found);

// The requests that AddSpeed() calls slow, each with its speed in words.
std::map<std::string, std::string> SlowRequests(const std::vector<Portrait>& healthy,
                                                const Portrait& found);

}  // namespace drill

#endif  // HARNESS_TWIN_COMPARE_SPEED_H_
