/* Makes untrusted text safe for a terminal or for JSON. */
#ifndef BASE_ESCAPE_H
#define BASE_ESCAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Returns the length of the valid UTF-8 sequence (RFC 3629) that text begins with; 0 if there is
 * none. *point becomes its code point. */
size_t utf8_next(const char *text, size_t length, uint32_t *point);

/* Copies text of length bytes to out for a terminal: control characters (C0, DEL, C1), characters
 * that turn the writing direction, and bytes that are not UTF-8 become \xNN for each byte; all
 * else stays, a TAB becomes a blank. At most size - 1 bytes and a NUL, never part of a sequence.
 * Returns the length written; 4 * length + 1 holds everything. */
size_t escape_terminal(char *out, size_t size, const char *text, size_t length);

/* Returns how many printable ASCII characters text begins with. They need no escaping, and each
 * takes one column; most texts have no others. */
size_t escape_plain(const char *text, size_t length);

/* Returns how many bytes of text, at most most (4 or more), can be escaped without splitting a
 * character. */
size_t escape_piece(const char *text, size_t length, size_t most);

/* Returns true for characters that a terminal obeys instead of showing: controls, line and
 * paragraph separators, and the bidirectional controls of Unicode (UAX 9, 2.1-2.6). */
bool escape_is_active(uint32_t point);

/* Returns true if escape_terminal would change nothing. */
bool escape_is_clean(const char *text, size_t length);

/* Copies text to out with each byte that is not UTF-8, and each NUL, as U+FFFD. At most size - 1
 * bytes and a NUL; 3 * length + 1 holds everything. Returns the length written. */
size_t utf8_repair(char *out, size_t size, const char *text, size_t length);

#endif
