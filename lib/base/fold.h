/* Text compared whatever its case, in every script that has one and in every locale alike. */
#ifndef BASE_FOLD_H
#define BASE_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The character that stands for point and all that differ from it in case alone: Unicode's simple
 * case folding. */
uint32_t fold_point(uint32_t point);

/* True if part, of part_length bytes, stands in text of length bytes, in any case. Both are
 * UTF-8; a byte that is not is one of its own, and equals itself alone. An empty part stands in
 * every text. */
bool fold_has(const char *text, size_t length, const char *part, size_t part_length);

#endif
