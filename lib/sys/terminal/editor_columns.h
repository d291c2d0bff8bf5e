/* Columns of the line that is edited, as libedit counts them: by the locale. base/columns.h counts
 * for all else. */
#ifndef SYS_TERMINAL_EDITOR_COLUMNS_H
#define SYS_TERMINAL_EDITOR_COLUMNS_H

#include <stddef.h>
#include <wchar.h>

/* The column in which the cursor stands behind text that begins in column from, both counted from 0
 * and as if the line had no end. Wide characters take two, a control character two (^X), a TAB goes
 * to the next multiple of eight. In the characters of the locale. */
size_t columns_after(size_t from, const char *text, size_t length);
size_t columns_after_wide(size_t from, const wchar_t *text, size_t length);

#endif
