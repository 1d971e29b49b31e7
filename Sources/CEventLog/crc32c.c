// CRC-32C by the processor's instruction (SSE 4.2, ARMv8 CRC) with a slicing-by-8 table behind it.
#include "CEventLog.h"

#include <pthread.h>
#include <string.h>

#if defined(__x86_64__)
#include <nmmintrin.h>
#elif defined(__aarch64__) && defined(__ARM_FEATURE_CRC32)
#include <arm_acle.h>
#endif

static uint32_t table[8][256];

typedef uint32_t (*crc_function)(uint32_t crc, const uint8_t *bytes, size_t count);
static crc_function chosen;
static int accelerated;
static pthread_once_t prepared = PTHREAD_ONCE_INIT;

static uint64_t load64(const uint8_t *bytes) {
    uint64_t value;
    memcpy(&value, bytes, sizeof value);
    return value;
}

// The functions below work on the inverted CRC.

static uint32_t by_table(uint32_t crc, const uint8_t *bytes, size_t count) {
    while (count >= 8) {
        uint32_t low = crc ^ ((uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16
                              | (uint32_t)bytes[3] << 24);
        crc = table[7][low & 0xff] ^ table[6][(low >> 8) & 0xff] ^ table[5][(low >> 16) & 0xff] ^ table[4][low >> 24]
            ^ table[3][bytes[4]] ^ table[2][bytes[5]] ^ table[1][bytes[6]] ^ table[0][bytes[7]];
        bytes += 8;
        count -= 8;
    }
    while (count-- > 0) {
        crc = table[0][(crc ^ *bytes++) & 0xff] ^ (crc >> 8);
    }
    return crc;
}

#if defined(__x86_64__)
__attribute__((target("sse4.2"))) static uint32_t by_instruction(uint32_t crc, const uint8_t *bytes, size_t count) {
    uint64_t wide = crc;
    while (count >= 8) {
        wide = _mm_crc32_u64(wide, load64(bytes));
        bytes += 8;
        count -= 8;
    }
    crc = (uint32_t)wide;
    while (count-- > 0) {
        crc = _mm_crc32_u8(crc, *bytes++);
    }
    return crc;
}

static int instruction_exists(void) {
    __builtin_cpu_init();
    return __builtin_cpu_supports("sse4.2") != 0;
}
#elif defined(__aarch64__) && defined(__ARM_FEATURE_CRC32)
static uint32_t by_instruction(uint32_t crc, const uint8_t *bytes, size_t count) {
    while (count >= 8) {
        crc = __crc32cd(crc, load64(bytes));
        bytes += 8;
        count -= 8;
    }
    while (count-- > 0) {
        crc = __crc32cb(crc, *bytes++);
    }
    return crc;
}

static int instruction_exists(void) {
    return 1;
}
#else
#define by_instruction by_table

static int instruction_exists(void) {
    return 0;
}
#endif

static void prepare(void) {
    for (uint32_t index = 0; index < 256; index++) {
        uint32_t crc = index;
        for (int bit = 0; bit < 8; bit++) {
            crc = (crc >> 1) ^ (0x82f63b78u & (0u - (crc & 1)));
        }
        table[0][index] = crc;
    }
    for (int slice = 1; slice < 8; slice++) {
        for (uint32_t index = 0; index < 256; index++) {
            uint32_t previous = table[slice - 1][index];
            table[slice][index] = table[0][previous & 0xff] ^ (previous >> 8);
        }
    }
    accelerated = instruction_exists();
    chosen = accelerated ? by_instruction : by_table;
}

uint32_t letopis_crc32c(uint32_t crc, const void *bytes, size_t count) {
    pthread_once(&prepared, prepare);
    return ~chosen(~crc, bytes, count);
}

uint32_t letopis_crc32c_table(uint32_t crc, const void *bytes, size_t count) {
    pthread_once(&prepared, prepare);
    return ~by_table(~crc, bytes, count);
}

int letopis_crc32c_is_accelerated(void) {
    pthread_once(&prepared, prepare);
    return accelerated;
}
