#include "app/warm_heap.h"

#include <array>
#include <cstdlib>
#include <memory>

#ifdef __GLIBC__
#include <malloc.h>
#include <sys/mman.h>
#endif

namespace app {

#ifdef __GLIBC__

void warmHeap()
{
    constexpr int Mebibyte = 1024 * 1024;
    constexpr int LargestOnHeap = 32 * Mebibyte; // glibc's own limit
    constexpr int Kept = 128 * Mebibyte;
    constexpr size_t Part = 24 * Mebibyte;
    constexpr size_t HugePage = 2 * Mebibyte;
    mallopt(M_MMAP_THRESHOLD, LargestOnHeap);
    mallopt(M_TRIM_THRESHOLD, Kept);
    const std::array<void *, 2> parts{std::malloc(Part), std::malloc(Part)};
    for (void *part : parts) {
        void *begin = part;
        size_t room = Part;
        if (!part || !std::align(HugePage, Part - HugePage, begin, room))
            continue;
        // An older kernel hands it out later, or in small pages.
        madvise(begin, Part - HugePage, MADV_HUGEPAGE);
        madvise(begin, Part - HugePage, MADV_POPULATE_WRITE);
    }
    for (void *part : parts)
        std::free(part);
}

#else

void warmHeap()
{}

#endif

} // namespace app
