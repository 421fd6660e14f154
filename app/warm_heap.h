// Memory that is at hand when the window wants much at once.
// GUI thread.
#pragma once

namespace app {

/// Before anything is shown: takes the memory that a large payload or a window that grows will
/// want, and keeps what is freed. Else the kernel hands it out in the middle of a turn, page by
/// page: the pixels of a large window have thousands. Of the calling thread's heap; does nothing
/// without glibc.
void warmHeap();

} // namespace app
