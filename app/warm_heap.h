// Memory that is at hand when the window wants much at once.
// GUI thread.
#pragma once

namespace app {

/// Before anything is shown: sets the calling thread's heap up for short turns. Else the kernel
/// hands memory out in the middle of one, page by page, and the pixels of a large window have
/// thousands; and what was freed in ten thousand pieces is joined in one.
///
/// What the window will want first is taken at once, on another thread; more is only reserved, and
/// what is freed is kept. Does nothing without glibc.
void warmHeap();

} // namespace app
