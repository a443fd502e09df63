#include "harness/statistics/student_t.h"

#include <cmath>
#include <limits>

namespace drill {

// Abramowitz and Stegun, 26.7.3 and 26.7.4: a finite sum for a whole number of degrees.
double StudentWithin(double t, int degrees) {
  const double angle = std::atan(t / std::sqrt(static_cast<double>(degrees)));
  const double cosine = std::cos(angle);
  const bool odd = degrees % 2 == 1;
  double term = odd ? cosine : 1;
  double sum = degrees > 1 ? term : 0;
  for (int k = odd ? 3 : 2; k < degrees; k += 2) {
    term *= cosine * cosine * (k - 1) / k;
    sum += term;
  }
  const double sine = std::sin(angle);
  return odd ? 2 / M_PI * (angle + sine * sum) : sine * sum;
}

double StudentBound(double probability, int degrees) {
  if (degrees < 1) return std::numeric_limits<double>::infinity();
  double high = 1;
  while (StudentWithin(high, degrees) < probability) high *= 2;
  double low = 0;
  for (int i = 0; i < 80; ++i) {
    const double middle = (low + high) / 2;
    (StudentWithin(middle, degrees) < probability ? low : high) = middle;
  }
  return high;
}

}  // namespace drill
