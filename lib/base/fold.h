/* Comparison of text without regard to case, in all scripts and independent of the locale. */
#ifndef BASE_FOLD_H
#define BASE_FOLD_H

#include <stdbool.h>
#include <stddef.h>

/* Returns true if text contains part, in any case: by Unicode's simple case folding. Both are
 * UTF-8; an invalid byte equals only itself. Every text contains an empty part. */
bool fold_has(const char *text, size_t length, const char *part, size_t part_length);

#endif
