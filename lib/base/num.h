/* Numbers written by people: the whole text is the number, or it is an error. */
#ifndef BASE_NUM_H
#define BASE_NUM_H

#include <stdbool.h>
#include <stdint.h>

/* Decimal digits only, at most max. False, and *out untouched, for anything else. */
bool num_decimal(const char *text, uint64_t max, uint64_t *out);

/* The same, or 0x and hex digits. */
bool num_any(const char *text, uint64_t max, uint64_t *out);

/* Decimal seconds with at most three places after the point ("2", "0.5"), in milliseconds. */
bool num_seconds(const char *text, uint64_t max_ms, uint64_t *out_ms);

#endif
