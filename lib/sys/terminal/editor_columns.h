/* Counts columns as libedit does, by the locale, for the line that it edits. All other text is
 * measured by base/columns.h. */
#ifndef SYS_TERMINAL_EDITOR_COLUMNS_H
#define SYS_TERMINAL_EDITOR_COLUMNS_H

#include <stddef.h>
#include <wchar.h>

/* Each returns the column after text that begins in column from, counted from 0 and without regard
 * to the width of the terminal. A wide character takes two columns, and so does a control character
 * (^X); a TAB goes to the next multiple of 8; a byte that is not valid in the locale takes one.
 * length is in bytes, or in wide characters. */
size_t columns_after(size_t from, const char *text, size_t length);
size_t columns_after_wide(size_t from, const wchar_t *text, size_t length);

#endif
