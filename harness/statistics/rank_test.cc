#include "harness/statistics/rank_test.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <utility>

namespace drill {
namespace {

constexpr size_t kMostCounted = 25;

double PairsLonger(const std::vector<double>& first, const std::vector<double>& second) {
  double pairs = 0;
  for (const double a : first) {
    for (const double b : second) pairs += b > a ? 1 : b == a ? 0.5 : 0;
  }
  return pairs;
}

// How many times each value is there, in both samples together.
std::map<double, int> Counts(const std::vector<double>& first, const std::vector<double>& second) {
  std::map<double, int> counts;
  for (const double value : first) ++counts[value];
  for (const double value : second) ++counts[value];
  return counts;
}

// For each u, in how many orders of the two samples there are so many pairs. Where the longest of
// all is of the second sample it is longer than all of the first, else it adds no pair: what is
// left is the same question of one value fewer.
std::vector<double> Orders(size_t first, size_t second) {
  // By the size of the second sample, for the size of the first so far.
  std::vector<std::vector<double>> orders(second + 1, std::vector<double>{1});
  for (size_t n = 1; n <= first; ++n) {
    for (size_t m = 1; m <= second; ++m) {
      std::vector<double> next(n * m + 1, 0);
      for (size_t u = 0; u < orders[m].size(); ++u) next[u] += orders[m][u];
      for (size_t u = 0; u < orders[m - 1].size(); ++u) next[u + n] += orders[m - 1][u];
      orders[m] = std::move(next);
    }
  }
  return orders[second];
}

void CountOrders(size_t first, size_t second, RankTest& test) {
  const std::vector<double> orders = Orders(first, second);
  const size_t seen = static_cast<size_t>(test.u);
  double all = 0, at_least = 0, at_most = 0;
  for (size_t u = 0; u < orders.size(); ++u) {
    all += orders[u];
    if (u >= seen) at_least += orders[u];
    if (u <= seen) at_most += orders[u];
  }
  test.p_longer = at_least / all;
  test.p_shorter = at_most / all;
  test.exact = true;
}

// P(a normal variable is at least this many standard deviations above its mean).
double NormalTail(double deviations) { return std::erfc(deviations / std::sqrt(2.0)) / 2; }

void Approximate(double first, double second, const std::map<double, int>& counts, RankTest& test) {
  const double all = first + second;
  double ties = 0;
  for (const auto& [value, count] : counts) ties += std::pow(count, 3.0) - count;
  const double variance = first * second / 12 * (all + 1 - ties / (all * (all - 1)));
  // All times are equal.
  if (variance <= 0) return;
  const double deviation = std::sqrt(variance);
  const double above = test.u - first * second / 2;
  // Half a pair is the distance between what can be seen and the steps of a smooth curve.
  test.p_longer = NormalTail((above - 0.5) / deviation);
  test.p_shorter = NormalTail((-above - 0.5) / deviation);
}

}  // namespace

RankTest CompareRanks(const std::vector<double>& first, const std::vector<double>& second) {
  RankTest test;
  if (first.empty() || second.empty()) return test;
  test.u = PairsLonger(first, second);
  const std::map<double, int> counts = Counts(first, second);
  const bool all_differ = counts.size() == first.size() + second.size();
  if (all_differ && first.size() <= kMostCounted && second.size() <= kMostCounted) {
    CountOrders(first.size(), second.size(), test);
  } else {
    Approximate(static_cast<double>(first.size()), static_cast<double>(second.size()), counts,
                test);
  }
  return test;
}

double LeastProbability(int first, int second) {
  if (first <= 0 || second <= 0) return 1;
  // One of all the orders.
  return std::exp(std::lgamma(first + 1.0) + std::lgamma(second + 1.0) -
                  std::lgamma(first + second + 1.0));
}

double TypicalDifference(const std::vector<double>& first, const std::vector<double>& second) {
  std::vector<double> differences;
  for (const double a : first) {
    for (const double b : second) {
      if (std::isfinite(a) && std::isfinite(b)) differences.push_back(b - a);
    }
  }
  if (differences.empty()) return 0;
  std::sort(differences.begin(), differences.end());
  const size_t half = differences.size() / 2;
  return differences.size() % 2 == 1 ? differences[half]
                                     : (differences[half - 1] + differences[half]) / 2;
}

}  // namespace drill
