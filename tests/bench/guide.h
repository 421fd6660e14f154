// Leads a window through what a person does, from a thread of its own, so that no waiting of the
// guide's is in a turn of the GUI thread. Its thread only, but for what it is given to run there.
#pragma once

#include "tests/bench/turn_watch.h"
#include "tests/bench/yardstick.h"
#include "tests/ui/window_bench.h"

#include <functional>
#include <stdexcept>

namespace bench {

/// A place of the tour could not be reached.
class Lost final : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

class Guide
{
public:
    /// `paceMilliseconds` is the rest after each thing done. The yardstick is laid on now and then.
    Guide(tests::WindowBench &window,
          TurnWatch &watch,
          Yardstick &yardstick,
          core::ConnectionSettings server,
          int paceMilliseconds);
    ~Guide();

    tests::WindowBench &bench; ///< for what runs on the GUI thread

    /// Runs it on the GUI thread in a turn of its own and rests; turns count as `label`'s until the
    /// next act.
    void act(const QString &label, const std::function<void()> &action);
    /// Until it is so, asking on the GUI thread; throws Lost after ten seconds.
    void until(const QString &what, const std::function<bool()> &isThere);
    void rest(int paces = 1) const;

    /// Does it to the first one of this name that can be used, as soon as there is one, in a turn
    /// of its own; throws Lost as `until` does.
    template<typename T>
    void on(const char *widget, const QString &label, const std::function<void(T &)> &action)
    {
        until(QStringLiteral("%1 is not there to be used").arg(QLatin1String(widget)), [&] {
            T *used = seen<T>(widget);
            if (!used)
                return false;
            m_watch.setLabel(label);
            action(*used);
            return true;
        });
        rest();
    }

    void trigger(const char *actionId);
    /// Gives it the focus, waiting until it is seen.
    void focus(const char *widget);
    /// Where the focus is; throws Lost where that is not in this widget: keys that go elsewhere
    /// would measure nothing.
    void press(const char *widget,
               const QString &label,
               Qt::Key key,
               int times = 1,
               Qt::KeyboardModifiers with = {});
    void type(const char *widget, const QString &label, const QString &text);
    /// Presses a button, waiting until one of this name is seen.
    void click(const char *button);
    void untilSeen(const char *widget);
    /// Opens an address and waits until its events, or why there are none, are there.
    void open(const QString &address);

    /// Somebody else writes, from this thread.
    void append(const QString &stream, const QList<core::NewEvent> &events);
    void append(const QString &stream, int count);

    /// On the GUI thread: the one of this name that is seen and can be used; null if there is none.
    template<typename T>
    [[nodiscard]] static T *seen(const char *name)
    {
        return qobject_cast<T *>(seenWidget(name));
    }

private:
    void layYardstick();
    void untilFocused(const char *widget);
    [[nodiscard]] static QWidget *seenWidget(const char *name);

    TurnWatch &m_watch;
    Yardstick &m_yardstick;
    const int m_pace;
    int m_acts = 0;
    std::unique_ptr<core::Client> m_other;
};

/// A part of the tour.
struct Stop {
    const char *name;
    void (*visit)(Guide &);
};

/// Written before the tour begins.
void prepareTour(Guide &guide);
[[nodiscard]] QList<Stop> readingStops();
[[nodiscard]] QList<Stop> writingStops();
[[nodiscard]] QList<Stop> windowStops();

} // namespace bench
