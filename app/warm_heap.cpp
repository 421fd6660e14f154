#include "app/warm_heap.h"

#include <QThreadPool>

#include <array>
#include <cstdlib>
#include <memory>

#ifdef __GLIBC__
#include <malloc.h>
#include <sys/mman.h>
#endif

namespace app {

#ifdef __GLIBC__

namespace {

constexpr int Mebibyte = 1024 * 1024;
constexpr size_t Part = 24 * Mebibyte;
constexpr size_t Parts = 8;     ///< reserved, in large pages where the system has them
constexpr size_t WarmParts = 3; ///< taken: a window of 2560 x 1440 has 15 MiB of pixels, twice
constexpr size_t HugePage = 2 * Mebibyte;
constexpr size_t Page = 4096;

/// Of what lies in whole pages of this size. What is in them stays as it is.
void advise(void *part, size_t page, int advice)
{
    size_t room = Part;
    if (part && std::align(page, Part - page, part, room))
        madvise(part, Part - page, advice);
}

} // namespace

void warmHeap()
{
    constexpr int LargestOnHeap = 32 * Mebibyte; // glibc's own limit
    constexpr int Kept = 256 * Mebibyte;
    mallopt(M_MMAP_THRESHOLD, LargestOnHeap);
    mallopt(M_TRIM_THRESHOLD, Kept);
    mallopt(M_MXFAST, 0); // what is freed is joined at once, not ten thousand pieces in one turn
    std::array<void *, Parts> parts{};
    for (void *&part : parts) {
        part = std::malloc(Part);
        advise(part, HugePage, MADV_HUGEPAGE);
    }
    for (void *part : parts)
        std::free(part);
    // The system clears what it hands out: 50 ms on a slow machine.
    QThreadPool::globalInstance()->start([parts] {
        for (size_t i = 0; i < WarmParts; ++i)
            advise(parts.at(i), Page, MADV_POPULATE_WRITE); // an older kernel hands it out later
    });
}

#else

void warmHeap()
{}

#endif

} // namespace app
