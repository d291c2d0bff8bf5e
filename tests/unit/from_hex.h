/* Bytes from hex digits. */
#ifndef TESTS_UNIT_FROM_HEX_H
#define TESTS_UNIT_FROM_HEX_H

#include "test.h"

#include "base/bytes.h"

/* Reads hex, which must be valid, to out. Returns the number of bytes, at most size. */
static inline size_t read_hex(const char *hex, uint8_t *out, size_t size)
{
	struct hex_result r = hex_read(hex, strlen(hex), out, size);

	assert_int_equal(r.status, HEX_OK);
	return r.count;
}

#endif
