// Student's t distribution.
#ifndef HARNESS_STATISTICS_STUDENT_T_H_
#define HARNESS_STATISTICS_STUDENT_T_H_

namespace drill {

// The probability that a variable of so many degrees of freedom (1 or more) lies between -t and t.
double StudentWithin(double t, int degrees);

// The t for which that probability is `probability`: 4.303 of 0.95 and 2 degrees. Infinite for no
// degree of freedom.
double StudentBound(double probability, int degrees);

}  // namespace drill

#endif  // HARNESS_STATISTICS_STUDENT_T_H_
