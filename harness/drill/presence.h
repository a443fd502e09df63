// Whether somebody is at the terminal from which a drill is led.
#ifndef HARNESS_DRILL_PRESENCE_H_
#define HARNESS_DRILL_PRESENCE_H_

namespace drill {

// Thread-safe.
class Presence {
 public:
  virtual ~Presence() = default;

  // The terminal was closed, and nobody has taken the drill up at another one.
  virtual bool away() const = 0;

  // Another number after each time that the drill was taken up.
  virtual int terminal() const = 0;

  // The input has ended: whether that is since its terminal was closed. False: somebody ended it.
  virtual bool IsClosed() = 0;
};

}  // namespace drill

#endif  // HARNESS_DRILL_PRESENCE_H_
