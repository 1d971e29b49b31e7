// What the log needs of C: CRC-32C (Castagnoli) by the processor's instruction.
#pragma once

#include <stddef.h>
#include <stdint.h>

/// Continues a CRC-32C over more bytes; start with 0. Uses the processor's instruction where there is one.
uint32_t letopis_crc32c(uint32_t crc, const void *bytes, size_t count);

/// The same by slicing-by-8 tables, on every processor.
uint32_t letopis_crc32c_table(uint32_t crc, const void *bytes, size_t count);

/// Whether `letopis_crc32c` uses the processor's instruction.
int letopis_crc32c_is_accelerated(void);
