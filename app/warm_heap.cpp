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

namespace {

constexpr int Mebibyte = 1024 * 1024;
constexpr size_t Part = 24 * Mebibyte;
constexpr size_t HugePage = 2 * Mebibyte;
constexpr size_t Page = 4096;

/// Of what lies in whole pages of this size.
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
    constexpr int Kept = 128 * Mebibyte;
    mallopt(M_MMAP_THRESHOLD, LargestOnHeap);
    mallopt(M_TRIM_THRESHOLD, Kept);
    const std::array<void *, 2> parts{std::malloc(Part), std::malloc(Part)};
    for (void *part : parts) {
        advise(part, HugePage, MADV_HUGEPAGE);
        advise(part, Page, MADV_POPULATE_WRITE); // an older kernel hands it out later
    }
    for (void *part : parts)
        std::free(part);
}

#else

void warmHeap()
{}

#endif

} // namespace app
